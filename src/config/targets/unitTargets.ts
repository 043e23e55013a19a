import { contains, type Span } from '../../base/span';
import { type Extraction, findSetting, type Unit } from '../unit';
import type { Named } from './named';
import { topicsInCode } from './topicsInCode';
import { type KeyedTopic, topicsInKeys } from './topicsInKeys';

/** Where a unit writes, as far as its own text tells. */
export interface UnitTargets {
  /** Each name once. */
  readonly topics: readonly Named[];
  /** The text names these and no other place to write to. Otherwise there may be more. */
  readonly isAll: boolean;
  /** `host:port,...`. */
  readonly bootstrapServers: Named | undefined;
}

/** The targets of the units of one text, by their ids. */
export function unitTargets(
  text: string,
  { units, bootstrapServers }: Pick<Extraction, 'units' | 'bootstrapServers'>,
): ReadonlyMap<string, UnitTargets> {
  const writers = units.filter(({ role }) => writingRoles.has(role));
  const inCode = writers.some(isCode) ? topicsInCode(text) : undefined;
  const inKeys = writers.some(isConfig) ? topicsInKeys(text) : [];
  const byUnit = nearestOf(writers, inKeys);
  const servers = bootstrapServers.length > 0 || !writers.some(isConfig) ? bootstrapServers : listed(text);
  const topicsOf = (unit: Unit): Pick<UnitTargets, 'topics' | 'isAll'> => {
    if (unit.surface === 'shell') return ofCommand(text, unit.span);
    if (!isCode(unit))
      return {
        topics: distinct(keysOf(text, unit, inKeys, byUnit.get(unit) ?? [])),
        isAll: ownConfig.has(unit.frame ?? ''),
      };
    const own = inCode?.topics.filter(({ usedAt }) => contains(unit.span, usedAt)) ?? [];
    if (own.length > 0) return { topics: distinct(own), isAll: unit.id.startsWith('kafkajs:send') };
    const topics = distinct(inCode?.topics ?? []);
    return { topics, isAll: topics.length > 0 && inCode?.hasUnread === false };
  };
  return new Map(
    units.map((unit) => [
      unit.id,
      {
        ...(writingRoles.has(unit.role) ? topicsOf(unit) : { topics: [], isAll: false }),
        bootstrapServers: serversOf(unit, servers),
      },
    ]),
  );
}

const writingRoles: ReadonlySet<Unit['role']> = new Set(['producer', 'client', 'connector', 'streams', 'mirrorMaker']);

const isCode = ({ surface }: Unit): boolean => surface === 'code' || surface === 'kafkajs';

const isConfig = (unit: Unit): boolean => !isCode(unit) && unit.surface !== 'shell';

/** Programs that write where their configuration says and nowhere else. */
const ownConfig: ReadonlySet<string> = new Set([
  'beats',
  'logstash',
  'telegraf',
  'openTelemetry',
  'redpandaConnect',
  'smallrye',
  'jaeger',
]);

/** kafka-console-producer and its relatives take `--topic`, kcat `-t`. */
function ofCommand(text: string, span: Span): Pick<UnitTargets, 'topics' | 'isAll'> {
  const option = /(?:\s--topic(?:\s+|=)|\s-t\s*)["']?(?<name>[\w.-]+)(?=["'\s]|$)/.exec(
    text.slice(span.start, span.end),
  );
  const name = option?.groups?.name;
  if (!option || name === undefined) return { topics: [], isAll: false };
  const start = span.start + option.index + option[0].lastIndexOf(name);
  return { topics: [{ name, span: { start, end: start + name.length } }], isAll: true };
}

/** The topics of the keys that belong to a unit: the nearest ones, or those of its channel where there are channels. */
function keysOf(
  text: string,
  unit: Unit,
  keys: readonly KeyedTopic[],
  nearest: readonly KeyedTopic[],
): readonly Named[] {
  const channel = channelOf(unit);
  if (channel !== undefined) {
    const written = keys.filter(({ path }) => path.includes(`outgoing.${channel.toLowerCase()}.`));
    // SmallRye: without a topic of its own a channel writes to the topic of its name.
    return written.length > 0 ? written : [{ name: channel, span: nameWithin(text, unit.anchor, channel) }];
  }
  return nearest;
}

function nearestOf(writers: readonly Unit[], keys: readonly KeyedTopic[]): ReadonlyMap<Unit, readonly KeyedTopic[]> {
  const found = new Map<Unit, KeyedTopic[]>();
  const [first] = writers;
  for (const key of first ? keys : []) {
    const away = (unit: Unit): number => distance(unit.span, key.span.start);
    const unit = writers.reduce((best, one) => (away(one) < away(best) ? one : best));
    found.set(unit, [...(found.get(unit) ?? []), key]);
  }
  return found;
}

function nameWithin(text: string, { start, end }: Span, name: string): Span {
  const at = text.slice(start, end).indexOf(name);
  return at < 0 ? { start, end } : { start: start + at, end: start + at + name.length };
}

const channelOf = ({ frame, label }: Unit): string | undefined =>
  frame === 'smallrye' ? /outgoing channel (?<name>.+)$/.exec(label)?.groups?.name : undefined;

const distance = ({ start, end }: Span, at: number): number => (at < start ? start - at : at > end ? at - end : 0);

/** The unit's own; else those inside of it; else the only ones of the text. */
function serversOf(unit: Unit, written: Extraction['bootstrapServers']): Named | undefined {
  const own = findSetting(unit, 'bootstrap.servers');
  if (own && !own.value.known) return undefined;
  if (own?.value.known && own.value.text !== '')
    return { name: own.value.text, span: own.file === undefined ? own.valueSpan : unit.anchor };
  const inside = written.filter(({ span }) => contains(unit.span, span.start));
  const all = inside.length > 0 ? inside : written;
  const [first] = all;
  if (!first || all.some(({ servers }) => servers !== first.servers)) return undefined;
  return { name: first.servers, span: first.span };
}

/** `hosts`, `brokers` and the like of programs that have their own words for it. */
function listed(text: string): Extraction['bootstrapServers'] {
  return [...blank(text).matchAll(lists)].flatMap((match) => {
    const servers = [...(match.groups?.list ?? '').matchAll(/[\w.-]+:\d{1,5}/g)].map(([server]) => server).join(',');
    const start = match.index + match[0].length - (match.groups?.list ?? '').length;
    return servers === '' ? [] : [{ servers, span: { start, end: match.index + match[0].length } }];
  });
}

const blank = (text: string): string =>
  text.replace(/^[ \t]*(?:#|\/\/)[^\r\n]*/gm, (line) => line.replace(/[^\r\n]/g, ' '));

const lists =
  /(?<=^|[\s."'])(?:hosts|brokers|addresses|bootstrap[._-]?servers|(?:metadata\.)?broker[._-]?list)["']?[ \t]*(?::|=>|=)(?<list>(?:[\s[,"'-]*(?:SASL_)?(?:PLAINTEXT:\/\/|SSL:\/\/|tcp:\/\/)?[\w.-]+:\d{1,5}["'\]]*)+)/gi;

function distinct(names: readonly Named[]): readonly Named[] {
  const byName = new Map<string, Named>();
  for (const { name, span } of names) if (!byName.has(name)) byName.set(name, { name, span });
  return [...byName.values()];
}
