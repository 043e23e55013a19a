import { strictEqual } from 'node:assert/strict';
import { globExcludes } from '../../../src/base/globExcludes';

const rows: readonly (readonly [glob: string, path: string, leavesOut: boolean])[] = [
  ['**/target', 'target', true],
  ['**/target', 'a/target', true],
  ['**/target', 'a/target/b/c.yml', true],
  ['**/target', 'a/targets/c.yml', false],
  ['**/target', 'a/my-target/c.yml', false],
  ['**/target/', 'target/c.yml', true],
  ['**/.git', 'a/.git/config', true],
  ['**/.git', 'a/xgit/config', false],
  ['**/a.b', 'axb', false],
  ['**/*.min.js', 'lib/a.min.js', true],
  ['**/*.min.js', 'lib/a.min.json', false],
  ['**/{bin,obj}', 'x/obj/y.json', true],
  ['**/{bin,obj}', 'x/objs/y.json', false],
  ['src/old', 'src/old/y.json', true],
  ['src/old', 'a/src/old/y.json', false],
  ['old', 'a/old/y.json', false],
  ['**', 'y.json', true],
];

describe('globExcludes', () => {
  for (const [glob, path, leavesOut] of rows) {
    it(`${glob} ${leavesOut ? 'leaves out' : 'keeps'} ${path}`, () =>
      strictEqual(globExcludes([glob])(path), leavesOut));
  }

  it('leaves out what any of its patterns does, and nothing without one', () => {
    const excludes = globExcludes(['**/target', 'docs/*.md']);
    strictEqual(excludes('a/target/b.yml'), true);
    strictEqual(excludes('docs/a.md'), true);
    strictEqual(excludes('docs/a.yml'), false);
    strictEqual(globExcludes([])('a/b.yml'), false);
  });
});
