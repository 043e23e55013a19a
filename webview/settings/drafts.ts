import type { SettingChange } from '../../src/protocol/settings';

/** Changes of one unit that are chosen but not written. */
export interface Draft {
  /** By Kafka's key; undefined asks for the default. */
  readonly changes: Map<string, string | undefined>;
  /** What a preset has to say about its choice. */
  notes: readonly string[];
}

/** Drafts kept at once; the one that was not touched for longest makes room. */
const draftLimit = 30;

/** Chosen but unwritten changes, by file and unit: they wait while the view follows the editor elsewhere and back. */
export class Drafts {
  private readonly drafts = new Map<string, Draft>();

  of(uri: string, unit: string): Draft | undefined {
    return this.drafts.get(keyOf(uri, unit));
  }

  /** The draft to write into, as the youngest. */
  touch(uri: string, unit: string): Draft {
    const key = keyOf(uri, unit);
    const draft = this.drafts.get(key) ?? { changes: new Map(), notes: [] };
    this.drafts.delete(key);
    this.drafts.set(key, draft);
    const oldest = this.drafts.keys().next().value;
    if (this.drafts.size > draftLimit && oldest !== undefined) this.drafts.delete(oldest);
    return draft;
  }

  discard(uri: string, unit: string): void {
    this.drafts.delete(keyOf(uri, unit));
  }

  /** For the state that a view keeps when it is hidden. */
  toJson(): unknown {
    return [...this.drafts].map(([key, { changes, notes }]) => ({
      key,
      changes: [...changes].map(([name, value]) => [name, value ?? null]),
      notes,
    }));
  }

  static fromJson(json: unknown): Drafts {
    const drafts = new Drafts();
    for (const entry of Array.isArray(json) ? json.slice(0, draftLimit) : []) {
      const { key, changes, notes } = entry as { key?: unknown; changes?: unknown; notes?: unknown };
      if (typeof key !== 'string' || !Array.isArray(changes)) continue;
      const read = changes.flatMap((pair: unknown): [string, string | undefined][] => {
        const [name, value] = Array.isArray(pair) ? (pair as unknown[]) : [];
        return typeof name === 'string' ? [[name, typeof value === 'string' ? value : undefined]] : [];
      });
      const said = Array.isArray(notes) ? notes.filter((note) => typeof note === 'string') : [];
      drafts.drafts.set(key, { changes: new Map(read), notes: said });
    }
    return drafts;
  }
}

export const changesOf = (draft: Draft): readonly SettingChange[] =>
  [...draft.changes].map(([key, value]) => ({ key, value }));

const keyOf = (uri: string, unit: string): string => `${uri}\n${unit}`;
