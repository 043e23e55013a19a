import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { parseTailArguments, type TailArguments } from '../../../src/commandLine/tailArguments';

const base = ['--bootstrap-server', 'localhost:9092', '--topic', 'orders'];
const parse = (...args: string[]) => parseTailArguments([...base, ...args]);

function problemOf(...args: string[]): string {
  const parsed = parse(...args);
  return 'problem' in parsed ? parsed.problem : 'none';
}

describe('parseTailArguments', () => {
  it('has a default for everything but where to read', () => {
    deepStrictEqual(parse(), {
      bootstrapServers: 'localhost:9092',
      configFile: undefined,
      topic: 'orders',
      start: { kind: 'end' },
      isolation: 'read_uncommitted',
      maxMessages: undefined,
      exitAtEnd: false,
      identity: { kind: 'auto' },
      sequence: { kind: 'auto' },
      graceMs: 2000,
      format: 'pretty',
      summaryOnly: false,
      failOn: [],
      junitFile: undefined,
    } satisfies TailArguments);
  });

  const starts: readonly [readonly string[], TailArguments['start']][] = [
    [['--from-beginning'], { kind: 'beginning' }],
    [['--from', '1841'], { kind: 'offset', offset: 1841 }],
    [['--from', '2026-03-01T12:00:00Z'], { kind: 'timestamp', timestamp: 1_772_366_400_000 }],
    [['--from', '@1772366400000'], { kind: 'timestamp', timestamp: 1_772_366_400_000 }],
    [['--last', '20'], { kind: 'last', count: 20 }],
    [['--from-group', 'billing'], { kind: 'group', group: 'billing' }],
  ];
  for (const [args, start] of starts) {
    it(`reads ${args.join(' ')}`, () => {
      const parsed = parse(...args);
      deepStrictEqual('start' in parsed && parsed.start, start);
    });
  }

  it('reads identity and sequence rules', () => {
    const parsed = parse('--identity', 'header:ce_id', '--sequence', 'json:meta.seq@key+source') as TailArguments;
    deepStrictEqual(parsed.identity, { kind: 'header', name: 'ce_id' });
    deepStrictEqual(parsed.sequence, { kind: 'json', path: 'meta.seq', scope: 'key+source' });
    deepStrictEqual((parse('--sequence', 'value') as TailArguments).sequence, { kind: 'trailing', of: 'value' });
    deepStrictEqual((parse('--fail-on', 'duplicate, gap') as TailArguments).failOn, ['duplicate', 'gap']);
  });

  const problems: readonly [readonly string[], string][] = [
    [['--from-beginning', '--last', '5'], 'Use one of --from-beginning, --from, --from-group and --last.'],
    [['--from', '5', '--from-group', 'g'], 'Use one of --from-beginning, --from, --from-group and --last.'],
    [['--from-group', ''], '--from-group needs the name of a group.'],
    [['--from', 'yesterday'], '--from yesterday is neither an offset nor a time (ISO 8601, or @milliseconds).'],
    [['--max-messages', '0'], '--max-messages must be a whole number of at least 1; it is "0".'],
    [['--grace', '90000'], '--grace must be a whole number from 0 to 60000; it is "90000".'],
    [['--format', 'xml'], '--format must be one of pretty, ndjson; it is "xml".'],
    [['--identity', 'header:'], '--identity header: is not one of auto, none, content, header:NAME, json:PATH.'],
    [['--sequence', 'auto@key'], '--sequence auto takes no scope.'],
    [
      ['--sequence', 'value@broker'],
      'The scope of --sequence must be one of key, key+source, partition, topic, producer; it is "broker".',
    ],
    [
      ['--fail-on', 'loss'],
      '--fail-on must be one of duplicate, gap, conflict, divergence, truncation, hole, any; it is "loss".',
    ],
  ];
  for (const [args, problem] of problems) {
    it(`refuses ${args.join(' ')}`, () => strictEqual(problemOf(...args), problem));
  }

  it('refuses unknown options, a missing topic and a missing cluster', () => {
    strictEqual(problemOf('--group', 'g').startsWith("Unknown option '--group'"), true);
    deepStrictEqual(parseTailArguments(['--topic', 't']), {
      problem: '--bootstrap-server is missing (or --config with a file that has bootstrap.servers).',
    });
    deepStrictEqual(parseTailArguments(['--bootstrap-server', 'b']), { problem: '--topic is missing.' });
  });
});
