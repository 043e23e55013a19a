import type { Setting } from '../config/unit';

/** `acks=0` in Kafka's words, with the name of the placeholder whose default it is. */
export function written({ key, value }: Setting): string {
  if (!value.known) return `${key}, whose value comes from somewhere else`;
  return `${key}=${value.text}${value.defaultOf === undefined ? '' : ` (the default of \${${value.defaultOf}})`}`;
}
