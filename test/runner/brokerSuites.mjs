// The broker suite, once for each version of Kafka, in two parts with a cluster each, all at the same time: brokers that
// elect, expire and time out leave the cores idle most of the time. What the first prints is shown as it comes, the
// others' in one piece at their end; until then it is in test/out/logs.
//
// ACKLENS_KAFKA_VERSIONS=4.2.0 narrows the run, as in kafkaVersions.ts.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readdirSync, readFileSync } from 'node:fs';

const versions = (process.env.ACKLENS_KAFKA_VERSIONS ?? '3.9.1,4.2.0').split(',');
const folder = 'test/broker';
const logs = 'test/out/logs';
mkdirSync(logs, { recursive: true });
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(`${folder}/${name}`, 'utf8') }));
const isOfOneVersion = ({ text }) => text.includes('kafkaSuite(');
const ofNoVersion = files.filter((file) => !isOfOneVersion(file));
const ofEachVersion = files.filter(isOfOneVersion);

const runs = versions.flatMap((version, i) =>
  inTwo(i === versions.length - 1 ? [...ofEachVersion, ...ofNoVersion] : ofEachVersion).map((specs, part) => ({
    version,
    name: `Kafka ${version}, part ${part + 1}`,
    specs,
  })),
);
const codes = await Promise.all(
  runs.map(({ version, name, specs }, i) => run(version, specs, i > 0 ? name : undefined)),
);
process.exitCode = codes.find((code) => code !== 0) ?? 0;

/** Parts that take about as long, if a long file does. */
function inTwo(all) {
  const parts = [0, 1].map(() => ({ size: 0, specs: [] }));
  for (const { path, text } of all.toSorted((a, b) => b.text.length - a.text.length)) {
    const [part] = parts.toSorted((a, b) => a.size - b.size);
    part.size += text.length;
    part.specs.push(path);
  }
  return parts.map(({ specs }) => specs);
}

/** What is printed under `heldBack`, where there is one, comes at the end. */
function run(version, specs, heldBack) {
  const options = ['node_modules/mocha/bin/mocha.js', '--reporter', 'test/runner/countingReporter.cjs'];
  const env = { ...process.env, ACKLENS_KAFKA_VERSIONS: version };
  const output = heldBack === undefined ? 'inherit' : 'pipe';
  const child = spawn(process.execPath, [...options, ...specs], { env, stdio: ['ignore', output, output] });
  const held = [];
  const log =
    heldBack === undefined ? undefined : createWriteStream(`${logs}/${heldBack.replaceAll(/[ ,]+/g, '-')}.log`);
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      held.push(chunk);
      log?.write(chunk);
    });
  return new Promise((resolve) => {
    child.once('close', (code) => {
      if (heldBack !== undefined) console.log(`\n${heldBack}\n${Buffer.concat(held)}`);
      resolve(code ?? 1);
    });
  });
}
