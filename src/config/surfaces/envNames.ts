/** `DEFAULT_REPLICATION_FACTOR` as `default.replication.factor`: `__` stands for `_` and `___` for `-` in Kafka's images. */
export const envPath = (name: string): string =>
  name.toLowerCase().replace(/_{1,3}/g, (run) => (run.length === 1 ? '.' : run.length === 2 ? '_' : '-'));

export const squash = (name: string): string => name.toLowerCase().replace(/[._-]/g, '');

/** The longest ending of a name, cut at underscores, that means something. */
export function longestSuffix<T>(
  name: string,
  meaning: (suffix: string) => T | undefined,
): { readonly prefix: string; readonly value: T } | undefined {
  for (let at = 0; ; ) {
    const value = meaning(name.slice(at));
    if (value !== undefined) return { prefix: name.slice(0, Math.max(0, at - 1)), value };
    const next = name.indexOf('_', at);
    if (next < 0) return undefined;
    at = next + 1;
  }
}
