import { strictEqual } from 'node:assert/strict';
import { globToRegExp } from '../../../src/base/globToRegExp';

const rows: readonly (readonly [glob: string, path: string, matches: boolean])[] = [
  ['**/*', 'a.yml', true],
  ['**/*', 'a/b/c.yml', true],
  ['**/node_modules', 'node_modules', true],
  ['**/node_modules', 'a/node_modules', true],
  ['**/node_modules', 'a/node_modules2', false],
  ['*.yml', 'a.yml', true],
  ['*.yml', 'b/a.yml', false],
  ['**/*.{yml,yaml}', 'b/a.yaml', true],
  ['**/*.{yml,yaml}', 'b/a.json', false],
  ['src/**/a?.ts', 'src/a1.ts', true],
  ['src/**/a?.ts', 'src/x/y/a1.ts', true],
  ['src/**/a?.ts', 'src/x/a12.ts', false],
  ['[a-c].md', 'b.md', true],
  ['[!a-c].md', 'b.md', false],
  ['a+(b).md', 'a+(b).md', true],
  ['[z-a].md', 'z.md', false],
  ['{a,{b,c}}/x', 'c/x', true],
];

describe('globToRegExp', () => {
  for (const [glob, path, matches] of rows) {
    it(`${glob} ${matches ? 'takes' : 'leaves'} ${path}`, () => strictEqual(globToRegExp(glob).test(path), matches));
  }
});
