import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { runProcess } from '../kafka/runProcess';

/** Five megabytes are what a package for all platforms may take. */
const MAX_BYTES = 5 * 1024 * 1024;

/** Builds the package that users install, says its size, and answers its path. */
export async function packExtension(): Promise<string> {
  const vsix = resolve(__dirname, '../out/acklens.vsix');
  const { code, stdout, stderr } = await runProcess('npm', ['run', '--silent', 'package', '--', '--out', vsix]);
  if (code !== 0) throw new Error(`The package could not be made:\n${stdout}\n${stderr}`);
  const { size } = statSync(vsix);
  console.log(`The package: ${(size / 1024 / 1024).toFixed(2)} MB`);
  if (size > MAX_BYTES) throw new Error(`The package takes ${size} bytes, more than ${MAX_BYTES}.`);
  return vsix;
}
