/** A stretch of a text that is drawn in another colour. */
export interface TextRun {
  /** Characters of the text; `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly tone: Tone;
}

export type Tone = 'name' | 'string' | 'number' | 'word' | 'found';

/** A string that is cut off is still one. */
const token = /"(?:[^"\\]|\\.)*(?:"([\s␉␊␍]*:)?|\\?$)|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/gs;

/**
 * The names, strings, numbers and words of a text that begins as JSON does. It need not be whole or valid: each token is
 * looked at for itself, so that neither depth nor a cut matters. Nothing is looked at behind `limit` characters.
 */
export function jsonRuns(text: string, limit: number): readonly TextRun[] {
  const seen = text.length > limit ? text.slice(0, limit) : text;
  if (!beginsAsJson.test(seen)) return [];
  const runs: TextRun[] = [];
  for (const { 0: whole, 1: colon = '', index } of seen.matchAll(token))
    runs.push({ start: index, end: index + whole.length - colon.length, tone: toneOf(whole, colon !== '') });
  return runs;
}

/** White space may have been made visible. */
const beginsAsJson = /^[\s␉␊␍]*(?:[{["]|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$|(?:true|false|null)\s*$)/;

function toneOf(whole: string, isName: boolean): Tone {
  const first = whole.charCodeAt(0);
  if (first === 0x22) return isName ? 'name' : 'string';
  return first === 0x2d || (first >= 0x30 && first <= 0x39) ? 'number' : 'word';
}
