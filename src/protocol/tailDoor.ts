import type { Decoders } from './decoding';
import { decoderKinds, maxSchemaCharacters } from './decoding';
import { readTailOptions } from './readTailOptions';
import type { Door, Shape } from './shapes';
import { either, finite, flag, listOf, object, oneOf, optional, text, whole } from './shapes';
import type { ExtraWish, FilterExpression, RowFilter, RowQuery, TailHost, TailOptions, TextField } from './tail';
import { copyForms, type ExportWish, exportFormats, exportScopes } from './tailExport';
import type { FindingQuery } from './tailQueries';

/** Deeper than what anybody types; a filter is walked by recursion. */
const maxDepth = 200;

const direction = oneOf(1, -1);

const textField: Shape<TextField> = (value): value is TextField => {
  const { of, name, path } = membersOf(value);
  if (of === 'header') return text(name);
  if (of === 'json') return listOf(either(text, whole))(path);
  return of === 'any' || of === 'topic' || of === 'key' || of === 'value';
};

const numberField = oneOf('partition', 'offset', 'time', 'sequence', 'size', 'producer');
const comparison = oneOf('=', '!=', '<', '<=', '>', '>=');

const isExpression = (value: unknown, depth: number): value is FilterExpression => {
  const { kind, of, field, text: sought, pattern, ignoreCase, how, number, trait } = membersOf(value);
  if (depth > maxDepth) return false;
  switch (kind) {
    case 'and':
    case 'or':
      return Array.isArray(of) && of.every((part) => isExpression(part, depth + 1));
    case 'not':
      return isExpression(of, depth + 1);
    case 'contains':
      return textField(field) && text(sought);
    case 'matches':
      return textField(field) && text(pattern) && flag(ignoreCase);
    case 'exists':
      return textField(field);
    case 'compare':
      return textField(field) && comparison(how) && text(sought);
    case 'number':
      return numberField(field) && comparison(how) && finite(number);
    case 'is':
      return text(trait);
    default:
      return false;
  }
};

const expression: Shape<FilterExpression> = (value): value is FilterExpression => isExpression(value, 0);

const findingKind = oneOf(
  'duplicate',
  'gap',
  'late',
  'conflict',
  'divergence',
  'restart',
  'repeat',
  'aborted',
  'truncated',
  'expired',
  'unexplained',
  'recreated',
);

const wish = object<ExtraWish>({ id: flag, headers: flag, fields: listOf(listOf(either(text, whole))) });

const localSchema = object<{ readonly name: string; readonly text: string }>({
  name: text,
  text: (value): value is string => text(value) && value.length <= maxSchemaCharacters,
});

const decoder: Shape<Decoders['key']> = (value): value is Decoders['key'] => {
  const { kind, schema } = membersOf(value);
  return oneOf(...decoderKinds)(kind) && (kind !== 'avro' || localSchema(schema));
};

/** Whoever serves it takes what {@link readTailOptions} makes of it. */
const options: Shape<TailOptions> = (value): value is TailOptions => readTailOptions(value) !== undefined;

/** What a tail's page may ask of the extension host. */
export const tailDoor: Door<TailHost> = {
  snapshot: [],
  rows: [object<RowQuery>({ from: whole, count: whole, want: optional(wish) })],
  details: [whole],
  explain: [whole],
  findRow: [whole, whole],
  nearRow: [whole, whole],
  nextAnomaly: [whole, direction, optional(findingKind)],
  setFilter: [optional(object<RowFilter>({ where: expression, context: whole }))],
  setDecoders: [object<Decoders>({ key: decoder, value: decoder })],
  pickSchema: [],
  setSearch: [optional(expression)],
  nextMatch: [whole, direction],
  restart: [options],
  pause: [flag],
  stop: [],
  copyRow: [whole, oneOf(...copyForms)],
  exportRows: [
    object<ExportWish>({
      scope: oneOf(...exportScopes),
      format: oneOf(...exportFormats),
      redact: listOf(text),
      filter: text,
    }),
  ],
  produceAgain: [whole],
  producers: [text, flag],
  showProducer: [text],
  overview: [optional(object<{ readonly from: number; readonly to: number }>({ from: finite, to: finite }))],
  findings: [object<FindingQuery>({ kind: optional(findingKind), from: whole, count: whole, anchor: optional(whole) })],
  lanes: [whole, whole],
  nextOfKey: [whole, direction],
  firstInTime: [finite, finite],
  original: [whole],
  lookAgain: [whole],
  verify: [whole],
  advice: [whole],
};

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
