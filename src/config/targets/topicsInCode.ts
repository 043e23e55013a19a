import type { Span } from '../../base/span';
import { blankComments } from './blankComments';
import { isTopicName, type Named } from './named';

/** Where code names the topics that it writes to. */
export interface CodeTopics {
  readonly topics: readonly UsedTopic[];
  /** A place that writes to a topic which the text does not tell. */
  readonly hasUnread: boolean;
}

export interface UsedTopic extends Named {
  /** Where it is used; its name may be written elsewhere, as the value of a constant. */
  readonly usedAt: number;
}

/**
 * Topics in the calls that send and in the records that are made for them, in the manner of the clients that AckLens
 * knows. Read from the words, not from the syntax tree: a topic is a reason to look at a file, never a finding.
 */
export function topicsInCode(source: string): CodeTopics {
  const text = blankComments(source, slashed.test(source) ? 'slashes' : 'hashes');
  const constants = new Map<string, Named | undefined>();
  const argumentAt = (at: number): Argument | 'other' | 'unread' => readArgument(text, at, constants);
  const found = new Map<number, UsedTopic>();
  let hasUnread = false;
  const read = (argument: Argument | 'other' | 'unread'): void => {
    if (argument === 'unread') hasUnread = true;
    else if (argument !== 'other') found.set(argument.usedAt, argument);
  };
  for (const match of text.matchAll(records)) read(argumentAt(match.index + match[0].length));
  const hasRecords = found.size > 0 || hasUnread;
  for (const match of text.matchAll(literals))
    for (const one of fieldsIn(text, match.index + match[0].length - 1, argumentAt)) read(one);
  for (const match of text.matchAll(sends)) {
    const receiver = match.groups?.receiver ?? '';
    if (!sender.test(receiver) || /stream_?bridge/i.test(receiver)) continue;
    const at = match.index + match[0].length;
    const fields = fieldsIn(text, at - 1, argumentAt);
    const first = argumentAt(at);
    // A variable may be the record, whose topic stands where it was made.
    if (fields.length > 0) for (const one of fields) read(one);
    else if (first !== 'unread' || !(hasRecords || found.size > 0)) read(first);
  }
  return { topics: [...found.values()].sort((a, b) => a.usedAt - b.usedAt), hasUnread };
}

type Argument = UsedTopic;

/** Languages whose comments begin with slashes. Ruby, Python and shell have lines that say so. */
const slashed =
  /^\s*(?:package\s|import\s+[\w.*{"'(]+.*;|using\s|#include|use\s+\w+::|const\s|<\?php|export\s)|[;{]\s*$/m;

const records = new RegExp(
  [
    String.raw`\bProducerRecord\s*(?:<[^()]*?>|\[[^()]*?\])?\s*\(\s*`,
    String.raw`\b(?:FutureRecord|BaseRecord)\s*(?:::\s*<[^()]*?>\s*)?::\s*to\s*\(\s*`,
    String.raw`(?:->|\.)\s*(?:newTopic|setTopic|withTopic)\s*\(\s*`,
    String.raw`\bRD_KAFKA_V_TOPIC\s*\(\s*`,
    String.raw`\bDefaultProduceTopic\s*\(\s*`,
    String.raw`\b(?:rd_kafka_topic_new|Topic::create)\s*\(\s*\w+\s*,\s*`,
  ].join('|'),
  'g',
);

/** Go's records: kafka-go, sarama, franz-go, confluent-kafka-go. */
const literals = /\b(?:Writer|WriterConfig|ProducerMessage|kgo\.Record|kafka\.Message|kafka\.TopicPartition)\s*\{/g;

const sends =
  /(?<receiver>[$@\w]+(?:\(\))?)\s*(?:!|\?)?(?:\.|->)\s*(?:sendDefault|sendBatch|send_and_wait|send|produceAsync|produce|deliver_message|deliver_message_async|publish)\s*\(\s*/gi;

const sender = /produc|template|kafka|writer|sender|emitter|publisher/i;

/** The `topic` fields and named arguments between a bracket at `open` and its end. */
function fieldsIn(
  text: string,
  at: number,
  argumentAt: (at: number) => Argument | 'other' | 'unread',
): readonly (Argument | 'unread')[] {
  let open = at;
  while (/\s/.test(text[open] ?? '')) open -= 1;
  if (text[open] !== '(' && text[open] !== '{') return [];
  const end = closing(text, open);
  return [...text.slice(open, end).matchAll(/\b[tT]opic\s*(?::|=(?!=))\s*|[{,]\s*(?=topic\s*[,}])/g)].flatMap(
    (match) => {
      const argument = argumentAt(open + match.index + match[0].length);
      return argument === 'other' ? [] : [argument];
    },
  );
}

/** Records may be long; what comes later is not looked for. */
const maxArguments = 4_000;

function closing(text: string, open: number): number {
  let depth = 0;
  const last = Math.min(text.length, open + maxArguments);
  for (let at = open; at < last; at += 1) {
    const character = text[at] ?? '';
    if ('({['.includes(character)) depth += 1;
    else if (')}]'.includes(character)) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return last;
}

/** A text or the name of a constant. `other`: neither, as where an object or nothing stands. */
function readArgument(
  text: string,
  at: number,
  constants: Map<string, Named | undefined>,
): Argument | 'other' | 'unread' {
  const here = text.slice(at, at + 400);
  const literal = /^&?(?:topic\s*[:=]\s*)?[@b]?(?<quote>["'`])(?<name>[^"'`\\$#{}\r\n]*)\k<quote>(?<after>\s*\+)?/.exec(
    here,
  );
  if (literal?.groups) {
    const { name = '', after } = literal.groups;
    const start = at + literal[0].indexOf(name, literal[0].search(/["'`]/) + 1);
    return after !== undefined || !isTopicName(name) ? 'unread' : { name, span: spanOf(start, name), usedAt: at };
  }
  const word = /^[&*]?(?:[\w$]+(?:\.|::|->))*(?<word>[A-Za-z_$][\w$]*)\s*(?=[,)}\r\n;]|$)/.exec(here);
  if (!word?.groups) return /^[({[]|^new\b|^\)/.test(here) ? 'other' : 'unread';
  const name = word.groups.word ?? '';
  if (!constants.has(name)) constants.set(name, constantOf(text, name));
  const constant = constants.get(name);
  return constant ? { ...constant, usedAt: at } : 'unread';
}

/** What a name stands for, where the text gives it one value only. */
function constantOf(text: string, name: string): Named | undefined {
  const written = new RegExp(
    String.raw`(?<![\w$.])${escaped(name)}\s*(?::\s*[\w.<>&'\[\] ]+?)?\s*(?::=|=(?!=))\s*[@b]?(?<quote>["'${'`'}])(?<value>[^"'${'`'}\\$#{}\r\n]*)\k<quote>(?!\s*\+)`,
    'g',
  );
  const values = [...text.matchAll(written)];
  const [first] = values;
  const value = first?.groups?.value ?? '';
  if (!first || !isTopicName(value) || values.some((one) => one.groups?.value !== value)) return undefined;
  return { name: value, span: spanOf(first.index + first[0].lastIndexOf(value), value) };
}

const escaped = (name: string): string => name.replace(/\$/g, '\\$');

const spanOf = (start: number, name: string): Span => ({ start, end: start + name.length });
