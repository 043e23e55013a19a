// npm start: installs and builds what is needed, starts Kafka and the demo's producers, opens VS Code on the demo.
// Ctrl-C stops everything that it started.
import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './runner/install.mjs';
import { runCommand } from './runner/runCommand.mjs';

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'));

const stopEarly = () => process.exit(130);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stopEarly);

if (!(await install())) process.exit(1);
const build = await runCommand('npm run --silent build', { log: 'test/out/logs/build.log', minutes: 5 });
if (build.code !== 0) process.exit(1);

// In a group of its own, so that Ctrl-C reaches it through us alone; over the channel it sees when this process is gone,
// whatever ended it.
const demo = spawn(process.execPath, ['--import', 'tsx', 'test/demo/main.ts'], {
  detached: process.platform !== 'win32',
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
let lastSignal = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.off(signal, stopEarly);
  process.on(signal, () => {
    // npm passes on what the terminal has sent to us as well; a second press means "now".
    if (performance.now() - lastSignal > 500) demo.kill(signal);
    lastSignal = performance.now();
  });
}
demo.once('exit', (code) => process.exit(code ?? 1));
