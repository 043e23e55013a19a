/** A property name as Spring's relaxed binding compares it. */
export interface SpringPath {
  /** Segments in lower case, without dashes and underscores. */
  readonly uniform: readonly string[];
  /** The key of a map from a segment on, as written: `enable.idempotence`. */
  rest(from: number): string;
}

/** `properties[enable.idempotence]`, `properties."[enable.idempotence]"` and `properties.enable.idempotence` are one. */
export function springPath(key: string): SpringPath {
  const segments = key
    .replace(/\.?\[([^\]]*)\]/g, '.$1')
    .split('.')
    .filter(Boolean);
  return {
    uniform: segments.map((segment) => segment.toLowerCase().replace(/[-_]/g, '')),
    rest: (from) => segments.slice(from).join('.'),
  };
}
