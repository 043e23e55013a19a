import type { KeyedEntry } from '../keyedUnits';
import type { Unit } from '../unit';
import { environmentUnits } from './environment';
import { variable } from './variable';

/** `ENV NAME=value ...` of a Dockerfile, over several lines too, and the older `ENV NAME value`. */
export function dockerfileEnvUnits(text: string): readonly Unit[] {
  if (!/^[ \t]*ENV[ \t]/im.test(text)) return [];
  const images = [...text.matchAll(/^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)/gim)];
  const image = images[images.length - 1]?.[1];
  return environmentUnits(readEnv(text), { id: 'dockerfile', ...(image === undefined ? {} : { image }) });
}

function readEnv(text: string): readonly KeyedEntry[] {
  const found: KeyedEntry[] = [];
  for (const match of text.matchAll(/^[ \t]*ENV[ \t]+((?:[^\\\n]|\\[^\n]|\\\r?\n)*)/gim)) {
    const body = match[1] ?? '';
    const start = match.index + match[0].length - body.length;
    const pairs = [...body.matchAll(/(?<=^|\s)([A-Z][A-Z0-9]*_[A-Z0-9_]+)=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s\\]*)/g)];
    for (const [whole, name = '', value = ''] of pairs) {
      const at = start + body.indexOf(whole);
      found.push(variable(name, value, { start: at, end: at + name.length }, at + name.length + 1));
    }
    const old = pairs.length === 0 ? /^([A-Z][A-Z0-9]*_[A-Z0-9_]+)[ \t]+(\S+)[ \t]*$/.exec(body.trimEnd()) : null;
    if (old?.[1] && old[2]) {
      const at = start + body.lastIndexOf(old[2]);
      found.push(variable(old[1], old[2], { start, end: start + old[1].length }, at));
    }
  }
  return found;
}
