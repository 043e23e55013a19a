import type { Hash64 } from '../base/hash64';
import type { RecordView } from '../kafka/model';
import type { BytesRange } from './bytesRange';
import { findHeader } from './findHeader';
import { findJson } from './findJson';
import type { IdentityChoice } from './model';

/** What makes two records the same message, in force. `label` is what the toolbar and the summary show. */
export type IdentityRule =
  | { readonly kind: 'none'; readonly label: string }
  | { readonly kind: 'content'; readonly label: string; readonly chosen: boolean }
  /** All of the headers together. `proven` for ids that a specification makes unique. */
  | {
      readonly kind: 'headers';
      readonly label: string;
      readonly names: readonly Uint8Array[];
      readonly proven: boolean;
      readonly agreement: boolean;
    }
  | {
      readonly kind: 'json';
      readonly label: string;
      readonly path: readonly Uint8Array[];
      /**
       * The name may as well mean a thing that messages are about, such as a customer: only with equal content are two
       * records the same message.
       */
      readonly agreement: boolean;
    };

export const noIdentity: IdentityRule = { kind: 'none', label: 'none' };

export const contentIdentity = (chosen: boolean): IdentityRule => ({ kind: 'content', label: 'key and value', chosen });

const encoder = new TextEncoder();

/** `names` joined by a plus sign, as `ce_source+ce_id`. */
export function headerIdentity(names: string, agreement = false): IdentityRule {
  const parts = names.split('+');
  const proven = parts.includes('ce_id') && parts.includes('ce_source');
  return {
    kind: 'headers',
    label: `header ${names}`,
    names: parts.map((name) => encoder.encode(name)),
    proven,
    agreement,
  };
}

export const jsonIdentity = (path: string, agreement = false): IdentityRule => ({
  kind: 'json',
  label: `JSON ${path}`,
  path: jsonPath(path),
  agreement,
});

export const jsonPath = (path: string): readonly Uint8Array[] => path.split('.').map((name) => encoder.encode(name));

/** The rule that the user chose, or undefined where it is to be found out. */
export function chosenIdentity(choice: IdentityChoice): IdentityRule | undefined {
  switch (choice.kind) {
    case 'auto':
      return undefined;
    case 'none':
      return noIdentity;
    case 'content':
      return contentIdentity(true);
    case 'header':
      return headerIdentity(choice.name);
    case 'json':
      return jsonIdentity(choice.path);
  }
}

const found: BytesRange = { start: 0, end: 0 };

/** Puts the message id of a record into the hash; false when the record has none. */
export function hashId(rule: IdentityRule, record: RecordView, hash: Hash64): boolean {
  if (rule.kind === 'headers') {
    hash.begin(1);
    for (const name of rule.names) {
      if (!findHeader(record, name, found) || found.end === found.start) return false;
      hash.bytes(record.bytes, found.start, found.end);
    }
    hash.finish();
    return true;
  }
  if (rule.kind !== 'json' || !findJson(record.bytes, record.valueStart, record.valueEnd, rule.path, found))
    return false;
  if (found.end === found.start) return false;
  hash.begin(1).bytes(record.bytes, found.start, found.end).finish();
  return true;
}

/** Key, value and headers. */
export function hashContent(record: RecordView, hash: Hash64): void {
  hash
    .begin(2)
    .bytes(record.bytes, record.keyStart, record.keyEnd)
    .bytes(record.bytes, record.valueStart, record.valueEnd)
    .bytes(record.bytes, record.headersStart, record.headersEnd)
    .finish();
}
