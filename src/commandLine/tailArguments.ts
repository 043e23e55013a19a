import { parseArgs } from 'node:util';
import type { Isolation, StartPosition } from '../kafka/ports';
import type { IdentityChoice, SequenceChoice, SequenceScope } from '../tail/model';
import { type FailOn, failOnChoices } from './failOn';

export interface TailArguments {
  readonly bootstrapServers: string | undefined;
  readonly configFile: string | undefined;
  readonly topic: string;
  readonly start: StartPosition;
  readonly isolation: Isolation;
  readonly maxMessages: number | undefined;
  readonly exitAtEnd: boolean;
  readonly identity: IdentityChoice;
  readonly sequence: SequenceChoice;
  readonly graceMs: number;
  readonly format: 'pretty' | 'ndjson';
  readonly summaryOnly: boolean;
  readonly failOn: readonly FailOn[];
  /** Where a report in JUnit's XML is written to. */
  readonly junitFile: string | undefined;
}

export const tailUsage = `Usage: acklens tail --bootstrap-server HOST:PORT --topic TOPIC [options]

  --bootstrap-server HOST:PORT[,...]  brokers to start from (or bootstrap.servers of --config)
  --config FILE                       client configuration: of Java or Spring (.properties, .yml), librdkafka, kcat;
                                      \${NAME}, \${env:NAME} and \${file:PATH:KEY} in it are filled in
  --topic TOPIC                       topic to read; it is never created
  --from-beginning                    from the first record that the log still has
  --from OFFSET|TIME                  from an offset, or a time such as 2026-03-01T12:00:00Z or @1772366400000 (ms)
  --from-group GROUP                  from the committed offsets of a group, which are only looked at
  --last N                            the last N records; default without a start: the end of the topic
  --isolation LEVEL                   read_uncommitted (default) or read_committed
  --max-messages N                    stop after N records
  --exit-at-end                       stop at the high watermarks seen at the start
  --identity RULE                     auto (default), none, content, header:NAME, json:PATH
  --sequence RULE[@SCOPE]             auto (default), none, header:NAME, json:PATH, value, key;
                                      scope: key, key+source, partition, topic, producer
  --grace MS                          how long a gap may stay open, 0 to 60000 (default 2000)
  --format pretty|ndjson              default pretty
  --summary-only                      print the summary alone
  --fail-on LIST                      exit 1 on any of: ${failOnChoices.join(', ')}
  --junit FILE                        write a report for CI as well, in the XML of JUnit

Reading joins no consumer group, commits nothing and creates nothing.
A record's transaction is its state when the line is written: pending until the end of the transaction is read.
With --isolation read_committed only committed records are given.
Exit status: 0, 1 when --fail-on matched, 2 on an error.
`;

/** Bad use of the command line, in one sentence. */
export interface ArgumentProblem {
  readonly problem: string;
}

export function parseTailArguments(args: readonly string[]): TailArguments | ArgumentProblem {
  try {
    return read(args);
  } catch (error) {
    // parseArgs throws TypeErrors with a code and a usable sentence; ours are Problems.
    if (error instanceof Problem || (error instanceof TypeError && 'code' in error)) return { problem: error.message };
    throw error;
  }
}

class Problem extends Error {}

