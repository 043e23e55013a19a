import { deepStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}

const locks = ['package-lock.json', 'test/vscode/newest/package-lock.json', 'test/vscode/minimum/package-lock.json'];

// npm leaves the packages for other platforms out of the lockfile when the registry lacks them, and `npm ci` then
// refuses it on every machine: choose a version that has them all.
describe('lockfiles', () => {
  for (const file of locks) {
    const { packages } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly packages: Readonly<Record<string, LockedPackage>>;
    };

    it(`${file} names every optional package`, () => {
      const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
        Object.keys(optionalDependencies).filter(
          (name) => !(`${path}/node_modules/${name}` in packages || `node_modules/${name}` in packages),
        ),
      );
      deepStrictEqual(missing, []);
    });

    it(`${file} names no registry`, () => {
      const hosts = Object.values(packages).flatMap(({ resolved }) => (resolved?.startsWith('http') ? [resolved] : []));
      deepStrictEqual(hosts, []);
    });
  }
});
