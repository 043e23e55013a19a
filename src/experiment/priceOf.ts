import type { TrialLedger } from './TrialLedger';

/** What a setting costs, measured on the messages that the client called a success. */
export interface Price {
  /** Milliseconds from the send of a message, or the begin of its transaction, to the client's last word. */
  readonly p50: number;
  readonly p99: number;
  readonly messagesPerSecond: number;
}

/** Undefined where no message succeeded. */
export function priceOf(ledger: TrialLedger, elapsedMs: number): Price | undefined {
  const times = ledger
    .all()
    .filter(({ outcome }) => outcome === 'acknowledged' || outcome === 'taken')
    .map(({ milliseconds }) => milliseconds)
    .sort((a, b) => a - b);
  if (times.length === 0 || elapsedMs <= 0) return undefined;
  return {
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    messagesPerSecond: (times.length / elapsedMs) * 1_000,
  };
}

/** The smallest of sorted values that at least this share of them does not exceed. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
