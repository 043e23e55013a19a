import { KafkaError } from '../kafka/errors';
import type { RecordHeader } from '../kafka/model';
import type { OutgoingRecord, ProduceRequest } from '../kafka/producer';
import type { Content, FormCheck, ProduceField, ProduceForm, SchemaChoice } from '../protocol/produce';
import { type Filling, fillTemplate, parseTemplate, type Template } from './placeholders';
import type { SchemaEncoder } from './SchemaEncoders';

/** The most that one run sends: enough to try something, and the result stays in memory. */
const maxRecords = 100_000;

export type ReadForm =
  | { readonly problems: FormCheck['problems']; readonly request: undefined }
  | { readonly problems: readonly []; readonly request: Omit<ProduceRequest, 'topic'> };

/** Where what is random and what is now come from. */
export interface FormSources {
  now(): number;
  random(): number;
  uuid(): string;
  /** The schema of a choice; a string says why it cannot be had. */
  schema(choice: SchemaChoice | undefined): SchemaEncoder | string;
}

/** Makes a request of what the user typed, or says field by field why it cannot be one. */
export function readForm(form: ProduceForm, partitions: number | undefined, parts: FormSources): ReadForm {
  const problems: { readonly field: ProduceField; readonly sentence: string }[] = [];
  const refuse = (field: ProduceField, sentence: string): void => void problems.push({ field, sentence });
  const sample: Filling = { n: 1, now: parts.now(), random: parts.random, uuid: parts.uuid };
  const encoder = (field: ProduceField, content: Content): Encode => {
    const made = encoderOf(content, form.usesPlaceholders, parts);
    if ('problem' in made) {
      refuse(field, made.problem);
      return () => null;
    }
    const first = made.encode(sample);
    if (typeof first === 'string') refuse(field, first);
    return (filling) => {
      const encoded = made.encode(filling);
      // What is random may be right the first time and wrong the next.
      if (typeof encoded === 'string') throw new KafkaError('invalid-input', `Record ${filling.n}: ${encoded}`);
      return encoded;
    };
  };

  const key = encoder('key', form.key);
  const value = encoder('value', form.value);
  const headers = form.headers.map(({ name, content }, at) => {
    if (name === '') refuse(`header ${at}`, 'A header needs a name.');
    return { name, encode: encoder(`header ${at}`, content) };
  });
  const count = wholeNumber(form.count) ?? Number.NaN;
  if (!(count >= 1 && count <= maxRecords))
    refuse('count', `Write a whole number from 1 to ${maxRecords.toLocaleString('en')}.`);
  const partition = form.partition.trim() === '' ? undefined : (wholeNumber(form.partition) ?? -1);
  if (partition !== undefined && (partition < 0 || partition >= (partitions ?? Number.POSITIVE_INFINITY)))
    refuse(
      'partition',
      partitions === undefined
        ? 'Write the number of a partition.'
        : `Write a number from 0 to ${partitions - 1}, or nothing.`,
    );
  const rate = form.rate.trim() === '' ? undefined : Number(form.rate.replace(',', '.'));
  if (rate !== undefined && !(rate > 0 && rate <= 100_000))
    refuse('rate', 'Write how many records a second, or nothing.');
  if (form.kind !== 'plain' && form.acks !== 'all') refuse('acks', 'Idempotence and transactions need acks=all.');
  if (form.kind === 'transactional' && rate !== undefined && count / rate > 600)
    refuse(
      'rate',
      'A transaction may last 15 minutes on most clusters; this one would need longer than 10. Raise the rate.',
    );
  if (problems.length > 0) return { problems, request: undefined };

  const record = (n: number): OutgoingRecord => {
    const filling: Filling = { n: n + 1, now: parts.now(), random: parts.random, uuid: parts.uuid };
    return {
      key: key(filling),
      value: value(filling),
      headers: headers.map(({ name, encode }): RecordHeader => ({ name, value: encode(filling) })),
    };
  };
  const { acks, kind, codec } = form;
  return { problems: [], request: { partition, count, record, acks, kind, codec, rate } };
}

type Encode = (filling: Filling) => Uint8Array | null;

const utf8 = new TextEncoder();

/** A string is a problem: one sentence. */
type Encoded = Uint8Array | null | string;

function encoderOf(
  { kind, text, schema }: Content,
  usesPlaceholders: boolean,
  parts: Pick<FormSources, 'schema'>,
): { encode(filling: Filling): Encoded } | { readonly problem: string } {
  if (kind === 'null') return { encode: () => null };
  const template: Template | { readonly problem: string } = usesPlaceholders ? parseTemplate(text) : { parts: [text] };
  if ('problem' in template) return template;
  const fill = (filling: Filling): string => fillTemplate(template, filling);
  switch (kind) {
    case 'text':
      return { encode: (filling) => utf8.encode(fill(filling)) };
    case 'json':
      return { encode: (filling) => encodeJson(fill(filling)) };
    case 'schema': {
      const encoder = parts.schema(schema);
      if (typeof encoder === 'string') return { problem: encoder };
      return { encode: (filling) => encoder.encode(fill(filling)) };
    }
    case 'hex':
      return { encode: (filling) => decodeHex(fill(filling)) };
    case 'base64':
      return { encode: (filling) => decodeBase64(fill(filling)) };
  }
}

function encodeJson(text: string): Encoded {
  try {
    JSON.parse(text);
    // As it was typed: numbers beyond 2^53 and spaces are the user's own.
    return utf8.encode(text);
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function decodeHex(text: string): Encoded {
  const digits = text.replace(/[\s:]|0x/g, '');
  if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) return 'Write pairs of hexadecimal digits, such as 0a ff.';
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function decodeBase64(text: string): Encoded {
  const compact = text.replace(/\s/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(compact))
    return 'This is no base64.';
  return Uint8Array.from(atob(compact), (character) => character.charCodeAt(0));
}

function wholeNumber(text: string): number | undefined {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
}
