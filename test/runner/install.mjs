import { existsSync, readFileSync } from 'node:fs';
import { runCommand } from './runCommand.mjs';

/**
 * Installs node_modules when it is absent or holds other versions than package-lock.json names. Modification times
 * would not do: a checkout changes them.
 *
 * @returns {Promise<boolean>} whether the packages are there
 */
export async function install() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Node ${process.versions.node} is too old: install Node 20.19 or newer.`);
    return false;
  }
  if (isInstalled()) return true;
  const { code } = await runCommand('npm ci', { log: 'test/out/logs/install.log', minutes: 10 });
  return code === 0;
}

function isInstalled() {
  const record = 'node_modules/.package-lock.json';
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(
    // Packages for other platforms are optional and stay away.
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}
