import type { Span } from '../base/span';
import { readValue } from './readValue';
import type { Setting } from './unit';
import { type Words, withWords } from './words';

/** A setting found in a text without a tree: where its name and its value stand, the value without quotes. */
export function textSetting(
  key: string,
  written: { readonly name: string; readonly at: number },
  value: { readonly text: string; readonly at: number },
  words?: Words,
): Setting {
  const keySpan: Span = { start: written.at, end: written.at + written.name.length };
  const read = readValue(value.text, value.at);
  const setting: Setting = {
    key,
    writtenKey: written.name,
    keySpan,
    value: read.value,
    valueSpan: read.span,
    removals: [],
    form: 'plainValue',
  };
  return words ? withWords(setting, words) : setting;
}
