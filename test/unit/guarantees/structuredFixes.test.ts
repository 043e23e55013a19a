import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { applyEdits } from '../../../src/config/textEdit';
import type { Analyser } from '../../../src/guarantees/analyse';
import { testAnalyser } from '../../lintCases/loadGrammar';
import { checkFixesOf, findingsOf } from './checkFixes';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const cases = join(__dirname, '../../golden/cases');

describe(`fixes of structured texts (SEED=${seed})`, () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  const check = (path: string, text: string): number => checkFixesOf(analyser, path, text);

  it('of all golden files', () => {
    const names = readdirSync(cases).filter((file) => /\.(?:ya?ml|json|toml|conf|tf|env)$/.test(file));
    const counts = names.map((name) => check(name, readFileSync(join(cases, name), 'utf8')));
    ok(counts.reduce((sum, count) => sum + count, 0) > 60, `${counts}`);
  });

  it('leave alone JSON with escaped quotes, which an edit would have to escape too', () => {
    const json = '{\\"connector.class\\": \\"a.SinkConnector\\", \\"errors.tolerance\\": \\"all\\"}';
    const [finding] = findingsOf(analyser, 'register.sh', `curl "$CONNECT" -d "${json}"\n`);
    strictEqual(finding?.rule, 'connect-errors-tolerance-drop');
    deepStrictEqual(finding.fixes, []);
  });

  const end = fc.constantFrom('\n', '\r\n');
  const style = fc.constantFrom(
    (value: string) => value,
    (value: string) => `"${value}"`,
    (value: string) => `'${value}'`,
    (value: string) => `${value}   # why`,
    (value: string) => `\${VALUE:${value}}`,
  );
  const pair = fc.constantFrom<readonly [string, string]>(
    ['acks', '0'],
    ['acks', '1'],
    ['retries', '0'],
    ['properties.enable.idempotence', 'false'],
    ['properties.max.in.flight.requests.per.connection', '9'],
    ['transaction-id-prefix', 'tx-'],
    ['client-id', 'acks'],
  );

  it('of Spring in YAML, block and flow', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(pair, style), { maxLength: 5, selector: ([[key]]) => key }),
        end,
        fc.boolean(),
        (pairs, lineEnd, flow) => {
          const body = flow
            ? ` {${pairs.map(([[key, value]]) => `${key}: ${value}`).join(', ')}}`
            : pairs.map(([[key, value], quote]) => `\n      ${key}: ${quote(value)}`).join('');
          const text = `\ufeffspring:\n  kafka: # c\n    producer:${body}\n    consumer:\n      auto-offset-reset: "latest"\n      group-id: g\n`;
          check('application.yml', text.replace(/\n/g, lineEnd));
        },
      ),
      { seed, numRuns: 300 },
    );
  });

  const names = fc.constantFrom<readonly [string, string]>(
    ['producer.override.acks', '0'],
    ['producer.override.retries', '0'],
    ['errors.tolerance', 'all'],
    ['topic.creation.default.replication.factor', '1'],
    ['consumer.override.auto.offset.reset', 'latest'],
    ['tasks.max', '1'],
  );

  it('of connectors in JSON, bare numbers and strings, one line and many', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(names, fc.boolean()), { maxLength: 6, selector: ([[key]]) => key }),
        fc.constantFrom(', ', ',\n  ', ', // c\n  ', ' /* c */,\n  '),
        fc.integer({ min: 0, max: 5 }),
        (pairs, between, at) => {
          const own = pairs.map(
            ([[key, value], bare]) => `"${key}": ${bare && /^\d/.test(value) ? value : `"${value}"`}`,
          );
          const all = [...own.slice(0, at), '"connector.class": "a.SinkConnector"', ...own.slice(at)];
          check('connector.json', `{\n  ${all.join(between)}\n}\n`);
        },
      ),
      { seed, numRuns: 300 },
    );
  });

  it('of environments, map and list', () => {
    const variable = fc.constantFrom<readonly [string, string]>(
      ['SPRING_KAFKA_PRODUCER_ACKS', '0'],
      ['KAFKA_DEFAULT_REPLICATION_FACTOR', '1'],
      ['KAFKA_MIN_INSYNC_REPLICAS', '1'],
      ['CONNECT_PRODUCER_ACKS', '1'],
      ['ORDERS_KAFKA_RETRIES', '0'],
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(variable, { minLength: 1, maxLength: 5, selector: ([key]) => key }),
        fc.boolean(),
        end,
        (pairs, list, lineEnd) => {
          const lines = pairs.map(([key, value]) =>
            list ? `      - "${key}=${value}"` : `      ${key}: "${value}" # c`,
          );
          const text = `services:\n  a:\n    image: apache/kafka:4.1.0\n    environment:\n${lines.join('\n')}\n    restart: always\n`;
          check('compose.yml', text.replace(/\n/g, lineEnd));
          check(
            '.env',
            `${pairs.map(([key, value]) => `export ${key}='${value}'`).join('\n')}\n`.replace(/\n/g, lineEnd),
          );
        },
      ),
      { seed, numRuns: 200 },
    );
  });

  const fixed = (path: string, text: string, title: string): string => {
    const fixes = findingsOf(analyser, path, text).flatMap((finding) => finding.fixes);
    return applyEdits(text, fixes.find((fix) => fix.title === title)?.edits ?? []);
  };

  it('write the words of the surface', () => {
    const beats = 'output.kafka:\n  hosts: [a]\n  required_acks: 0 # fast\n';
    strictEqual(fixed('b.yml', beats, 'Set acks=all'), beats.replace('acks: 0', 'acks: -1'));
    const dotnet = '{ "Kafka": { "Producer": { "BootstrapServers": "b", "Acks": 0 } } }\n';
    strictEqual(fixed('appsettings.json', dotnet, 'Set acks=all'), dotnet.replace('"Acks": 0', '"Acks": "All"'));
    const telegraf = '[[outputs.kafka]]\n  required_acks = 1\n';
    strictEqual(fixed('telegraf.conf', telegraf, 'Set acks=all'), telegraf.replace('= 1', '= -1'));
    const redpanda = 'output:\n  kafka:\n    addresses: [b]\n    topic: t\n    ack_replicas: false\n';
    strictEqual(fixed('c.yaml', redpanda, 'Set acks=all'), redpanda.replace('false', 'true'));
  });

  it('quote words where a format asks for it and delete with the comma', () => {
    const text = '{"connector.class": "a.SinkConnector", "producer.override.acks": 0, "tasks.max": 1}\n';
    strictEqual(fixed('c.json', text, 'Set acks=all'), text.replace('acks": 0', 'acks": "all"'));
    strictEqual(
      fixed('c.json', text, 'Remove producer.override.acks'),
      '{"connector.class": "a.SinkConnector", "tasks.max": 1}\n',
    );
  });
});
