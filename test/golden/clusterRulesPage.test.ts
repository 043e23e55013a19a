import { strictEqual } from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allClusterRules } from '../../src/guarantees/cluster/allClusterRules';
import { clusterRulesPage } from './clusterRulesPage';

it('docs/cluster-check.md says what the rules say', () => {
  const file = join(__dirname, '../../docs/cluster-check.md');
  const page = clusterRulesPage(allClusterRules);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, page);
  strictEqual(existsSync(file) ? readFileSync(file, 'utf8') : '', page);
});
