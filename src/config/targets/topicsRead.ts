import { contains, type Span } from '../../base/span';
import type { Unit } from '../unit';
import { blankComments } from './blankComments';
import { isTopicName, type Named } from './named';

/**
 * The topics that a consumer reads, as far as its own text tells. A consumer in code gets those of the calls inside of
 * it; those of the file only where the file has no other consumer.
 */
export function topicsRead(text: string, units: readonly Unit[]): ReadonlyMap<string, readonly Named[]> {
  const readers = units.filter(({ role }) => role === 'consumer' || role === 'client');
  const places = new Set(readers.filter(makesConsumer).map(({ span }) => span.start));
  const inCode = readers.some(isCode) ? subscribed(text) : [];
  const topicsOf = (unit: Unit): readonly Named[] => {
    if (unit.surface === 'shell') return ofCommand(text, unit.span);
    if (unit.frame === 'smallrye') return ofChannel(text, unit);
    if (!isCode(unit)) return [];
    const own = inCode.filter(({ span }) => contains(unit.span, span.start));
    return own.length > 0 || places.size > 1 ? own : inCode;
  };
  return new Map(readers.map((unit) => [unit.id, distinct(topicsOf(unit))]));
}

const isCode = ({ surface }: Unit): boolean => surface === 'code' || surface === 'kafkajs';

/** What is called on a consumer belongs to one that was made elsewhere. */
const makesConsumer = (unit: Unit): boolean => isCode(unit) && !/^kafkajs:(?:subscribe|run):/.test(unit.id);

/** kafka-console-consumer takes `--topic`, kcat `-t` and, behind `-G`, a group and topics. */
function ofCommand(text: string, span: Span): readonly Named[] {
  const option = /(?:\s--topic(?:\s+|=)|\s-t\s*)["']?(?<name>[\w.-]+)(?=["'\s]|$)/.exec(
    text.slice(span.start, span.end),
  );
  const name = option?.groups?.name;
  if (!option || name === undefined || !isTopicName(name)) return [];
  return [named(name, span.start + option.index + option[0].lastIndexOf(name))];
}

/** SmallRye: without a topic of its own a channel reads the topic of its name. */
function ofChannel(text: string, { label, anchor }: Unit): readonly Named[] {
  const channel = /incoming channel (?<name>.+)$/.exec(label)?.groups?.name;
  if (channel === undefined) return [];
  const escaped = channel.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const written = new RegExp(
    String.raw`^[ \t]*(?:%[\w,-]+\.)?mp\.messaging\.incoming\."?${escaped}"?\.topic[ \t]*[=:][ \t]*(?<name>[\w.-]+)[ \t]*$`,
    'm',
  ).exec(text);
  const name = written?.groups?.name;
  if (written && name !== undefined) return [named(name, written.index + written[0].lastIndexOf(name))];
  const at = text.slice(anchor.start, anchor.end).indexOf(channel);
  return isTopicName(channel) && at >= 0 ? [named(channel, anchor.start + at)] : [];
}

/** Literal names in the calls and annotations that subscribe, in the manner of the clients that AckLens knows. */
function subscribed(source: string): readonly Named[] {
  const text = blankComments(source, slashed.test(source) ? 'slashes' : 'hashes');
  return [...text.matchAll(subscriptions)].flatMap((match) => {
    const start = match.index + match[0].length;
    return literals(text.slice(start, endOf(text, start)), start);
  });
}

const slashed = /[;{]\s*$/m;

const subscriptions =
  /@KafkaListener\s*\((?:[^()"]*?\b(?:topics|value)\s*=\s*)|@Topic\s*\(\s*|\.\s*subscribe\s*\(\s*(?:\{[^}]*?\btopics?\s*:\s*)?|\bKafkaConsumer\s*\(\s*(?=["'])/gi;

/** A list in brackets of any kind ends with them; a single name ends with its text. */
function endOf(text: string, start: number): number {
  const opened = /^(?:[\w.]+\s*\()?\s*[[{(]?/.exec(text.slice(start, start + 200))?.[0] ?? '';
  if (!/[[{(]/.test(opened)) {
    const end = text.slice(start, start + 300).search(/[,)\r\n]/);
    return end < 0 ? start : start + end;
  }
  const end = text.slice(start, start + 2_000).search(/[\])}]/);
  return end < 0 ? start : start + end;
}

const literals = (text: string, offset: number): readonly Named[] =>
  [...text.matchAll(/(["'`])([\w.-]+)\1/g)].flatMap((match) => {
    const name = match[2] ?? '';
    return isTopicName(name) ? [named(name, offset + match.index + 1)] : [];
  });

const named = (name: string, start: number): Named => ({ name, span: { start, end: start + name.length } });

function distinct(names: readonly Named[]): readonly Named[] {
  return names.filter(({ name }, at) => names.findIndex((other) => other.name === name) === at);
}
