/** A key of a block mapping with all that is written under it, up to the next one. */
export interface YamlSection {
  readonly start: number;
  readonly end: number;
}

/**
 * The sections of a mapping in block style whose keys stand at one column, or undefined for everything else: lists, keys
 * in quotes, values that start in a bracket or a quote and end in a later line, one key alone.
 */
export function yamlSections(source: string, column: number): readonly YamlSection[] | undefined {
  const starts: number[] = [];
  for (let at = 0, next = 0; at < source.length; at = next) {
    const lineBreak = source.indexOf('\n', at);
    next = lineBreak < 0 ? source.length : lineBreak + 1;
    let first = at;
    while (source[first] === ' ') first += 1;
    if (first - at > column && starts.length > 0) continue;
    const content = source.slice(first, lineBreak < 0 ? next : lineBreak);
    if (content === '' || content === '\r' || content.startsWith('#')) continue;
    if (content.startsWith('\t') || marker.test(content)) continue;
    if (first - at !== column) return undefined;
    // A list may stand at the column of its key.
    if (content.startsWith('-') && starts.length > 0) continue;
    // Anything else here may continue a value of the line above.
    if (!key.test(content) || unfinished.test(content)) return undefined;
    starts.push(at);
  }
  if (starts.length < 2) return undefined;
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? source.length }));
}

const marker = /^(?:---|\.\.\.)[ \t]*(?:#.*)?\r?$/;
const key = /^[\w./$-]+:(?:\s|$)/;
const unfinished =
  /^[\w./$-]+:[ \t]+(?:[[{](?!.*[\]}][ \t]*(?:#.*)?\r?$)|"(?!.*"[ \t]*(?:#.*)?\r?$)|'(?!.*'[ \t]*(?:#.*)?\r?$))/;
