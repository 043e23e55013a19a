import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One line of an index.jsonl. */
export interface LintCase {
  readonly case: string;
  readonly file: string;
  readonly surface: string;
  readonly must: readonly Place[];
  readonly may: readonly Place[];
  readonly difficulty: 'core' | 'hard';
}

export interface Place {
  readonly line: number;
  readonly rule: string;
}

export interface CaseResult {
  readonly of: LintCase;
  readonly found: readonly Place[];
  readonly missed: readonly Place[];
  readonly unexpected: readonly Place[];
}

export const readCases = (folder: string): readonly LintCase[] =>
  readFileSync(join(folder, 'index.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as LintCase);

/** The folder named in ACKLENS_LINT_CASES, or one beside the repository, or none. */
export function sharedCases(): string | undefined {
  const folder = process.env.ACKLENS_LINT_CASES ?? resolve(__dirname, '../../../shared/lint-cases');
  return existsSync(join(folder, 'index.jsonl')) ? folder : undefined;
}

export function compare(of: LintCase, found: readonly Place[]): CaseResult {
  const has = (places: readonly Place[], wanted: Place): boolean =>
    places.some(({ line, rule }) => line === wanted.line && rule === wanted.rule);
  return {
    of,
    found,
    missed: of.must.filter((place) => !has(found, place)),
    unexpected: found.filter((place) => !has(of.must, place) && !has(of.may, place)),
  };
}

export interface Score {
  readonly files: number;
  readonly must: number;
  readonly missed: number;
  readonly found: number;
  readonly unexpected: number;
}

export const score = (results: readonly CaseResult[]): Score => ({
  files: results.length,
  must: sum(results, ({ of }) => of.must.length),
  missed: sum(results, ({ missed }) => missed.length),
  found: sum(results, ({ found }) => found.length),
  unexpected: sum(results, ({ unexpected }) => unexpected.length),
});

const sum = (results: readonly CaseResult[], of: (result: CaseResult) => number): number =>
  results.reduce((total, result) => total + of(result), 0);

/** The part of what had to be found that was found, and of what was found that may be. 1 where there is nothing. */
export const recall = ({ must, missed }: Score): number => (must === 0 ? 1 : 1 - missed / must);
export const precision = ({ found, unexpected }: Score): number => (found === 0 ? 1 : 1 - unexpected / found);
