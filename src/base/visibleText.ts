/**
 * Text as it may be shown: characters that are invisible or that turn the direction of what follows are written out,
 * so that no payload can look like something it is not. Legitimate text of right-to-left scripts stays as it is.
 * Source of the list: Unicode Standard Annex 9 (bidirectional controls) and Technical Report 36 (security).
 */
export function visibleText(text: string, layout: 'line' | 'block' = 'line'): string {
  return text.replace(layout === 'line' ? suspectInLine : suspectInBlock, spellOut);
}

const invisible =
  '\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\u{e0000}-\\u{e0fff}';
const loneSurrogate = '\\ud800-\\udfff';
const suspectInLine = new RegExp(`[\\u0000-\\u001f${invisible}${loneSurrogate}]`, 'gu');
const suspectInBlock = new RegExp(`[\\u0000-\\u0008\\u000b-\\u001f${invisible}${loneSurrogate}]`, 'gu');

function spellOut(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // Unicode has pictures of the first 32 controls: one cell each instead of eight.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}
