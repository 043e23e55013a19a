// Prints recall and precision by surface over a folder of cases, as the built command line finds them.
// Usage: npx tsx test/lintCases/measure.ts [FOLDER]      (npm run build first)
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CaseResult, compare, type Place, precision, readCases, recall, score, sharedCases } from './measureCases';

const cli = resolve(__dirname, '../../dist/cli.js');
const folder = process.argv[2] ?? sharedCases() ?? resolve(__dirname, '../golden/cases/lintCases');

function main(): number {
  if (!existsSync(cli)) {
    console.error('There is no dist/cli.js: run npm run build first.');
    return 2;
  }
  const run = spawnSync(process.execPath, [cli, 'lint', '--format', 'json', '.'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.stderr) console.error(run.stderr.trimEnd());
  const rows = JSON.parse(run.stdout) as readonly (Place & { readonly file: string })[];
  const results = readCases(folder).map((of) =>
    compare(
      of,
      rows.filter(({ file }) => file === of.file),
    ),
  );
  const surfaces = [...new Set(results.map(({ of }) => of.surface))].sort();
  for (const surface of surfaces) {
    print(
      surface,
      results.filter(({ of }) => of.surface === surface),
    );
  }
  for (const difficulty of ['core', 'hard'] as const) {
    print(
      `all ${difficulty}`,
      results.filter(({ of }) => of.difficulty === difficulty),
    );
  }
  print('all', results);
  return 0;
}

function print(name: string, results: readonly CaseResult[]): void {
  const total = score(results);
  const percent = (part: number): string => `${(part * 100).toFixed(0)} %`.padStart(6);
  console.log(
    `${name.padEnd(70)} recall ${percent(recall(total))}  precision ${percent(precision(total))}  files ${total.files}`,
  );
  if (name.startsWith('all')) return;
  for (const { of, missed, unexpected } of results) {
    for (const { line, rule } of missed) console.log(`    missed      ${of.file}:${line} ${rule}`);
    for (const { line, rule } of unexpected) console.log(`    unexpected  ${of.file}:${line} ${rule}`);
  }
}

process.exitCode = main();
