/** Gives a token that is good for a while longer; asks for a new one only when it must. */
export interface TokenSource {
  /** Rejects with a KafkaError. */
  token(): Promise<string>;
  /** The broker would not have it: the next call gets another one. */
  forget(): void;
}

export interface Token {
  readonly value: string;
  /** Milliseconds since the epoch; undefined = good for one use. */
  readonly expiresAt: number | undefined;
}

/** How long before its end a token is given up: the login itself takes time, and clocks differ. */
const marginMs = 30_000;

/** Brokers are logged into at the same time: they share one request. */
export function tokenSource(fetch: () => Promise<Token>, now: () => number = Date.now): TokenSource {
  let kept: Token | undefined;
  let asking: Promise<Token> | undefined;
  return {
    async token() {
      if (kept?.expiresAt !== undefined && now() < kept.expiresAt - marginMs) return kept.value;
      asking ??= fetch().finally(() => {
        asking = undefined;
      });
      kept = await asking;
      return kept.value;
    },
    forget() {
      kept = undefined;
    },
  };
}
