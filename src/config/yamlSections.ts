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
  for (const line of source.matchAll(/^( *)([^ \r\n].*)$/gm)) {
    const [, blanks = '', content = ''] = line;
    if (blanks.length > column && starts.length > 0) continue;
    if (content.startsWith('#') || content.startsWith('\t') || marker.test(content)) continue;
    if (blanks.length !== column) return undefined;
    // A list may stand at the column of its key.
    if (content.startsWith('-') && starts.length > 0) continue;
    // Anything else here may continue a value of the line above.
    if (!key.test(content) || unfinished.test(content)) return undefined;
    starts.push(line.index);
  }
  if (starts.length < 2) return undefined;
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? source.length }));
}

const marker = /^(?:---|\.\.\.)[ \t]*(?:#.*)?\r?$/;
const key = /^[\w./$-]+:(?:\s|$)/;
const unfinished =
  /^[\w./$-]+:[ \t]+(?:[[{](?!.*[\]}][ \t]*(?:#.*)?\r?$)|"(?!.*"[ \t]*(?:#.*)?\r?$)|'(?!.*'[ \t]*(?:#.*)?\r?$))/;
