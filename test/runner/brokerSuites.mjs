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

/** Seconds that a file took on two cores, of those that take long: only how even the parts are depends on it. */
const longFiles = {
  clusterCheck: 83,
  readFaults: 67,
  readElections: 66,
  experiment: 50,
  actions: 50,
  readBounds: 44,
  quietJars: 39,
  readWritten: 30,
  readFrom: 30,
  actionFaults: 29,
  admin: 27,
  readSeveral: 20,
  knownTruth: 19,
  readRecreated: 17,
  security: 15,
  producing: 15,
  readme: 15,
};

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

/** Two parts that take about as long. */
function inTwo(all) {
  const parts = [0, 1].map(() => ({ seconds: 0, specs: [] }));
  const secondsOf = ({ path }) => longFiles[path.slice(folder.length + 1, -'.test.ts'.length)] ?? 10;
  for (const file of all.toSorted((a, b) => secondsOf(b) - secondsOf(a))) {
    const [part] = parts.toSorted((a, b) => a.seconds - b.seconds);
    part.seconds += secondsOf(file);
    part.specs.push(file.path);
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
