// npm test [suite...]: installs, builds, runs the gates and the suites, and adds up what they counted.
// The last line is `N passed, N failed, N skipped`.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './runner/install.mjs';
import { runCommand } from './runner/runCommand.mjs';
import { suites } from './runner/suites.mjs';

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'));
// Exit handlers end what runs; a signal without a handler would skip them.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

const names = process.argv.slice(2);
const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`Unknown suite: ${unknown.join(', ')}. There are: ${suites.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const chosen = suites.filter(({ name, onRequest }) => (names.length === 0 ? !onRequest : names.includes(name)));
const total = { passed: 0, failed: 0, skipped: 0 };
const summary = [];

function add(name, { passed = 0, failed = 0, skipped = 0 }, started, problems = []) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  summary.push(`${name.padEnd(10)} ${passed} passed, ${failed} failed, ${skipped} skipped  (${seconds} s)`);
  for (const problem of problems) summary.push(`${''.padEnd(10)} ${problem}`);
}

function title(name) {
  console.log(`\n=== ${name} ${'='.repeat(Math.max(0, 70 - name.length))}`);
}

async function check(name, command, minutes) {
  title(name);
  const started = performance.now();
  const log = `test/out/logs/${name}.log`;
  const { code, timedOut } = await runCommand(command, { log, minutes });
  const problems = timedOut ? [`did not end within ${minutes} minutes; its output: ${log}`] : [];
  add(name, code === 0 && !timedOut ? { passed: 1 } : { failed: 1 }, started, problems);
  return code === 0;
}

async function run({ name, command, minutes, folder }) {
  title(name);
  const started = performance.now();
  const log = `test/out/logs/${name}.log`;
  const counts = resolve(`test/out/logs/${name}.counts.jsonl`);
  rmSync(counts, { force: true });
  const { code, timedOut } = await runCommand(command, { log, minutes, env: { ACKLENS_COUNTS: counts } });

  const reports = existsSync(counts) ? readFileSync(counts, 'utf8').trim().split('\n').map(JSON.parse) : [];
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const report of reports) for (const key of Object.keys(sum)) sum[key] += report[key];
  const problems = [];
  // Said again at the end, where whoever reads only that finds it.
  const failures = reports.flatMap((report) => report.failures);
  const again = reports.flatMap((report) => report.again).map((line) => `needed a second try: ${line}`);
  if (timedOut) problems.push(`did not end within ${minutes} minutes; its output: ${log}`);
  else if (code !== 0 && sum.failed === 0) problems.push(`ended with code ${code}; its output: ${log}`);
  else if (sum.passed + sum.failed + sum.skipped === 0) problems.push('ran no test');
  else if (sum.failed === 0 && folder) problems.push(...filesThatDidNotRun(folder, reports));
  sum.failed += problems.length;
  add(name, sum, started, [...problems, ...failures, ...again]);
}

const testFiles = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.test.ts') && !name.startsWith('test/out/'));

function filesThatDidNotRun(folder, reports) {
  const ran = new Set(
    reports.flatMap(({ files }) => files).map((file) => file.replace(/^out\/editor\/(.*)\.js$/, 'test/editor/$1.ts')),
  );
  return testFiles(folder)
    .filter((file) => !ran.has(file))
    .map((file) => `no test of ${file} was run`);
}

function checkThatEveryFileHasASuite() {
  const started = performance.now();
  const folders = suites.flatMap(({ folder }) => folder ?? []);
  const strays = testFiles('test').filter((file) => !folders.some((folder) => file.startsWith(`${folder}/`)));
  const problems = strays.map((file) => `${file} belongs to no suite`);
  add('files', strays.length === 0 ? { passed: 1 } : { failed: 1 }, started, problems);
}

rmSync('test/out/logs', { recursive: true, force: true });
if (!(await install())) {
  total.failed += 1;
  summary.push('install    failed');
} else {
  await check('build', 'npm run --silent build', 3);
  if (names.length === 0) checkThatEveryFileHasASuite();
  for (const suite of chosen) await (suite.check ? check(suite.name, suite.command, suite.minutes) : run(suite));
}

console.log(`\n${summary.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
// Not process.exit: a pipe would lose the last line.
process.exitCode = total.failed > 0 ? 1 : 0;
