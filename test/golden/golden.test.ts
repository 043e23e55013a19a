import { strictEqual } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Analyser } from '../../src/guarantees/analyse';
import { testAnalyser } from '../lintCases/loadGrammar';
import { drawFindings } from './drawFindings';

const folder = join(__dirname, 'cases');
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith('.expected.txt'))
  .map((entry) => entry.name);

describe('golden files of the lint', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  for (const name of cases) {
    it(name, () => {
      const text = readFileSync(join(folder, name), 'utf8');
      const drawn = drawFindings(text, analyser.analyse({ path: name, text }));
      const file = join(folder, `${name.replace(/\.[^.]+$/, '')}.expected.txt`);
      if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, drawn);
      strictEqual(existsSync(file) ? readFileSync(file, 'utf8') : '', drawn);
    });
  }
});
