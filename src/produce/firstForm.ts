import { toBase64 } from '../base/toBase64';
import type { Content, ProduceForm } from '../protocol/produce';

/** message1 to message5, by the safest setting that costs nothing to try. */
export const firstForm: ProduceForm = {
  key: { kind: 'null', text: '' },
  value: { kind: 'text', text: 'message{{n}}' },
  headers: [],
  usesPlaceholders: true,
  partition: '',
  count: '5',
  rate: '',
  acks: 'all',
  kind: 'idempotent',
  codec: 'none',
};

/** A record's bytes as they are to be sent again. */
export interface RecordToEdit {
  readonly partition: number;
  readonly offset: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly { readonly name: string; readonly value: Uint8Array | null }[];
}

/** The form filled with a record: what is no UTF-8 stands there in base64, so that nothing is changed by looking at it. */
export const formOf = ({ partition, key, value, headers }: RecordToEdit): ProduceForm => ({
  ...firstForm,
  partition: String(partition),
  key: contentOf(key),
  value: contentOf(value),
  headers: headers.map(({ name, value: content }) => ({ name, content: contentOf(content) })),
  usesPlaceholders: false,
  count: '1',
});

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function contentOf(bytes: Uint8Array | null): Content {
  if (bytes === null) return { kind: 'null', text: '' };
  try {
    return { kind: 'text', text: utf8.decode(bytes) };
  } catch {
    return { kind: 'base64', text: toBase64(bytes) };
  }
}
