import type { Span } from '../base/span';
import type { Neighbour } from '../config/neighbours/neighbour';
import type { BootstrapServers, ConsumerCommand, Unit } from '../config/unit';
import type { ClientVersions } from './clientVersions';
import type { Finding, Severity } from './finding';

export interface SourceDocument {
  /** Any separators; only the names of the file and its folders count. */
  readonly path: string;
  readonly text: string;
  /** VS Code's language id, where the path alone does not tell what a text is. */
  readonly languageId?: string;
  /** Files that the text is read together with, as `neighbourNames` tells them. */
  readonly neighbours?: readonly Neighbour[];
}

export interface AnalysisOptions {
  /** Java client to assume where the text does not tell: `4.2`, `3.9`. The newest without it. */
  readonly javaClientVersion?: string;
  /** What the project around the text says. For Java, `javaClientVersion` is stronger. */
  readonly clientVersions?: ClientVersions;
  /** By rule id. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
}

/** The rungs of the ladder, weakest promise first. `notJudged` is a unit whose values are not known well enough. */
export type VerdictClass =
  | 'invalid'
  | 'atMostOnce'
  | 'noGuarantee'
  | 'atLeastOnce'
  | 'idempotent'
  | 'transactional'
  | 'notJudged';

export interface Verdict {
  readonly class: VerdictClass;
  /** The line above the unit: `Delivery: at most once · acks=0`. */
  readonly text: string;
  /** What holds the unit there, in sentences. */
  readonly reasons: readonly string[];
}

/** A producer unit carries a verdict; others do not. */
export interface JudgedUnit {
  readonly unit: Unit;
  readonly verdict: Verdict | undefined;
}

export interface Analysis {
  readonly path: string;
  readonly units: readonly JudgedUnit[];
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  readonly consumerCommands: readonly ConsumerCommand[];
  readonly bootstrapServers: readonly BootstrapServers[];
  /** One sentence for the user when the text was not (fully) read, for example because of its size. */
  readonly notice: string | undefined;
}

/** A change of a text: the span is in the coordinates of the text that the changes before it left. */
export interface TextChange {
  readonly span: Span;
  readonly newText: string;
}

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}
