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

interface Entry {
  readonly state: SchemaState;
  /** What may get better by itself is tried again then. */
  readonly retryAt: number | undefined;
  /** Of the key and the schema. */
  readonly characters: number;
  usedAt: number;
}

/** Schemas kept; a topic seldom has more than some dozens. */
const maxSchemas = 1000;
/** Of all that are kept. Of a .proto file each takes 28 bytes of memory, of an Avro schema 5. */
const maxCharacters = 8_000_000;
/** A registry is asked for so many at once: records of nonsense carry an id each. */
const maxAtOnce = 4;
const retryAfterMs = 15_000;
/** What was used since is not forgotten for others: two that push each other out would be fetched without end. */
const keepMs = 15_000;

/**
 * Schemas as far as they are known: asked for without waiting, so that reading never waits for a registry. Each is
 * fetched when it is first wanted; what may get better by itself is tried again after a while.
 */
export class SchemaBook {
  private readonly source: SchemaSource;
  private readonly now: () => number;
  private readonly onArrival: () => void;
  /** The one that was used last comes last. */
  private readonly entries = new Map<number | string, Entry>();
  private characters = 0;
  private readonly fetching = new Set<number | string>();

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
    if (known) {
      known.usedAt = this.now();
      this.entries.delete(key);
      this.entries.set(key, known);
      if (known.retryAt === undefined || this.now() < known.retryAt) return known.state;
    }
    // What is on its way may have been forgotten meanwhile, and comes all the same.
    if (this.fetching.has(key) || this.fetching.size >= maxAtOnce) return known?.state ?? loading;
    if (known === undefined) {
      if (!this.makeRoom(1, 0)) return tooMany;
      this.keep(key, loading);
    }
    this.fetching.add(key);
    void this.fetch(key, load);
    return known?.state ?? loading;
  }

  private async fetch(key: number | string, load: () => Promise<LoadedSchema>): Promise<void> {
    try {
      const loaded = await load();
      this.forget(key);
      if (this.makeRoom(1, loaded.codec.characters)) this.keep(key, { kind: 'ready', ...loaded });
      else this.keep(key, tooLarge, this.now() + retryAfterMs);
    } catch (error) {
      const isKnown = error instanceof KafkaError || isSchemaError(error);
      const sentence = isKnown ? error.message : 'Something unexpected happened with the schema.';
      const mayRecover = error instanceof KafkaError && passing.has(error.kind);
      this.keep(key, { kind: 'failed', sentence }, mayRecover ? this.now() + retryAfterMs : undefined);
    }
    this.fetching.delete(key);
    this.onArrival();
  }

  private keep(key: number | string, state: SchemaState, retryAt?: number): void {
    this.forget(key);
    const characters =
      (typeof key === 'string' ? key.length : 0) + (state.kind === 'ready' ? state.codec.characters : 0);
    this.entries.set(key, { state, retryAt, characters, usedAt: this.now() });
    this.characters += characters;
  }

  private forget(key: number | string): void {
    this.characters -= this.entries.get(key)?.characters ?? 0;
    this.entries.delete(key);
  }

  /** Forgets what has not been used for a while; says whether so much more is within the bounds then. */
  private makeRoom(schemas: number, characters: number): boolean {
    for (;;) {
      if (this.entries.size + schemas <= maxSchemas && this.characters + characters <= maxCharacters) return true;
      const [oldest] = this.entries;
      if (oldest === undefined || this.now() - oldest[1].usedAt < keepMs) return false;
      this.forget(oldest[0]);
    }
  }
}

const loading: SchemaState = { kind: 'loading' };

const failed = (sentence: string): SchemaState => ({ kind: 'failed', sentence });

const tooMany = failed(
  `More than ${maxSchemas.toLocaleString('en')} schemas are asked for at once: this one is fetched when fewer are.`,
);

const tooLarge = failed(
  `The schemas asked for at once have more than ${maxCharacters.toLocaleString('en')} characters: this one is fetched when others are not needed any more.`,
);

const passing: ReadonlySet<KafkaErrorKind> = new Set([
  'dns',
  'refused',
  'timeout',
  'disconnected',
  'unavailable',
  'tls',
]);
