import { entriesOfDocuments, entriesOfProperties } from './applicationEntries';
import { readJson } from './json';
import { readYaml } from './yaml';

/**
 * The settings of one configuration file by their written names, nested ones joined with dots; sections of a framework's
 * profile are left out, the last of several values counts. Total: a text that is nothing of the kind has no entries.
 */
export function clientEntries(path: string, text: string): ReadonlyMap<string, string> {
  return new Map(pairsOf(path, text).map(([key, value]) => [key.replace(/\.?\[([^\]]+)\]/g, '.$1'), value.trim()]));
}

function pairsOf(path: string, text: string): readonly (readonly [string, string])[] {
  if (/\.ya?ml$/i.test(path)) return always(entriesOfDocuments(readYaml(text), () => true));
  if (/\.json$/i.test(path)) return always(entriesOfDocuments(readJson(text), () => true));
  return isLiteral(path, text) ? literalLines(text) : always(entriesOfProperties(text));
}

const always = (entries: ReturnType<typeof entriesOfProperties>): readonly (readonly [string, string])[] =>
  entries.filter(({ layer }) => layer === undefined).map(({ key, text }) => [key, text]);

/** kcat and librdkafka read lines as they are: a backslash is a backslash there, and an escape in Java's properties. */
const isLiteral = (path: string, text: string): boolean =>
  /\.(?:conf|cfg)$/i.test(path) ||
  /^\s*(?:metadata\.broker\.list|sasl\.mechanisms|sasl\.username|ssl\.ca\.location)\s*=/m.test(text);

/** `key=value`, comments with `#`. Source: read_conf_file in kcat.c. */
function literalLines(text: string): readonly (readonly [string, string])[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /^\s*(?<key>[^#=\s][^=\s]*)\s*=(?<value>.*)$/.exec(line);
    return match?.groups ? [[match.groups.key ?? '', match.groups.value ?? ''] as const] : [];
  });
}
