import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheFolder } from '../kafka/cacheFolder';

const source = resolve(__dirname, '../../demo');

/**
 * A fresh copy of demo/, whose files name the cluster that runs now and whose settings hold a connection to it. A copy,
 * because ports change with every start, and because a demo is there to be edited.
 */
export function copyWorkspace(bootstrapServers: readonly string[], folder = join(cacheFolder('demo'), 'shop')): string {
  rmSync(folder, { recursive: true, force: true });
  cpSync(source, folder, { recursive: true });
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    const text = readFileSync(path, 'utf8');
    if (text.includes('localhost:9092'))
      writeFileSync(path, text.replaceAll('localhost:9092', bootstrapServers[0] ?? 'localhost:9092'));
  }
  const settings = join(folder, '.vscode/settings.json');
  const values = JSON.parse(readFileSync(settings, 'utf8')) as Record<string, unknown>;
  values['acklens.connections'] = [{ name: 'Demo', bootstrapServers: bootstrapServers.join(',') }];
  writeFileSync(settings, `${JSON.stringify(values, null, 2)}\n`);
  return folder;
}
