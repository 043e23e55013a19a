/** What a producer does when its configuration is silent. */
export interface ProducerDefaults {
  readonly acks: '0' | '1' | 'all';
  /** `forced-on` holds whatever is written; `frame-off` is what a framework writes under it; `demanded` is on unless it is switched off, and then contradicts. */
  readonly idempotence: 'on' | 'off' | 'frame-off' | 'forced-on' | 'demanded';
  /** True where weak settings turn the default idempotence off without an error. */
  readonly silentlyOff: boolean;
  readonly retries: number;
  /** Infinity where the client sets no limit. */
  readonly inFlight: number;
  /** The most requests in flight that the client accepts with idempotence on. */
  readonly inFlightLimit: number;
  readonly lingerMs: number;
  readonly requestTimeoutMs: number;
  /** Who has these defaults, with the version where it matters. */
  readonly source: string;
  /** Another setting than acks that decides first, and what its absence means. */
  readonly weak?: { readonly key: string; readonly text: string };
}
