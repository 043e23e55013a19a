/** What of a record is not to be told. */
export interface RedactRules {
  readonly key: boolean;
  readonly value: boolean;
  /** All of them; their names are told. */
  readonly headers: boolean;
  /** In lower case: a rule for `Authorization` must not miss `authorization`. */
  readonly headerNames: ReadonlySet<string>;
  /** Places in JSON values. */
  readonly paths: readonly RedactPath[];
}

/** One step into JSON; `deep` = a member of that name here or anywhere below. */
export type RedactStep =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'deep'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'any' };

export type RedactPath = readonly RedactStep[];

export const noRedaction: RedactRules = {
  key: false,
  value: false,
  headers: false,
  headerNames: new Set(),
  paths: [],
};

/**
 * Reads `key`, `value`, `headers`, `header.authorization`, `$.card.number`, `$.lines[*].sku`, `$..password`. Throws a
 * SyntaxError with one sentence: a rule that is not understood must never count as none.
 */
export function parseRedactRules(texts: readonly string[]): RedactRules {
  const headerNames = new Set<string>();
  const paths: RedactPath[] = [];
  const whole = new Set<string>();
  for (const text of texts.map((one) => one.trim()).filter((one) => one !== '')) {
    const header = /^headers?\.(?<name>.+)$/.exec(text)?.groups?.name;
    if (text === 'key' || text === 'value' || text === 'headers') whole.add(text);
    else if (header !== undefined) headerNames.add(header.toLowerCase());
    else if (text.startsWith('$')) paths.push(parseRedactPath(text));
    else
      throw new SyntaxError(
        `“${text}” is no rule of redaction: write key, value, headers, header.name, or a path such as $.card.number.`,
      );
  }
  return {
    key: whole.has('key'),
    value: whole.has('value'),
    headers: whole.has('headers'),
    headerNames,
    paths,
  };
}

export const redactsAnything = ({ key, value, headers, headerNames, paths }: RedactRules): boolean =>
  key || value || headers || headerNames.size > 0 || paths.length > 0;

function parseRedactPath(text: string): RedactPath {
  const steps: RedactStep[] = [];
  const step =
    /(?<deep>\.\.)(?<deepName>[^\s.[\]]+)|\.(?<name>[^\s.[\]]+)|\[(?:(?<index>\d+)|(?<any>\*)|(?<quoted>"(?:[^"\\]|\\.)*"|'[^']*'))\]/y;
  step.lastIndex = 1;
  while (step.lastIndex < text.length) {
    const found = step.exec(text)?.groups;
    if (!found)
      throw new SyntaxError(`“${text}” is no path: write it as $.card.number, $.lines[*].sku or $..password.`);
    const { deepName, name, index, any, quoted } = found;
    if (deepName !== undefined) steps.push({ kind: 'deep', name: deepName });
    else if (any !== undefined || name === '*') steps.push({ kind: 'any' });
    else if (name !== undefined) steps.push({ kind: 'name', name });
    else if (index !== undefined) steps.push({ kind: 'index', index: Number(index) });
    else if (quoted !== undefined) steps.push({ kind: 'name', name: unquoted(quoted, text) });
  }
  if (steps.length === 0) throw new SyntaxError('“$” is the whole value: write value.');
  return steps;
}

function unquoted(quoted: string, text: string): string {
  if (quoted.startsWith("'")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch (error) {
    throw new SyntaxError(`“${text}” is no path: ${quoted} is no name in JSON.`, { cause: error });
  }
}
