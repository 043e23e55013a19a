import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { VsCodeVersion } from '../vscode/installVsCode';
import { packExtension } from '../vscode/packExtension';
import { compileSuite } from './compileSuite';
import { runVersion } from './runVersion';

// Usage: tsx test/editor/main.ts [newest] [minimum]
// ACKLENS_BOOTSTRAP=host:port,... uses a Kafka that runs already; ACKLENS_TEST_ONLY=lint,tail runs these files only.

/** The versions at the same time: each leaves the cores idle for almost half of its time. What the second says comes at the end. */
async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const versions = (['newest', 'minimum'] as const satisfies readonly VsCodeVersion[]).filter(
    (version) => asked.length === 0 || asked.includes(version),
  );
  // Before any VS Code: packing builds anew what the newest one loads.
  const made = Promise.all([compileSuite(), versions.includes('minimum') ? packExtension() : undefined]);
  const runs = versions.map((version, i) => ({ version, output: i === 0 ? shown() : heldBack(version) }));
  const start = ({ version, output }: (typeof runs)[number]): Promise<boolean> =>
    runVersion(version, made, output.say).catch((error: unknown) => {
      output.say(String(error instanceof Error ? error.message : error));
      return false;
    });
  const given = process.env.ACKLENS_BOOTSTRAP !== undefined;
  // On one Kafka they would see each other's topics.
  const started = given ? [] : runs.map(start);
  for (const [i, run] of runs.entries()) {
    const succeeded = await (started[i] ?? start(run));
    run.output.end();
    if (!succeeded) process.exitCode = 1;
  }
}

interface Output {
  say(line: string): void;
  end(): void;
}

const shown = (): Output => ({ say: (line) => console.log(line), end: () => undefined });

/** Until its end it is in test/out/logs. */
function heldBack(version: VsCodeVersion): Output {
  const file = resolve(__dirname, `../out/logs/editor-${version}.log`);
  mkdirSync(dirname(file), { recursive: true });
  const log = createWriteStream(file);
  const lines: string[] = [];
  const say = (line: string): void => {
    lines.push(line);
    log.write(`${line}\n`);
  };
  return { say, end: () => log.end(() => console.log(lines.join('\n'))) };
}

// `exit` handlers stop what runs; a signal without a handler would skip them.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
