import type { Content, HeaderField, ProduceForm, ProduceHost, SchemaChoice } from './produce';
import { type Door, either, flag, listOf, object, oneOf, optional, text, whole } from './shapes';

const content = object<Content>({
  kind: oneOf('text', 'json', 'schema', 'hex', 'base64', 'null'),
  text,
  schema: optional(object<SchemaChoice>({ subject: text, version: either(whole, oneOf('latest')) })),
});

const form = object<ProduceForm>({
  key: content,
  value: content,
  headers: listOf(object<HeaderField>({ name: text, content })),
  usesPlaceholders: flag,
  partition: text,
  count: text,
  rate: text,
  acks: oneOf(0, 1, 'all'),
  kind: oneOf('plain', 'idempotent', 'transactional'),
  codec: oneOf('none', 'gzip', 'zstd'),
});

/** What the page of the form to produce may ask of the extension host. */
export const produceDoor: Door<ProduceHost> = {
  state: [],
  check: [form],
  send: [form],
  subjects: [],
  versions: [text],
  cancel: [],
  showInTail: [whole, whole],
};
