import { open } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { type AnalyserOptions, createAnalyser, sizeLimits } from '../guarantees/analyse';
import { type Finding, severities } from '../guarantees/finding';
import { lintUsage, readLintArguments } from './lintArguments';
import { lintFiles, problemOf } from './lintFiles';
import { formatLint } from './lintFormats';
import { type LintRow, lintRows } from './lintRows';

export interface LintIo extends AnalyserOptions {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly cwd: string;
}

/** `acklens lint`: answers the exit code. Findings go to stdout, everything else to stderr. */
export async function runLint(args: readonly string[], io: LintIo): Promise<number> {
  const options = readLintArguments(args);
  if ('problem' in options) {
    io.stderr(`acklens lint: ${options.problem}\n\n${lintUsage}`);
    return 2;
  }
  if (options.help) {
    io.stdout(lintUsage);
    return 0;
  }
  const analyser = await createAnalyser(io);
  const analysis = options.javaClient === undefined ? {} : { javaClientVersion: options.javaClient };
  const rows: LintRow[] = [];
  const findings: Finding[] = [];
  let failed = false;
  const complain = (path: string, problem: string): void => io.stderr(`${path}: ${problem}\n`);
  try {
    for await (const file of lintFiles(options.paths, io.cwd, (name) => analyser.reads(name))) {
      const path = file.path.split(sep).join('/');
      if ('problem' in file) {
        complain(path, file.problem);
        failed = true;
        continue;
      }
      if (!analyser.reads(path)) {
        complain(path, 'AckLens does not read this kind of file.');
        continue;
      }
      const content = await readText(resolve(io.cwd, file.path));
      if ('problem' in content) {
        complain(path, content.problem);
        failed ||= file.named || content.hard;
        continue;
      }
      const document = { path, text: content.text };
      await analyser.prepare(document);
      const result = analyser.analyse(document, analysis);
      analyser.release(result);
      if (result.notice) {
        complain(path, result.notice);
        failed ||= file.named;
      }
      rows.push(...lintRows(path, content.text, result.findings));
      findings.push(...result.findings);
    }
  } finally {
    analyser.dispose();
  }
  io.stdout(formatLint(options.format, rows, findings));
  if (failed) return 2;
  const limit = severities.indexOf(options.threshold);
  return rows.some((row) => severities.indexOf(row.severity) <= limit) ? 1 : 0;
}

type Content = { readonly text: string } | { readonly problem: string; readonly hard: boolean };

/** The text of a file. One that is no UTF-8 is read as Latin-1, which .properties files were for decades. */
async function readText(path: string): Promise<Content> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > sizeLimits.plain * 4) {
        const mebibytes = (size / (1024 * 1024)).toFixed(1);
        return { problem: `This file was not read: it has ${mebibytes} MiB and the limit is 8 MiB.`, hard: false };
      }
      return { text: decode(await file.readFile()) };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { problem: problemOf(error as NodeJS.ErrnoException), hard: true };
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
