/** A producer of the workspace that may have written a record twice. */
export interface LikelyProducer {
  readonly id: string;
  /** Relative to its workspace folder. */
  readonly file: string;
  /** 1-based, of the setting that decides, or of the unit where nothing is written. */
  readonly line: number;
  readonly label: string;
  /** Why it fits, and what speaks against it: `writes to orders`, `idempotence off (acks=1)`. */
  readonly reasons: readonly string[];
  /** It writes to the topic for certain, to this cluster as far as known, and without idempotence. */
  readonly isLikely: boolean;
}

/** Best match first. */
export interface ProducerList {
  readonly producers: readonly LikelyProducer[];
  /** Others that fit no worse than the last one shown, beyond the bound. */
  readonly more: number;
  /** Where nothing was or could be looked through, and why. */
  readonly note: string | undefined;
  /** The user may have the workspace looked through. */
  readonly canScan: boolean;
}

/** What the explain pane asks of the editor, to come from a duplicate to its cause. */
export type ProducerQueries = {
  /** Producers without idempotence that may write to the topic. `scan`: also where the settings want no scan. */
  producers(topic: string, scan: boolean): ProducerList;
  /** Opens the file at the setting. */
  showProducer(id: string): void;
};
