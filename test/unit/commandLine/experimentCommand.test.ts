import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { readExperimentArguments } from '../../../src/commandLine/experimentArguments';
import { type ExperimentEnvironment, runExperimentCommand } from '../../../src/commandLine/experimentCommand';
import { PlayedWorld } from '../experiment/playedWorld';

const server = ['--bootstrap-server', 'localhost:9092'];
const small = [...server, '--settings', 'acks1,idempotent', '--faults', 'none', '--messages', '50'];

async function run(args: readonly string[], changes: Partial<ExperimentEnvironment> = {}, world = new PlayedWorld()) {
  const output = { stdout: '', stderr: '' };
  const status = await runExperimentCommand(args, {
    stdout: (text) => {
      output.stdout += text;
    },
    stderr: (text) => {
      output.stderr += text;
    },
    readFile: () => Promise.reject(new Error('no file')),
    readBytes: () => Promise.reject(new Error('no file')),
    env: () => undefined,
    ask: undefined,
    openWorld: async () => world,
    random: () => 0,
    interrupted: new AbortController().signal,
    ...changes,
  });
  return { status, ...output, world };
}

describe('acklens experiment', () => {
  it('prints the plan and does nothing where nobody says yes', async () => {
    const { status, stdout, stderr, world } = await run(small);
    deepStrictEqual([status, stdout, world.created], [2, '', []]);
    match(stderr, /^On localhost:9092:\n {2}Creates 2 temporary topics/);
    match(stderr, /nothing was done\. Add --yes to do it\.\n$/);
    const asked: string[] = [];
    const ask = async (question: string): Promise<string> => {
      asked.push(question);
      return 'yes';
    };
    strictEqual((await run(small, { ask })).status, 2);
    deepStrictEqual(asked, ['Type localhost:9092 to start: ']);
    strictEqual((await run(small, { ask: async () => 'localhost:9092' })).status, 0);
  });

  it('prints a table and removes what it has made', async () => {
    const { status, stdout, world } = await run([...small, '--yes']);
    deepStrictEqual([status, world.created.length, world.topicNames.size], [0, 2, 0]);
    deepStrictEqual(
      stdout.split('\n').map((line) => line.trim().replace(/\s+/g, ' ')),
      [
        'setting network sent acknowledged lost lost silently unknown failed doubled out of order p50 ms p99 ms messages/s',
        'acks=1 no fault 50 50 0 – 0 0 0 0 5.0 5.0 500',
        '✓ nothing lost or doubled: All 50 messages there once, in order.',
        'acks=all, idempotent no fault 50 50 0 – 0 0 0 0 5.0 5.0 500',
        '✓ nothing lost or doubled: All 50 messages there once, in order.',
        '',
      ],
    );
  });

  it('ends with 1 where a promise is broken', async () => {
    const world = new PlayedWorld();
    const { client } = world;
    world.client = (request, listener) => {
      client(request, listener);
      world.logs.get(request.topic)?.push(request.value(3));
    };
    const { status, stdout } = await run([...small, '--yes'], {}, world);
    strictEqual(status, 1);
    match(stdout, /✕ promise broken: 1 message there more than once/);
    match(stdout, /! allowed by this setting: 1 message there more than once/);
  });

  it('removes what others left, when that is confirmed', async () => {
    const world = new PlayedWorld();
    const left = 'acklens-experiment-20260301T110000-abcd-acks1-none';
    world.topicNames.add(left).add('orders');
    const asked = await run([...server, '--clean-up'], {}, world);
    strictEqual(asked.status, 2);
    match(asked.stderr, new RegExp(`${left}, made 2026-03-01T11:00:00\\.000Z`));
    const removed = await run([...server, '--clean-up', '--yes'], {}, world);
    deepStrictEqual([removed.status, [...world.topicNames]], [0, ['orders']]);
    match(removed.stderr, /1 temporary topic removed\./);
    match((await run([...server, '--clean-up'], {}, world)).stderr, /there is no temporary topic to remove/);
  });

  it('refuses bad use with a sentence', async () => {
    const problem = (...args: readonly string[]): string => {
      const parsed = readExperimentArguments(args);
      return 'problem' in parsed ? parsed.problem : '';
    };
    match(problem(), /^--bootstrap-server is missing/);
    match(problem(...server, '--settings', 'acks2'), /^--settings takes acks0, .*, not "acks2"\.$/);
    match(problem(...server, '--faults', 'fire'), /^--faults takes none, cut-before, .*, not "fire"\.$/);
    match(problem(...server, '--format', 'xml'), /^--format takes pretty, json or markdown, not "xml"\.$/);
    match(problem(...server, '--wat'), /--wat/);
    const refused = await run([...server, '--messages', 'many', '--yes']);
    deepStrictEqual(
      [refused.status, refused.stderr],
      [2, 'acklens experiment: The number of messages must be a whole number from 50 to 20,000.\n'],
    );
  });
});
