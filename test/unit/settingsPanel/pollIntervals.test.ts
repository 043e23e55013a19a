import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { Analyser } from '../../../src/guarantees/analyse';
import { PollIntervals } from '../../../src/settingsPanel/pollIntervals';
import { testAnalyser } from '../../lintCases/loadGrammar';

describe('how long groups wait for a poll', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  it('is what a consumer of the folder sets, the shortest where there are several', () => {
    const intervals = new PollIntervals();
    const put = (file: string, text: string): void =>
      intervals.set(`file:///w/${file}`, () => file, text, analyser.analyse({ path: file, text }));
    put('a/consumer.properties', 'group.id=g\nmax.poll.interval.ms=60000\n');
    put('b/consumer.properties', 'group.id=g\n# Fast.\nmax.poll.interval.ms=10000\n');
    put('b/other-consumer.properties', 'group.id=g\nmax.poll.interval.ms=\x24{WAIT}\n');
    put('b/producer.properties', 'acks=1\n');
    deepStrictEqual(intervals.shortest(undefined), { milliseconds: 10_000, from: 'b/consumer.properties:3' });
    deepStrictEqual(intervals.shortest('file:///w/a'), { milliseconds: 60_000, from: 'a/consumer.properties:2' });
    strictEqual(intervals.shortest('file:///w/ab'), undefined);
    intervals.set('file:///w/b/consumer.properties', () => 'b/consumer.properties', '', undefined);
    strictEqual(intervals.shortest(undefined)?.milliseconds, 60_000);
  });
});
