import { ok, strictEqual } from 'node:assert/strict';
import { type Analyser, createAnalyser } from '../../../src/guarantees/analyse';
import { loadGrammar } from '../../lintCases/loadGrammar';

const sentence =
  'This file was not read: as it is written now, its parser does not find its way through it; AckLens tries again after the next edit.';
const method = (index: number): string =>
  `  Object open${index}(Properties p) {\n    p.put(ProducerConfig.ACKS_CONFIG, "0");\n    return new KafkaProducer<>(p);\n  }\n`;
const methods = Array.from({ length: 40 }, (_, index) => method(index)).join('');
const text = `import org.apache.kafka.clients.producer.*;\nclass A {\n${methods}}\n`;
const path = 'A.java';

describe('a grammar that loses its way', () => {
  /** The clock goes on by `step` whenever it is asked, so often as `slowLooks` says and then no more. */
  let step = 0;
  let slowLooks = Number.POSITIVE_INFINITY;
  let asked = 0;
  let analyser: Analyser;
  before(async () => {
    let time = 0;
    const now = (): number => {
      asked += 1;
      if (asked <= slowLooks) time += step;
      return time;
    };
    analyser = await createAnalyser({ loadGrammar, now });
    await analyser.prepare({ path, text });
    // The first steps in a language may take long.
    for (const _ of [1, 2, 3, 4]) analyser.release(analyser.analyse({ path, text }));
  });
  after(() => analyser.dispose());

  it('is stopped, said so, and asked again after an edit', () => {
    step = 10;
    asked = 0;
    const stopped = analyser.analyse({ path, text });
    strictEqual(stopped.notice, sentence);
    strictEqual(stopped.findings.length, 0);
    ok(asked < 20, `${asked} looks at the clock`);
    step = 0;
    const at = text.length;
    const edited = `${text}\n`;
    const read = analyser.update(stopped, { path, text: edited }, [{ span: { start: at, end: at }, newText: '\n' }]);
    strictEqual(read.notice, undefined);
    strictEqual(read.findings.length, 40);
    analyser.release(read);
  });

  it('is not asked again with a line less where it has taken many quick steps', async () => {
    const worker = {
      path: 'Worker.cs',
      text: `using Confluent.Kafka;\nclass A { B C() => new D<${'{{ .x }}'.repeat(550)} };\n`,
    };
    await analyser.prepare(worker);
    step = 0;
    for (const _ of [1, 2, 3]) analyser.analyse(worker);
    step = 0.25;
    asked = 0;
    strictEqual(analyser.analyse(worker).notice, sentence);
    ok(asked > 100 && asked < 300, `${asked} looks at the clock`);
  });

  it('is let go on where each step is quick', () => {
    step = 0.5;
    const read = analyser.analyse({ path, text });
    strictEqual(read.findings.length, 40);
    analyser.release(read);
  });

  it('loses no more than the edited line where that is what it cannot get through', () => {
    step = 0;
    const before = analyser.analyse({ path, text });
    const at = text.indexOf('"0"', text.indexOf('open20'));
    // No way through: strings and brackets without an end, one in the other.
    const newText = '((((((((((((((((((((((((((((';
    const edited = text.slice(0, at) + newText + text.slice(at + 3);
    step = 10;
    slowLooks = 6;
    asked = 0;
    const read = analyser.update(before, { path, text: edited }, [{ span: { start: at, end: at + 3 }, newText }]);
    ok(asked > slowLooks, 'the first attempt was stopped');
    strictEqual(read.notice, undefined);
    strictEqual(read.findings.length, 39);
    analyser.release(read);
  });
});
