import { compilePattern } from '../../src/base/compilePattern';
import type { Comparison, FilterExpression, NumberField, RowTrait, TextField } from '../../src/protocol/tail';
import { type Parsed, parseMoment } from './parseStart';

/** What `is:` may be followed by. */
export const traits: Readonly<Record<RowTrait, string>> = {
  anomaly: 'any finding that may mean loss, doubling or disorder',
  duplicate: 'second or later copies',
  gap: 'missing sequence numbers',
  late: 'arrived after a higher number',
  conflict: 'same number, other content',
  divergence: 'same offset, other content',
  restart: 'the sequence began anew',
  repeat: 'legitimate repeats, such as heartbeats',
  redelivery: 'read a second time by the reader',
  truncated: 'offsets that the broker threw away',
  expired: 'offsets deleted before they were read',
  unexplained: 'offsets without a record and without a reason',
  recreated: 'the topic was deleted and created again',
  hole: 'offsets without a record, harmless ones too',
  aborted: 'records of aborted transactions',
  pending: 'records of open transactions',
  committed: 'records of committed transactions',
  transactional: 'records of any transaction',
  tombstone: 'records without a value',
};

export const numberFields: Readonly<Record<string, NumberField>> = {
  partition: 'partition',
  offset: 'offset',
  time: 'time',
  seq: 'sequence',
  sequence: 'sequence',
  size: 'size',
  producer: 'producer',
};

const MAX_LENGTH = 1000;
const MAX_PATTERN = 200;
const MAX_DEPTH = 40;

/**
 * Reads what is typed as a filter: words, `topic`, `key`, `value`, `header.name`, `$.path`, numbers of the record and `is:` kinds,
 * with `and`, `or`, `not` and parentheses; what stands side by side must all hold. `now` in milliseconds, for times
 * such as -15m.
 */
export function parseFilter(text: string, now: number): Parsed<FilterExpression> {
  if (text.length > MAX_LENGTH) return { problem: `A filter may have ${MAX_LENGTH} characters, this one has more.` };
  try {
    return { value: new Parser(text, now).whole() };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.message };
    throw error;
  }
}

