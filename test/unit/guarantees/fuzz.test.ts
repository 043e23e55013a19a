import { join } from 'node:path';
import type { Analyser } from '../../../src/guarantees/analyse';
import type { SourceDocument } from '../../../src/guarantees/analysis';
import { fuzzSeeds, mutant, tryOn } from '../../lintCases/fuzzSubject';
import { testAnalyser } from '../../lintCases/loadGrammar';
import { randomFrom } from '../../lintCases/mutate';

const seed = 20_240_607;
const each = 15;

const endingOf = ({ path }: SourceDocument): string => /[^./]*$/.exec(path)?.[0].toLowerCase() ?? '';

// The long run is test/lintCases/fuzzLint.ts.
describe(`mutated texts, seed ${seed}`, () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  it('get an answer where a half-typed function leads back to itself', () => {
    tryOn(analyser, { path: 'writer.go', text: 'segmentio/kafka-go{}\nfunc r({kafka.Writer{r}' });
  });

  it(`get an answer with places inside of them, ${each} of each kind of file`, function () {
    this.timeout(60_000);
    const random = randomFrom(seed);
    const seeds = fuzzSeeds(analyser, join(__dirname, '../../golden/cases'));
    for (const ending of new Set(seeds.map(endingOf))) {
      const alike = seeds.filter((one) => endingOf(one) === ending);
      for (let at = 0; at < each; at += 1) {
        const document = mutant(alike, random);
        try {
          tryOn(analyser, document);
        } catch (error) {
          throw new Error(`input ${at} of .${ending}: ${JSON.stringify(document)}`, { cause: error });
        }
      }
    }
  });
});
