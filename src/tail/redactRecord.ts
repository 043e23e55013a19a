import type { RecordView } from '../kafka/model';
import { readHeaders } from '../kafka/readHeaders';
import { redacted, redactJson } from './redactJson';
import type { RedactRules } from './redactRules';

/** Key, value and headers as they may be told. The bytes may be views into the record: copy what is kept. */
export interface Content {
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly { readonly name: string; readonly value: Uint8Array | null }[];
}

export function contentOf(record: RecordView): Content {
  const { bytes, keyStart, keyEnd, valueStart, valueEnd } = record;
  return {
    key: keyStart < 0 ? null : bytes.subarray(keyStart, keyEnd),
    value: valueStart < 0 ? null : bytes.subarray(valueStart, valueEnd),
    headers: readHeaders(record),
  };
}

const hidden = new TextEncoder().encode(redacted);
const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The content without what the rules hide. A value that is no JSON, or only the beginning of some, is hidden as a whole
 * where a rule names a place in it: what cannot be looked into may hold it anywhere. Null stays null.
 */
export function redactContent(content: Content, rules: RedactRules): Content {
  const { key, value, headers } = content;
  const hidesHeader = (name: string): boolean => rules.headers || rules.headerNames.has(name.toLowerCase());
  return {
    key: key && rules.key ? hidden : key,
    value: value && redactValue(value, rules),
    headers: headers.map((header) =>
      header.value && hidesHeader(header.name) ? { name: header.name, value: hidden } : header,
    ),
  };
}

function redactValue(value: Uint8Array, rules: RedactRules): Uint8Array {
  if (rules.value) return hidden;
  if (rules.paths.length === 0) return value;
  const text = textOf(value);
  const shown = text === undefined ? undefined : redactJson(text, rules.paths);
  if (shown === undefined) return hidden;
  return shown === text ? value : encoder.encode(shown);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}
