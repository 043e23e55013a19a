import type { Content } from '../../tail/redactRecord';
import type { RowDecoder } from '../RowDecoder';

const utf8 = new TextEncoder();
const asItIs = { text: '', cut: false, binary: false } as const;

/** Key and value as the decoders of the view write them; what no decoder shows stays its bytes. */
export function decodeContent(content: Content, decoder: RowDecoder): Content {
  if (!decoder.isActive) return content;
  const decoded = (part: 'key' | 'value', bytes: Uint8Array): Uint8Array => {
    const shown = decoder.full(part, bytes, bytes.length, asItIs);
    return shown === asItIs || shown.problem !== undefined ? bytes : utf8.encode(shown.text);
  };
  const { key, value } = content;
  return { ...content, key: key && decoded('key', key), value: value && decoded('value', value) };
}
