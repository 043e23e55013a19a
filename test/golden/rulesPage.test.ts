import { strictEqual } from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from '../../src/guarantees/allRules';
import { rulesPage } from './rulesPage';

it('docs/rules.md says what the rules say', () => {
  const file = join(__dirname, '../../docs/rules.md');
  const page = rulesPage(allRules);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, page);
  strictEqual(existsSync(file) ? readFileSync(file, 'utf8') : '', page);
});