function read(args: readonly string[]): TailArguments {
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: false,
    options: {
      'bootstrap-server': { type: 'string' },
      config: { type: 'string' },
      topic: { type: 'string' },
      'from-beginning': { type: 'boolean' },
      from: { type: 'string' },
      'from-group': { type: 'string' },
      last: { type: 'string' },
      isolation: { type: 'string' },
      'max-messages': { type: 'string' },
      'exit-at-end': { type: 'boolean' },
      identity: { type: 'string' },
      sequence: { type: 'string' },
      grace: { type: 'string' },
      format: { type: 'string' },
      'summary-only': { type: 'boolean' },
      'fail-on': { type: 'string' },
      junit: { type: 'string' },
    },
  });
  if (!values.topic) throw new Problem('--topic is missing.');
  if (values['bootstrap-server'] === undefined && values.config === undefined) {
    throw new Problem('--bootstrap-server is missing (or --config with a file that has bootstrap.servers).');
  }
  if (values.junit === '') throw new Problem('--junit needs the name of a file.');
  const maxMessages = values['max-messages'];
  return {
    bootstrapServers: values['bootstrap-server'],
    configFile: values.config,
    topic: values.topic,
    start: readStart(values['from-beginning'] === true, values.from, values['from-group'], values.last),
    isolation: oneOf('--isolation', values.isolation ?? 'read_uncommitted', ['read_uncommitted', 'read_committed']),
    maxMessages: maxMessages === undefined ? undefined : integer('--max-messages', maxMessages, 1),
    exitAtEnd: values['exit-at-end'] === true,
    identity: readIdentity(values.identity ?? 'auto'),
    sequence: readSequence(values.sequence ?? 'auto'),
    graceMs: integer('--grace', values.grace ?? '2000', 0, 60_000),
    format: oneOf('--format', values.format ?? 'pretty', ['pretty', 'ndjson']),
    summaryOnly: values['summary-only'] === true,
    failOn: (values['fail-on']?.split(',') ?? []).map((item) => oneOf('--fail-on', item.trim(), failOnChoices)),
    junitFile: values.junit,
  };
}

function readStart(
  fromBeginning: boolean,
  from: string | undefined,
  group: string | undefined,
  last: string | undefined,
): StartPosition {
  if (Number(fromBeginning) + [from, group, last].filter((each) => each !== undefined).length > 1) {
    throw new Problem('Use one of --from-beginning, --from, --from-group and --last.');
  }
  if (group === '') throw new Problem('--from-group needs the name of a group.');
  if (group !== undefined) return { kind: 'group', group };
  if (fromBeginning) return { kind: 'beginning' };
  if (last !== undefined) return { kind: 'last', count: integer('--last', last, 1) };
  if (from === undefined) return { kind: 'end' };
  if (/^\d+$/.test(from)) return { kind: 'offset', offset: integer('--from', from, 0) };
  const timestamp = from.startsWith('@') ? integer('--from', from.slice(1), 0) : Date.parse(from);
  if (Number.isNaN(timestamp))
    throw new Problem(`--from ${from} is neither an offset nor a time (ISO 8601, or @milliseconds).`);
  return { kind: 'timestamp', timestamp };
}

function readIdentity(text: string): IdentityChoice {
  if (text === 'auto' || text === 'none' || text === 'content') return { kind: text };
  const [kind, rest] = splitOnce(text, ':');
  if (kind === 'header' && rest) return { kind, name: rest };
  if (kind === 'json' && rest) return { kind, path: rest };
  throw new Problem(`--identity ${text} is not one of auto, none, content, header:NAME, json:PATH.`);
}

const scopes: readonly SequenceScope[] = ['key', 'key+source', 'partition', 'topic', 'producer'];

function readSequence(text: string): SequenceChoice {
  const at = text.lastIndexOf('@');
  const rule = at < 0 ? text : text.slice(0, at);
  const scope = at < 0 ? {} : { scope: oneOf('The scope of --sequence', text.slice(at + 1), scopes) };
  if (rule === 'auto' || rule === 'none') {
    if (at >= 0) throw new Problem(`--sequence ${rule} takes no scope.`);
    return { kind: rule };
  }
  if (rule === 'value' || rule === 'key') return { kind: 'trailing', of: rule, ...scope };
  const [kind, rest] = splitOnce(rule, ':');
  if (kind === 'header' && rest) return { kind, name: rest, ...scope };
  if (kind === 'json' && rest) return { kind, path: rest, ...scope };
  throw new Problem(`--sequence ${text} is not one of auto, none, header:NAME, json:PATH, value, key.`);
}

function oneOf<const T extends string>(name: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw new Problem(`${name} must be one of ${choices.join(', ')}; it is "${text}".`);
  return found;
}

function integer(name: string, text: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  const limits = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new Problem(`${name} must be a whole number ${limits}; it is "${text}".`);
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
