import type { TailSnapshot } from '../../src/protocol/tail';

/** What the process holds after a collection of garbage, all its threads together. */
export interface Held {
  readonly heap: number;
  readonly rss: number;
  readonly sockets: number;
  readonly timers: number;
  /** Handles of other kinds. */
  readonly others: number;
  /** Descriptors; 0 where the system does not tell. */
  readonly files: number;
}

export interface Seen {
  readonly intact: TailSnapshot;
  readonly churned: TailSnapshot;
  /** Of the explorer. */
  readonly answers: { readonly good: number; readonly failed: number };
  /** What is no expected failure. */
  readonly surprises: readonly string[];
}

const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`;

const limits: readonly {
  readonly of: keyof Held;
  readonly more: number;
  readonly show: (value: number) => string;
}[] = [
  { of: 'heap', more: 6 << 20, show: megabytes },
  // What the allocators keep for later counts here too.
  { of: 'rss', more: 60 << 20, show: megabytes },
  // A client opens a connection to a broker when it first asks it something, and again when that one was lost.
  { of: 'sockets', more: 3, show: String },
  { of: 'files', more: 6, show: String },
  { of: 'timers', more: 4, show: String },
  { of: 'others', more: 1, show: String },
];

/** A line for each figure, and those that have grown beyond what is granted. */
export function compareHeld(before: Held, after: Held): { readonly lines: string[]; readonly grown: string[] } {
  const lines = limits.map(
    ({ of, more, show }) => `${of}: ${show(before[of])} before, ${show(after[of])} after (at most ${show(more)} more)`,
  );
  return { lines, grown: lines.filter((_, at) => isGrown(limits[at], before, after)) };
}

const isGrown = (limit: (typeof limits)[number] | undefined, before: Held, after: Held): boolean =>
  limit !== undefined && after[limit.of] > before[limit.of] + limit.more;
