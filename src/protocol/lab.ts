import type { ResultRow } from '../experiment/resultRows';

/** The browser side sees the protocol only. */
export type { ResultRow } from '../experiment/resultRows';

/** Something to choose. */
export interface LabOption {
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  /** One sentence where it cannot be chosen here. */
  readonly refusal?: string;
}

/** What the user has chosen; numbers as they were typed. */
export interface LabChoice {
  readonly settings: readonly string[];
  readonly faults: readonly string[];
  readonly messages: string;
  readonly messageBytes: string;
  readonly requestTimeoutMs: string;
}

/** What a run with this choice would do, or why it cannot be. */
export interface LabPlan {
  readonly problems: readonly string[];
  readonly sentences: readonly string[];
}

export type LabPhase = 'connecting' | 'unreachable' | 'ready' | 'running' | 'stopping' | 'removing';

export interface LabState {
  /** Name of the connection: it has to be typed to start. */
  readonly connection: string;
  readonly phase: LabPhase;
  /** About the cluster, or why it does not answer. */
  readonly facts: string;
  readonly settings: readonly LabOption[];
  readonly faults: readonly LabOption[];
  /** What is chosen at first. */
  readonly choice: LabChoice;
  readonly columns: readonly { readonly title: string; readonly meaning: string }[];
  readonly rows: readonly ResultRow[];
  /** Undefined while nothing runs. */
  readonly progress: { readonly done: number; readonly total: number; readonly sentence: string } | undefined;
  /** How the last run ended; empty before the first. */
  readonly ending: string;
  /** Temporary topics of this view that are kept. */
  readonly kept: number;
  /** Temporary topics of earlier experiments: one sentence; undefined where there are none. */
  readonly leftovers: string | undefined;
  readonly judgements: Readonly<Record<ResultRow['judgement'], string>>;
}

/** What the extension serves to the experiment's view. */
export interface LabHost {
  state(): LabState;
  plan(choice: LabChoice): LabPlan;
  /** Asks a cluster again that did not answer. */
  retry(): void;
  /** Begins; answers one sentence where it does not. `confirmation` is what was typed. */
  start(choice: LabChoice, confirmation: string): string | undefined;
  stop(): void;
  openInTail(topic: string): void;
  removeTopics(): void;
  removeLeftovers(): void;
  exportAs(format: 'markdown' | 'json'): void;
}

/** What the view serves to the extension. */
export interface LabView {
  poke(state: LabState): void;
}