/** A path such as `$.order.lines[0].sku` as its steps; undefined when it is none. */
export function parsePath(text: string): readonly (string | number)[] | undefined {
  const whole = /^\$((?:\.[^\s.[\]=!~<>()"']+|\[\d{1,6}\]|\["[^"]*"\])*)$/.exec(text);
  if (!whole) return undefined;
  return [...(whole[1] ?? '').matchAll(/\.([^\s.[\]=!~<>()"']+)|\[(\d+)\]|\["([^"]*)"\]/g)].map(
    ([, name, index, quoted]) => (index === undefined ? (name ?? quoted ?? '') : Number(index)),
  );
}

class Refused extends Error {}

type Operator = Comparison | '~' | '!~' | ':';

/** A value as it was typed: how much it was meant literally. */
type Typed = { readonly text: string } | { readonly pattern: string; readonly ignoreCase: boolean };

class Parser {
  private at = 0;
  private depth = 0;
  private readonly text: string;
  private readonly now: number;

  constructor(text: string, now: number) {
    this.text = text;
    this.now = now;
  }

  whole(): FilterExpression {
    const expression = this.either();
    this.take(/\s*/y);
    if (this.at < this.text.length) throw new Refused('There is a closing parenthesis without an opening one.');
    return expression;
  }

  private either(): FilterExpression {
    const parts = [this.all()];
    while (this.take(/\s*(?:\|\||or(?=[\s(]|$))/iy)) parts.push(this.all());
    return joined('or', parts);
  }

  private all(): FilterExpression {
    const parts = [this.one()];
    for (;;) {
      const hasWord = this.take(/\s*(?:&&|and(?=[\s(]|$))/iy) !== undefined;
      if (!hasWord && this.peek(/\s*(?:$|\)|\|\||or(?=[\s(]|$))/iy)) return joined('and', parts);
      parts.push(this.one());
    }
  }

  private one(): FilterExpression {
    this.take(/\s*/y);
    if (this.at >= this.text.length) throw new Refused('Something is missing at the end: type what to look for.');
    if (this.take(/(?:not(?=[\s(]|$)|!(?!=))\s*/iy) !== undefined)
      return { kind: 'not', of: this.deeper(() => this.one()) };
    if (this.take(/\(/y) === undefined) return this.term();
    const inner = this.deeper(() => this.either());
    if (this.take(/\s*\)/y) === undefined) throw new Refused('A closing parenthesis is missing.');
    return inner;
  }

  private deeper<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new Refused('The filter is nested too deeply.');
    const value = read();
    this.depth -= 1;
    return value;
  }

  private term(): FilterExpression {
    const path = this.take(/\$(?:\.[^\s.[\]=!~<>()"']+|\[\d{1,6}\]|\["[^"]*"\])*/y);
    if (path !== undefined) return this.about({ of: 'json', path: parsePath(path) ?? [] }, path);
    const header = this.take(/headers?\.[^\s=!~<>()"':]+/iy);
    if (header !== undefined) return this.about({ of: 'header', name: header.slice(header.indexOf('.') + 1) }, header);
    const name = this.take(/[a-z]+(?=\s*(?:[=~<>]|![=~])|:)/iy)?.toLowerCase();
    if (name === 'key' || name === 'value' || name === 'topic') return this.about({ of: name }, name);
    if (name === 'is') return this.trait();
    if (name !== undefined && Object.hasOwn(numberFields, name)) return this.number(name);
    if (name !== undefined) this.at -= name.length;
    const typed = this.typed('');
    return find({ of: 'any' }, typed);
  }

  private about(field: TextField, name: string): FilterExpression {
    const how = this.operator();
    if (how === undefined) return { kind: 'exists', field };
    const typed = this.typed(name + how);
    if (how === '~' || how === ':') return find(field, typed);
    if (how === '!~') return { kind: 'not', of: find(field, typed) };
    if (!('text' in typed)) throw new Refused(`A /regular expression/ goes with ~, such as ${name}~/…/.`);
    return { kind: 'compare', field, how, text: typed.text };
  }

  private trait(): FilterExpression {
    this.operator();
    const trait = this.take(/[a-z]+/iy)?.toLowerCase();
    if (trait === undefined || !Object.hasOwn(traits, trait))
      throw new Refused(`After is: comes one of ${Object.keys(traits).join(', ')}.`);
    return { kind: 'is', trait: trait as RowTrait };
  }

  private number(name: string): FilterExpression {
    const field = numberFields[name] ?? 'offset';
    const how = this.operator();
    const typed = this.typed(`${name}${how ?? ''}`);
    const text = 'text' in typed ? typed.text : '';
    const comparison = how === ':' ? '=' : how;
    if (comparison === undefined || comparison === '~' || comparison === '!~')
      throw new Refused(`${name} is compared by =, !=, <, <=, > or >=.`);
    const tests = text.split(',').map((part): FilterExpression => {
      const place =
        field === 'partition' && (comparison === '=' || comparison === '!=') ? namedPartition(part) : undefined;
      if (place) return comparison === '=' ? place : { kind: 'not', of: place };
      return { kind: 'number', field, how: comparison, number: this.quantity(field, part) };
    });
    return joined(comparison === '!=' ? 'and' : 'or', tests);
  }

  private quantity(field: NumberField, text: string): number {
    if (field === 'producer' && text.toLowerCase() === 'none') return -1;
    if (field === 'time') {
      const moment = parseMoment(text, this.now);
      if (moment !== undefined) return moment;
      throw new Refused('Type a time such as 14:30, 2026-01-31T14:30, -15m, or milliseconds since 1970.');
    }
    if (!/^-?\d{1,15}$/.test(text)) throw new Refused(`${field} is compared with a whole number.`);
    return Number(text);
  }

  private operator(): Operator | undefined {
    return this.take(/\s*(?:!=|!~|<=|>=|[=~<>:])\s*/y)?.trim() as Operator | undefined;
  }

  private typed(after: string): Typed {
    const pattern = /\/((?:[^/\\]|\\.)+)\/(i?)(?=[\s)]|$)/y;
    const [whole, source, flag] = this.match(pattern) ?? [];
    if (whole !== undefined && source !== undefined) return { pattern: source, ignoreCase: flag === 'i' };
    const [, double, single] = this.match(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/y) ?? [];
    const quoted = double ?? single;
    if (quoted !== undefined) return { text: quoted.replace(/\\(.)/g, '$1') };
    if (this.peek(/["']/y)) throw new Refused('A closing quote is missing.');
    const word = this.take(/[^\s()]+/y);
    if (word === undefined)
      throw new Refused(after === '' ? 'Type what to look for.' : `A value is missing after ${after}.`);
    return { text: word };
  }

  private take(expression: RegExp): string | undefined {
    return this.match(expression)?.[0];
  }

  private match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }

  private peek(expression: RegExp): boolean {
    expression.lastIndex = this.at;
    return expression.test(this.text);
  }
}

/** As the view calls the partitions of several topics: `orders-3` is partition 3 of `orders`. */
function namedPartition(text: string): FilterExpression | undefined {
  const [, topic, number] = /^(.+)-(\d{1,9})$/.exec(text) ?? [];
  if (topic === undefined) return undefined;
  return {
    kind: 'and',
    of: [
      { kind: 'compare', field: { of: 'topic' }, how: '=', text: topic },
      { kind: 'number', field: 'partition', how: '=', number: Number(number) },
    ],
  };
}

/** What a search field takes: a text as it stands, or a pattern between slashes. */
export function parseSearch(text: string): Parsed<FilterExpression> {
  const [, pattern, flag] = /^\/(.+)\/(i?)$/.exec(text) ?? [];
  try {
    return {
      value: find({ of: 'any' }, pattern === undefined ? { text } : { pattern, ignoreCase: flag === 'i' }),
    };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.message };
    throw error;
  }
}

function find(field: TextField, typed: Typed): FilterExpression {
  if ('text' in typed) return { kind: 'contains', field, text: typed.text };
  const { pattern, ignoreCase } = typed;
  if (pattern.length > MAX_PATTERN)
    throw new Refused(`A regular expression may have ${MAX_PATTERN} characters, this one has more.`);
  try {
    compilePattern(pattern, ignoreCase);
  } catch {
    throw new Refused(`/${pattern}/ is not a regular expression of JavaScript.`);
  }
  return { kind: 'matches', field, pattern, ignoreCase };
}

function joined(kind: 'and' | 'or', parts: readonly FilterExpression[]): FilterExpression {
  const [first] = parts;
  return parts.length === 1 && first ? first : { kind, of: parts };
}
