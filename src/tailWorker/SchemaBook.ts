import { KafkaError, type KafkaErrorKind } from '../kafka/errors';
import { isSchemaError, type SchemaCodec, type SchemaType } from '../kafka/schemas';

/** Where codecs come from. Both reject with a KafkaError or a SchemaError. */
export interface SchemaSource {
  /** Of the registry, by the id that records carry. */
  byId(id: number): Promise<LoadedSchema>;
  /** Of an .avsc file. */
  ofText(text: string): Promise<SchemaCodec>;
}

export interface LoadedSchema {
  readonly type: SchemaType;
  readonly codec: SchemaCodec;
}

export type SchemaState =
  | { readonly kind: 'loading' }
  | ({ readonly kind: 'ready' } & LoadedSchema)
  | { readonly kind: 'failed'; readonly sentence: string };

type Entry = SchemaState & { readonly retryAt?: number };

/** Schemas kept; a topic seldom has more than some dozens. */
const maxSchemas = 1000;
/** A registry is asked for so many at once: records of nonsense carry an id each. */
const maxAtOnce = 4;
const retryAfterMs = 15_000;

/**
 * Schemas as far as they are known: asked for without waiting, so that reading never waits for a registry. Each is
 * fetched when it is first wanted; what may get better by itself is tried again after a while.
 */
export class SchemaBook {
  private readonly source: SchemaSource;
  private readonly now: () => number;
  private readonly onArrival: () => void;
  private readonly entries = new Map<number | string, Entry>();
  private fetching = 0;

  constructor(source: SchemaSource, now: () => number, onArrival: () => void) {
    this.source = source;
    this.now = now;
    this.onArrival = onArrival;
  }

  byId(id: number): SchemaState {
    return this.of(id, () => this.source.byId(id));
  }

  ofText(text: string): SchemaState {
    return this.of(text, async () => ({ type: 'AVRO', codec: await this.source.ofText(text) }));
  }

  private of(key: number | string, load: () => Promise<LoadedSchema>): SchemaState {
    const known = this.entries.get(key);
    if (known && (known.retryAt === undefined || this.now() < known.retryAt)) return known;
    if (this.fetching >= maxAtOnce) return known ?? { kind: 'loading' };
    if (known?.kind !== 'failed') this.keep(key, { kind: 'loading' });
    this.fetching += 1;
    void this.fetch(key, load);
    return known ?? { kind: 'loading' };
  }

  private async fetch(key: number | string, load: () => Promise<LoadedSchema>): Promise<void> {
    try {
      this.keep(key, { kind: 'ready', ...(await load()) });
    } catch (error) {
      const isKnown = error instanceof KafkaError || isSchemaError(error);
      const sentence = isKnown ? error.message : 'Something unexpected happened with the schema.';
      const mayRecover = error instanceof KafkaError && passing.has(error.kind);
      this.keep(key, { kind: 'failed', sentence, ...(mayRecover ? { retryAt: this.now() + retryAfterMs } : {}) });
    }
    this.fetching -= 1;
    this.onArrival();
  }

  private keep(key: number | string, entry: Entry): void {
    this.entries.delete(key);
    this.entries.set(key, entry);
    for (const [oldest] of this.entries) {
      if (this.entries.size <= maxSchemas) return;
      this.entries.delete(oldest);
    }
  }
}

const passing: ReadonlySet<KafkaErrorKind> = new Set([
  'dns',
  'refused',
  'timeout',
  'disconnected',
  'unavailable',
  'tls',
]);
