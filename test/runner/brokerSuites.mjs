// The broker suite, once for each version of Kafka, all at the same time: brokers that elect, expire and time out leave
// the cores idle most of the time. What the first prints is shown as it comes, the others' in one piece at their end.
//
// ACKLENS_KAFKA_VERSIONS=4.2.0 narrows the run, as in kafkaSuite.ts.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const versions = (process.env.ACKLENS_KAFKA_VERSIONS ?? '3.9.1,4.2.0').split(',');
const folder = 'test/broker';
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => `${folder}/${name}`);
const isOfOneVersion = (file) => readFileSync(file, 'utf8').includes('kafkaSuite(');
const ofNoVersion = files.filter((file) => !isOfOneVersion(file));
const ofEachVersion = files.filter(isOfOneVersion);

const codes = await Promise.all(
  versions.map((version, i) =>
    run(version, i === versions.length - 1 ? [...ofEachVersion, ...ofNoVersion] : ofEachVersion, i > 0),
  ),
);
process.exitCode = codes.find((code) => code !== 0) ?? 0;

function run(version, specs, isHeldBack) {
  const options = ['node_modules/mocha/bin/mocha.js', '--reporter', 'test/runner/countingReporter.cjs'];
  const env = { ...process.env, ACKLENS_KAFKA_VERSIONS: version };
  const output = isHeldBack ? 'pipe' : 'inherit';
  const child = spawn(process.execPath, [...options, ...specs], { env, stdio: ['ignore', output, output] });
  const held = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => held.push(chunk));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      if (isHeldBack) console.log(`\nKafka ${version}\n${Buffer.concat(held)}`);
      resolve(code ?? 1);
    });
  });
}
