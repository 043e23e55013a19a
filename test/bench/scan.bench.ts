// Scan of a workspace of 10,000 files by the command line's walker: npx tsx test/bench/scan.bench.ts
// Prints times, and their ratio to reading the same files; asserts nothing about time.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLint } from '../../src/commandLine/lintCommand';
import { loadGrammar } from '../lintCases/loadGrammar';
import { scanFiles as files, writeScanTree } from './scanSubject';

async function main(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'acklens-scan-'));
  try {
    const written = writeScanTree(root);
    const start = performance.now();
    for (const path of written) readFileSync(path, 'utf8');
    const read = performance.now() - start;
    let rows = 0;
    const began = performance.now();
    await runLint(['--format', 'json', root], {
      stdout: (text) => {
        rows = (JSON.parse(text) as unknown[]).length;
      },
      stderr: (text) => console.log(text),
      cwd: root,
      loadGrammar,
      cluster: {
        readFile: (path) => Promise.reject(new Error(path)),
        readBytes: (path) => Promise.reject(new Error(path)),
        env: () => undefined,
        openAdmin: () => Promise.reject(new Error('The bench asks no cluster.')),
      },
    });
    const scan = performance.now() - began;
    console.log(
      `scan of ${files.toLocaleString('en')} files, ${rows} findings: ${(scan / 1_000).toFixed(2)} s (goal 10 s), ${(scan / read).toFixed(1)} x reading them one by one`,
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

void main();
