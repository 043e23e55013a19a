import { readJson } from '../json';
import type { Unit } from '../unit';
import { connectorUnits } from './connectJson';

/** Connector JSON that a shell line hands to curl, in single quotes with variables spliced in, or in double quotes. */
export function connectorInShellUnits(text: string): readonly Unit[] {
  if (!text.includes('connector.class')) return [];
  // `"'"$URL"'"` is a JSON string that the shell fills in; `\"` is a quote of JSON. Both keep their length.
  const masked = text
    .replace(/'"(?:[^"\n\\]|\\.)*"'|'\$\{?\w+\}?'/g, (splice) => `$${'_'.repeat(splice.length - 1)}`)
    .replace(/\\"([^"\\\n]*)\\"/g, ' "$1" ')
    .replace(/\\"/g, ' "');
  const units: Unit[] = [];
  let done = 0;
  for (const found of masked.matchAll(/["']connector\.class["']\s*:/g)) {
    const start = openBrace(masked, found.index);
    if (found.index < done || start === undefined || !quotedOrHeredoc(masked, start)) continue;
    const [tree] = readJson(masked.slice(start), start);
    if (!tree) continue;
    done = tree.span.end;
    const isEscaped = text[found.index - 1] === '\\';
    const read = connectorUnits(tree).map((unit) => ({ ...unit, id: `${unit.id}@${start}` }));
    units.push(...(isEscaped ? read.map(withoutEdits) : read));
  }
  return units;
}

/** What an edit writes has quotes of JSON, which would end the shell's own. */
const withoutEdits = (unit: Unit): Unit => ({
  ...unit,
  settings: unit.settings.map((setting) => ({ ...setting, form: 'marker' as const, removals: [] })),
});

function openBrace(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at >= 0; at -= 1) {
    if (text[at] === '}') depth += 1;
    else if (text[at] === '{') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return undefined;
}

/** A comment that quotes a connector is no connector. */
function quotedOrHeredoc(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return !/^\s*(?:#|\/\/|::|rem\b)/i.test(line);
}
