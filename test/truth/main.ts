/**
 * Known truth under real faults: writers that keep a ledger, real faults, and what `acklens tail` says about it.
 *
 *     npm run truth                                    the whole matrix, and writes docs/tail-truth.md
 *     npx tsx test/truth/main.ts --versions 4.2.0 --faults none,compaction --clients Java
 *
 * A part of the matrix writes no page. With --results FILE the parts of several calls are collected in a file, and
 * `--results FILE --write` makes the page of what it holds. Ends with status 1 when a copy or a loss was missed or made up.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startKafka } from '../kafka/startKafka';
import { type Fault, faults, type Subject, subjects } from './faults';
import { findKcat, withoutKcat } from './findKcat';
import { type RunResult, runFault } from './runFault';
import { truthPage, truthTable } from './truthPage';

const allVersions = ['3.9.1', '4.2.0'] as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      versions: { type: 'string' },
      faults: { type: 'string' },
      clients: { type: 'string' },
      results: { type: 'string' },
      write: { type: 'boolean' },
    },
  });
  const file = values.results;
  const results: RunResult[] = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  if (!(values.write && file)) {
    const kcat = await findKcat();
    if (!kcat) console.log(withoutKcat);
    const chosen = {
      faults: faults.filter(({ name }) => isAmong(values.faults, name)),
      subjects: subjects.filter(({ client }) => isAmong(values.clients, client) && (kcat || client !== 'kcat')),
      kcat,
    };
    for (const version of allVersions.filter((each) => isAmong(values.versions, each)))
      await runVersion(version, chosen, (more) => {
        results.push(...more);
        console.log(truthTable(more));
        tellWrong(more);
        if (file) writeFileSync(file, JSON.stringify(results));
      });
  }
  if (tellWrong(results) > 0) process.exitCode = 1;
  const isWhole = !values.versions && !values.faults && !values.clients;
  if (isWhole) writeFileSync(join(__dirname, '../../docs/tail-truth.md'), truthPage(results));
}

const isAmong = (list: string | undefined, name: string): boolean =>
  list === undefined || list.split(',').includes(name);

interface Chosen {
  readonly faults: readonly Fault[];
  readonly subjects: readonly Subject[];
  readonly kcat: string | undefined;
}

async function runVersion(
  version: (typeof allVersions)[number],
  { faults, subjects, kcat }: Chosen,
  onResults: (results: readonly RunResult[]) => void,
): Promise<void> {
  const config = { 'auto.create.topics.enable': 'false' };
  const cluster = await startKafka({ version, brokers: 3, listeners: ['PROXIED'], config, name: `truth-${version}` });
  try {
    for (const fault of faults) {
      const started = Date.now();
      const results = await runFault(cluster, fault, subjects.filter(fault.suits), kcat);
      console.log(`\n${version}, ${fault.name}: ${Math.round((Date.now() - started) / 1_000)} s`);
      onResults(results);
    }
  } finally {
    await cluster.stop();
  }
}

/** Of the sentences of one reading: where one is wrong, hundreds often are. */
const TOLD = 8;

/** Says what was not as it should be; gives the number of such sentences. */
function tellWrong(results: readonly RunResult[]): number {
  const sentences = results.flatMap(({ version, fault, subject, live, after }) =>
    Object.entries({ live, after }).flatMap(([when, { wrong }]) =>
      wrong
        .slice(0, TOLD)
        .map((sentence) => `WRONG ${version} ${fault}, ${Object.values(subject).join(' ')}, ${when}: ${sentence}`),
    ),
  );
  for (const sentence of sentences) console.log(sentence);
  return sentences.length;
}

void main();
