/** What a template is filled with. */
export interface Filling {
  /** Number of the record, from 1. */
  readonly n: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** At least 0, below 1. */
  random(): number;
  uuid(): string;
}

type Part = string | ((filling: Filling) => string);

export interface Template {
  readonly parts: readonly Part[];
}

/** For the form: each placeholder and what it becomes. */
export const placeholders: readonly (readonly [placeholder: string, meaning: string])[] = [
  ['{{n}}', 'number of the record: 1, 2, 3'],
  ['{{n 100}}', 'the same, from 100 on'],
  ['{{uuid}}', 'a random UUID'],
  ['{{now}}', 'milliseconds since 1970'],
  ['{{iso}}', 'date and time in UTC'],
  ['{{random 1 100}}', 'a whole number, ends included'],
  ['{{pick red green}}', 'one of these words'],
];

/** Reads `{{…}}` in a text. The problem is one sentence for the user. */
export function parseTemplate(text: string): Template | { readonly problem: string } {
  const parts: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(/\{\{(?<inside>[^{}]*)\}\}/g)) {
    const part = readPlaceholder(match.groups?.inside ?? '');
    if (typeof part === 'object') return part;
    parts.push(text.slice(at, match.index), part);
    at = match.index + match[0].length;
  }
  parts.push(text.slice(at));
  return { parts: parts.filter((part) => part !== '') };
}

export const fillTemplate = ({ parts }: Template, filling: Filling): string =>
  parts.map((part) => (typeof part === 'string' ? part : part(filling))).join('');

function readPlaceholder(inside: string): ((filling: Filling) => string) | { readonly problem: string } {
  const [name = '', ...words] = inside.trim().split(/\s+/);
  const shown = `{{${inside}}}`;
  const takes = (count: number): boolean => words.length === count;
  switch (name) {
    case 'n': {
      const [first = 1] = words.map(Number);
      if (words.length > 1 || !Number.isSafeInteger(first)) break;
      return ({ n }) => String(first + n - 1);
    }
    case 'uuid':
      if (takes(0)) return ({ uuid }) => uuid();
      break;
    case 'now':
      if (takes(0)) return ({ now }) => String(now);
      break;
    case 'iso':
      if (takes(0)) return ({ now }) => new Date(now).toISOString();
      break;
    case 'random': {
      const [from = Number.NaN, to = Number.NaN] = words.map(Number);
      if (!takes(2) || !Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to < from)
        return { problem: `${shown}: write two whole numbers, the smaller one first, such as {{random 1 100}}.` };
      return ({ random }) => String(from + Math.floor(random() * (to - from + 1)));
    }
    case 'pick':
      if (words.length === 0)
        return { problem: `${shown}: write the words to choose from, such as {{pick red green}}.` };
      return ({ random }) => words[Math.floor(random() * words.length)] ?? '';
    default:
      return { problem: `${shown} is no placeholder: see the list, or switch placeholders off.` };
  }
  return { problem: `${shown}: {{${name}}} does not take that.` };
}
