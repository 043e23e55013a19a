import { lintRows } from '../../src/commandLine/lintRows';
import type { Analyser } from '../../src/guarantees/analyse';

/** Reads texts that have nothing to do with Kafka's settings, or only talk about them: a finding there is a false one. */
export class Hunt {
  private readonly analyser: Analyser;
  files = 0;
  bytes = 0;
  readonly found: Record<string, string[]> = {};

  constructor(analyser: Analyser) {
    this.analyser = analyser;
  }

  read(path: string, bytes: Uint8Array): void {
    const text = new TextDecoder().decode(bytes);
    this.files += 1;
    this.bytes += bytes.length;
    const analysis = this.analyser.analyse({ path, text });
    this.analyser.release(analysis);
    if (analysis.findings.length === 0) return;
    this.found[path] = lintRows(path, text, analysis.findings).map(({ line, rule }) => `${line} ${rule}`);
  }

  report(): string {
    return `${this.files.toLocaleString('en')} files, ${(this.bytes / 1e6).toFixed(1)} MB`;
  }
}
