import { deepStrictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import type { Analyser } from '../../../src/guarantees/analyse';
import type { SourceDocument } from '../../../src/guarantees/analysis';
import { fuzzSeeds, mutant, tryOn } from '../../lintCases/fuzzSubject';
import { testAnalyser } from '../../lintCases/loadGrammar';
import { randomFrom } from '../../lintCases/mutate';

const seed = 20_240_607;
const each = 15;

const endingOf = ({ path }: SourceDocument): string => /[^./]*$/.exec(path)?.[0].toLowerCase() ?? '';

// The long run is `npm test fuzz`.
describe(`mutated texts, seed ${seed}`, () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  it('leave the rest its findings where a half-typed function leads back to itself', () => {
    const rest = 'import "github.com/segmentio/kafka-go"\nvar w = &kafka.Writer{RequiredAcks: kafka.RequireNone}\n';
    const half = 'func r({kafka.Writer{r}';
    const { findings } = analyser.analyse({ path: 'writer.go', text: rest + half });
    deepStrictEqual(
      findings.map(({ rule, span }) => [rule, span.start]),
      [
        ['acks-zero', rest.indexOf('RequiredAcks')],
        ['unsafe-client-default', rest.length + half.indexOf('kafka')],
      ],
    );
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
          tryOn(analyser, document, random(document.text.length + 1));
        } catch (error) {
          throw new Error(`input ${at} of .${ending}: ${JSON.stringify(document)}`, { cause: error });
        }
      }
    }
  });
});
