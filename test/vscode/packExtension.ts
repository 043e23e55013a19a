import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runProcess } from '../kafka/runProcess';
import { readJar } from '../lintCases/readJar';

const root = resolve(__dirname, '../..');

/** Five megabytes are what a package for all platforms may take. */
const MAX_BYTES = 5 * 1024 * 1024;

/** Builds the package that users install, unpacks and checks it, says its size, and answers its path. */
export async function packExtension(): Promise<string> {
  const vsix = join(root, 'test/out/acklens.vsix');
  const { code, stdout, stderr } = await runProcess('npm', ['run', '--silent', 'package', '--', '--out', vsix]);
  if (code !== 0) throw new Error(`The package could not be made:\n${stdout}\n${stderr}`);
  const { size } = statSync(vsix);
  console.log(`The package: ${(size / 1024 / 1024).toFixed(2)} MB`);
  if (size > MAX_BYTES) throw new Error(`The package takes ${size} bytes, more than ${MAX_BYTES}.`);
  const wrong = differences(vsix);
  if (wrong.length > 0) throw new Error(`The package is not what was built:\n${wrong.join('\n')}`);
  return vsix;
}

/** What people read, under the names that vsce gives it, and what a package of VS Code begins with. */
const papers: ReadonlySet<string> = new Set([
  ...['[Content_Types].xml', 'extension.vsixmanifest', 'extension/package.json'],
  ...['extension/readme.md', 'extension/changelog.md', 'extension/LICENSE.txt'],
]);

/** Files that are missing, too many, or other bytes than those that were built: all of dist but the command line. */
function differences(vsix: string): readonly string[] {
  const shipped = new Map(readJar(vsix).map(({ path, read }) => [path, read]));
  const wanted = ['dist', 'media']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((path) => !/^dist.cli\b/.test(path) && statSync(join(root, path)).isFile());
  const names = new Set(wanted.map((path) => `extension/${path.replaceAll('\\', '/')}`));
  return [
    ...[...shipped.keys()].filter((path) => !papers.has(path) && !names.has(path)).map((path) => `${path} is too much`),
    ...[...papers].filter((path) => !shipped.has(path)).map((path) => `${path} is missing`),
    ...wanted.flatMap((path) => {
      const read = shipped.get(`extension/${path.replaceAll('\\', '/')}`);
      if (!read) return [`${path} is missing`];
      return read().equals(readFileSync(join(root, path))) ? [] : [`${path} has other bytes`];
    }),
  ];
}
