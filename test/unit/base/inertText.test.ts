import { equal } from 'node:assert/strict';
import { inertText } from '../../../src/base/inertText';

/** Of VS Code's linkedText.ts and iconLabels.ts: what notifications and boxes make links and pictures of. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const picture = /(\\)?\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;

describe('inertText', () => {
  it('leaves VS Code neither a link nor a picture to make, and looks the same', () => {
    for (const text of [
      '[Fix it](command:workbench.action.quit)',
      'a [b](https://evil.example "t") c',
      '$(trash) x',
      '\\$(bug)',
    ]) {
      equal(link.test(text) || picture.test(text), true, text);
      const inert = inertText(text);
      equal(link.test(inert) || picture.test(inert), false, text);
      equal(inert.replaceAll('\u2060', ''), text);
    }
  });

  it('leaves other text alone, and spells out what nobody sees', () => {
    equal(inertText('orders (3) costs $5 [sic]'), 'orders (3) costs $5 [sic]');
    equal(inertText('a]\u2060(b\u202E'), 'a]‹U+2060›(b‹U+202E›');
  });
});
