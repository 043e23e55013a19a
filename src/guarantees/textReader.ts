import type { Analysis, SourceDocument } from './analysis';

/** The analysis under the user's settings, for texts that nobody edits: a preview, a file of a scan. */
export interface TextReader {
  reads(path: string): boolean;
  /** Brings the grammar that a text needs; to be awaited before `analyse`. */
  prepare(source: SourceDocument): Promise<void>;
  /** Keeps nothing of the text. */
  analyse(source: SourceDocument): Analysis;
  /** What is assumed of the Java client in a file. */
  javaVersion(path: string): string;
}
