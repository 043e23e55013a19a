import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Analyser } from '../../../src/guarantees/analyse';
import { fileFilter, mayHoldUnits } from '../../../src/settingsPanel/fileFilter';
import { foundUnits } from '../../../src/settingsPanel/foundUnits';
import { ProducerIndex, unitLimit } from '../../../src/settingsPanel/producerIndex';
import { producerChildren, renderProducer, rowLimit } from '../../../src/settingsPanel/producerNode';
import { scanMessage } from '../../../src/settingsPanel/scanMessage';
import { testAnalyser } from '../../lintCases/loadGrammar';

describe('the tree of producers', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  function put(index: ProducerIndex, file: string, ...lines: readonly string[]): boolean {
    const text = ['bootstrap.servers=b:9092', ...lines, ''].join('\n');
    const analysis = analyser.analyse({ path: file, text });
    return index.set(`file:///w/${file}`, foundUnits(`file:///w/${file}`, file, text, analysis));
  }

  const drawn = (index: ProducerIndex): readonly string[] =>
    producerChildren(index).flatMap((group) => [
      `${renderProducer(group).label} ${renderProducer(group).description}`,
      ...producerChildren(index, group).map((unit) => {
        const { label, description } = renderProducer(unit);
        return `  ${label} ${description}`;
      }),
    ]);

  it('shows the riskiest first, in the order of files and lines', () => {
    const index = new ProducerIndex();
    put(index, 'a/safe-producer.properties');
    put(index, 'a/pay-producer.properties', 'transactional.id=a');
    put(index, 'z-producer.properties', 'acks=0');
    put(index, 'b-producer.properties', 'acks=0');
    put(index, 'c-producer.properties', 'acks=1', 'enable.idempotence=true');
    put(index, 'd-producer.properties', 'acks=1');
    put(index, 'e-producer.properties', 'acks=\x24{ACKS}');
    put(index, 'f-producer.properties', 'enable.idempotence=false');
    put(index, 'g-consumer.properties', 'group.id=g', 'enable.auto.commit=true');
    put(index, 'h-consumer.properties', 'group.id=g', 'enable.auto.commit=false');
    deepStrictEqual(drawn(index), [
      'With errors 1',
      '  c-producer.properties:1 producer settings',
      'At most once 2',
      '  b-producer.properties:1 producer settings',
      '  z-producer.properties:1 producer settings',
      'Usually at least once, not guaranteed 1',
      '  d-producer.properties:1 producer settings',
      'Not judged 1',
      '  e-producer.properties:1 producer settings',
      'At least once 1',
      '  f-producer.properties:1 producer settings',
      'Idempotent 1',
      '  safe-producer.properties:1 producer settings · a',
      'Transactional 1',
      '  pay-producer.properties:1 producer settings · a',
      'Consumers, topics and others with findings 1',
      '  g-consumer.properties:1 consumer settings',
    ]);
  });

  it('tells verdict and findings in the tooltip', () => {
    const index = new ProducerIndex();
    put(index, 'b-producer.properties', 'acks=0');
    const [group] = producerChildren(index);
    const [unit] = producerChildren(index, group);
    ok(unit);
    deepStrictEqual(renderProducer(unit).tooltip.split('\n'), [
      'Delivery: at most once · acks=0',
      'warning: acks=0: the producer never learns whether the broker got the record, so records can be lost silently (at most once).',
      'b-producer.properties, line 1',
    ]);
  });

  it('changes only when something else is to be seen, and forgets files and folders', () => {
    const index = new ProducerIndex();
    strictEqual(put(index, 'x/b-producer.properties', 'acks=0'), true);
    strictEqual(put(index, 'x/b-producer.properties', 'acks=0', '# more'), false);
    strictEqual(put(index, 'x/b-producer.properties', 'acks=1'), true);
    put(index, 'xy-producer.properties', 'acks=0');
    strictEqual(index.remove('file:///w/x'), true);
    strictEqual(index.size, 1);
    strictEqual(index.keepOnly(new Set(['file:///w/other'])), true);
    deepStrictEqual(drawn(index), []);
  });

  it('is bounded, and says so', () => {
    const index = new ProducerIndex();
    const lines = Array.from({ length: 1_200 }, (_, n) => `p${n}.producer.acks=0`);
    for (let n = 0; n < 5; n += 1) put(index, `many${n}.properties`, ...lines);
    strictEqual(index.size, unitLimit);
    const [group] = producerChildren(index);
    const rows = producerChildren(index, group);
    strictEqual(rows.length, rowLimit + 1);
    strictEqual(rows.at(-1)?.kind === 'note' && rows.at(-1)?.id, 'note:atMostOnce');
    const state = { phase: 'done', read: 5, total: 5, tooLarge: 1, tooMany: true } as const;
    strictEqual(
      scanMessage(state, index.size, index.leftOut),
      `There are more than 20,000 files that could be read; the others were left out. 1 file above 1 MiB not read. Only 5,000 units are kept; ${index.leftOut.toLocaleString('en-US')} more were found.`,
    );
    ok(index.leftOut >= 1_000);
    index.remove('file:///w/many0.properties');
    ok(index.size < unitLimit);
  });

  it('says what the scan is doing', () => {
    const state = { phase: 'running', read: 0, total: 0, tooLarge: 0, tooMany: false } as const;
    strictEqual(scanMessage(state, 0, 0), 'Looking for files…');
    strictEqual(scanMessage({ ...state, read: 1200, total: 10_000 }, 3, 0), 'Reading 1,200 of 10,000 files…');
    strictEqual(
      scanMessage({ ...state, phase: 'stopped', read: 1200, total: 10_000 }, 3, 0),
      'Stopped after 1,200 of 10,000 files.',
    );
    strictEqual(
      scanMessage({ ...state, phase: 'done', read: 7, total: 7 }, 0, 0),
      'No settings of Kafka producers in 7 files.',
    );
    strictEqual(scanMessage({ ...state, phase: 'done', read: 7, total: 7 }, 2, 0), undefined);
  });

  it('reads what the patterns include and nothing below what they exclude', () => {
    const filter = fileFilter(['**/*.yml', 'conf/**'], ['**/node_modules', '**/dist/', '*.tmp.yml']);
    const taken = [
      'a.yml',
      'x/a.yml',
      'conf/a.properties',
      'node_modules/a.yml',
      'x/node_modules/y/a.yml',
      'dist/a.yml',
      'b.tmp.yml',
      'a.json',
    ];
    deepStrictEqual(
      taken.filter((path) => filter.includes(path)),
      ['a.yml', 'x/a.yml', 'conf/a.properties'],
    );
  });

  it('looks only into texts that may name a client', () => {
    strictEqual(mayHoldUnits('/w/a.ts', 'export const colour = "red";'), false);
    strictEqual(mayHoldUnits('/w/a.properties', 'bootstrap.servers=b:9092'), true);
    strictEqual(mayHoldUnits('/w/producer.properties', 'retries=0'), true);
    strictEqual(mayHoldUnits('/w/topics.tf', 'min.insync.replicas'), true);
  });

  const isCase = (path: string): boolean => !path.endsWith('.expected.txt') && statSync(path).isFile();

  it('misses no file of ours that holds a client', async () => {
    const folder = join(__dirname, '../../golden/cases');
    let held = 0;
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) =>
      isCase(join(folder, one)),
    )) {
      const document = { path: name, text: readFileSync(join(folder, name), 'utf8') };
      await analyser.prepare(document);
      const analysis = analyser.analyse(document);
      analyser.release(analysis);
      if (analysis.units.length === 0) continue;
      held += 1;
      ok(mayHoldUnits(`/${name}`, document.text), name);
    }
    ok(held > 30, `${held} files`);
  });
});
