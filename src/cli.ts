#!/usr/bin/env node
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../package.json';
import type { ProfileSources } from './commandLine/readTailProfile';
import type { Output } from './commandLine/tailCommand';
import { processorClock } from './host/processorClock';

const usage = `Usage: acklens <command> [options]

  lint PATH...   delivery settings in files and folders that can lose or duplicate messages,
                 on request together with the cluster that they meet
  experiment     measure on a cluster what each delivery setting loses and doubles when connections fail
  tail           read a topic and tell duplicates and gaps apart from harmless holes

acklens <command> --help tells the options of a command.
`;

const stdout: Output = {
  write: (text) => process.stdout.write(text),
  drained: () =>
    process.stdout.writableNeedDrain
      ? new Promise((resolve) => process.stdout.once('drain', resolve))
      : Promise.resolve(),
};
const stderr = (text: string): void => void process.stderr.write(text);

const files: ProfileSources = {
  readFile: (path) => readFile(path, 'utf8'),
  readBytes: (path) => readFile(path, 'base64'),
  env: (name) => process.env[name],
};

/** Composition root of the command line. The commands are imported when they run: lint needs no Kafka client. */
async function main([command, ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'lint': {
      const { runLint } = await import('./commandLine/lintCommand');
      return runLint(args, {
        stdout: (text) => void stdout.write(text),
        stderr,
        cwd: process.cwd(),
        loadGrammar: (name) => readFile(join(__dirname, 'grammars', name)),
        cluster: {
          ...files,
          openAdmin: async (profile, secrets) => {
            const { createKafkaJsAdmin } = await import('./kafka/kafkajs/admin');
            return createKafkaJsAdmin(profile, { secrets });
          },
        },
        now: processorClock(),
      });
    }
    case 'tail': {
      const { runTail } = await import('./commandLine/tailCommand');
      const { createKafkaJsReader } = await import('./kafka/kafkajs/reader');
      const { createTailSession } = await import('./tail/createTailSession');
      return runTail(args, {
        stdout,
        stderr,
        ...files,
        writeFile: (path, text) => writeFile(path, text),
        createReader: (profile, secrets) => createKafkaJsReader(profile, { secrets }),
        createSession: createTailSession,
        interrupted: interruption(),
      });
    }
    case 'experiment': {
      const { runExperimentCommand } = await import('./commandLine/experimentCommand');
      const { openCommandWorld } = await import('./kafka/kafkajs/trial/openCommandWorld');
      return runExperimentCommand(args, {
        stdout: (text) => void stdout.write(text),
        stderr,
        ...files,
        ask: process.stdin.isTTY && process.stderr.isTTY ? askOnTerminal : undefined,
        openWorld: (profile, secrets) => openCommandWorld(profile, secrets, process.env.ACKLENS_BROKER_CONTROL),
        random: () => Math.random(),
        interrupted: interruption(),
      });
    }
    case '--version':
      stdout.write(`${version}\n`);
      return 0;
    case '--help':
    case '-h':
      stdout.write(usage);
      return 0;
    default:
      stderr(command === undefined ? usage : `acklens: there is no command "${command}".\n\n${usage}`);
      return 2;
  }
}

/** Aborted by the first signal that asks to end. A second one ends the process at once, as if nobody listened. */
function interruption(): AbortSignal {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupted.abort());
  return interrupted.signal;
}

async function askOnTerminal(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(question);
  terminal.close();
  return answer;
}

// `acklens tail | head` closes our output: that is the reader's wish, not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    stderr(`acklens: unexpected error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 2;
  },
);
