// Preloaded into VS Code's server: it ends, with its process group, when the pipe to the process that started it closes,
// however that one ended. The extension hosts that the server forks are given the same preload and leave it alone.
if (process.argv[1]?.endsWith('server-main.js')) {
  process.stdin.resume();
  process.stdin.once('close', () => process.kill(-process.pid, 'SIGKILL'));
}
