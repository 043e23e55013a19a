/**
 * Fills `${NAME}` and `${NAME:default}` (Spring), `${env:NAME}` (Kafka's EnvVarConfigProvider, KIP-887) and
 * `${file:PATH:KEY}` (FileConfigProvider, KIP-297). What nobody can fill stays as it is.
 */
export async function fillPlaceholders(
  entries: ReadonlyMap<string, string>,
  sources: {
    env(name: string): string | undefined;
    /** The setting of another file. */
    file(path: string, key: string): Promise<string | undefined>;
  },
): Promise<ReadonlyMap<string, string>> {
  const filled = new Map<string, string>();
  for (const [key, value] of entries) {
    let text = '';
    let from = 0;
    for (const match of value.matchAll(placeholder)) {
      text += value.slice(from, match.index) + ((await fill(match[1] ?? '', sources)) ?? match[0]);
      from = match.index + match[0].length;
    }
    filled.set(key, text + value.slice(from));
  }
  return filled;
}

const placeholder = /\$\{([^${}]+)\}/g;

async function fill(inner: string, sources: Parameters<typeof fillPlaceholders>[1]): Promise<string | undefined> {
  const file = /^file:(?<path>.+):(?<key>[^:]+)$/.exec(inner)?.groups;
  if (file) return sources.file(file.path ?? '', file.key ?? '');
  const env = /^env:(?:.*:)?(?<name>[^:]+)$/.exec(inner)?.groups;
  if (env) return sources.env(env.name ?? '');
  const at = inner.indexOf(':');
  if (at < 0) return sources.env(inner);
  return sources.env(inner.slice(0, at)) ?? inner.slice(at + 1);
}
