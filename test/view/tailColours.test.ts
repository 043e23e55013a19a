import { deepStrictEqual, notStrictEqual, ok, strictEqual } from 'node:assert';
import type { Page } from 'playwright-core';
import { previewBytes } from '../../src/tailWorker/previewBytes';
import type { ThemeName } from '../../webview/dev/themes';
import { until } from './awaitText';
import { highlightContrasts, textContrasts } from './contrasts';
import { plant } from './plant';
import { screenshot, settle, TailBench } from './tailPage';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const tones = ['name', 'string', 'number', 'word', 'found'] as const;

describe('tail view: colours of JSON and of what was found', function () {
  this.timeout(90_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('colours the value of a row without an element more', async () => {
    const page = await bench.open('rows=4');
    deepStrictEqual(await stretches(page, '.row:nth-child(4) .cell-value'), {
      name: ['"orderId"', '"seq"', '"status"', '"amount"'],
      string: ['"order-3"', '"PAID"'],
      number: ['0', '111'],
      word: [],
      found: [],
    });
    strictEqual(await page.locator('.row .cell-value *').count(), 0);
    await page.close();
  });

  it('marks what the filter and the search found, in all fields where they looked', async () => {
    const page = await bench.open('rows=5000');
    await filter(page, 'value:paid key:order-1');
    await page.keyboard.press('Control+f');
    await page.getByRole('textbox', { name: /^Find in the rows/ }).fill('amount');
    await until(page, '.find-count', (seen) => /of \d+$/.test(seen), 'a number of matches');
    await settle(page);
    deepStrictEqual(await foundIn(page, '.row:not([hidden]) .cell-value'), ['PAID', 'amount']);
    deepStrictEqual(await foundIn(page, '.row:not([hidden]) .cell-key'), ['order-1']);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear' }).click();
    await settle(page);
    deepStrictEqual(await foundIn(page, '.cell'), []);
    await page.close();
  });

  it('keeps as many stretches as there are on screen, however far one scrolls', async () => {
    const page = await bench.open('rows=100000');
    const before = await total(page);
    await page.locator('.grid').focus();
    for (let i = 0; i < 8; i += 1) {
      await page.keyboard.press('PageUp');
      await settle(page);
    }
    await page.setViewportSize({ width: 1280, height: 400 });
    await settle(page);
    const after = await total(page);
    ok(before > 100 && after < before, `${before} stretches, then ${after} on a smaller view`);
    await page.close();
  });

  it('leaves hostile payloads what they are, with a filter, a search and a field on', async () => {
    const page = await bench.open('rows=40');
    const title = await page.title();
    await page.keyboard.press('c');
    const path = page.getByRole('textbox', { name: /^Path of a field/ });
    await path.fill('$["<b>x</b>"]');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    const markup = '<img src=x onerror="document.title=1">';
    const deep = `${'[{"x":'.repeat(1000)}1${'}]'.repeat(1000)}`;
    const large = new Uint8Array(20 * 1024 * 1024).fill(0x61);
    large.set(encode('{"x":"'));
    for (const [word, payload, shown] of [
      ['x', encode(`{"<b>x</b>":"${markup}","x":1}`), `{"<b>x</b>":"${markup}","x":1}`],
      ['x', encode('{"x":"user\u202egnp.exe\u2066"}'), '{"x":"user‹U+202E›gnp.exe‹U+2066›"}'],
      ['78', Uint8Array.of(0x7b, 0x22, 0x78, 0xff, 0xfe), '0x 7b 22 78 ff fe'],
      ['x', encode(deep), `${deep.slice(0, 256)}… (7.8 KiB)`],
      ['x', large, `{"x":"${'a'.repeat(250)}… (20.0 MiB)`],
    ] as const) {
      await page.getByRole('combobox', { name: /^Filter the rows/ }).fill('');
      await page.keyboard.press('Enter');
      await settle(page);
      await plant(page, payload, [{ name: markup, value: previewBytes(encode(markup), markup.length) }]);
      await filter(page, `${word} and offset = 3 and partition = 2`);
      await settle(page);
      strictEqual(await page.locator('.row.record:visible').count(), 1);
      strictEqual(await page.locator('.row.record:visible .cell-value').textContent(), shown);
      ok((await foundIn(page, '.row:not([hidden]) .cell-value')).every((text) => text === word));
      strictEqual(
        await page.locator('.tail img, .cell *:not(svg, svg *, bdi, .column-title, .column-grip)').count(),
        0,
      );
    }
    strictEqual(await page.title(), title);
    deepStrictEqual(await page.locator('.column-title').allTextContents(), [
      '',
      'Time',
      'Part.',
      'Offset',
      'Key',
      '<b>x</b>',
      'Value',
      'Seq.',
      'Producer',
      'Transaction',
    ]);
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('closes in mid-stream with a filter on, and goes on where it was', async () => {
    const page = await bench.open('rows=200000&rate=20000');
    await filter(page, '/PAID/ and not partition = 1');
    await page.waitForFunction(() => sessionStorage.getItem('acklens-dev-state')?.includes('PAID'));
    await page.reload();
    await page.locator('.row.record:visible').first().waitFor();
    await page.waitForFunction(() =>
      / of [\d,]+ rows/.test(document.querySelector('.filter-state')?.textContent ?? ''),
    );
    await settle(page);
    const partitions = await page.locator('.row.record:visible .cell-partition').allTextContents();
    ok(partitions.length > 5 && !partitions.includes('1'), partitions.join(' '));
    await page.goto('about:blank');
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] satisfies readonly ThemeName[]) {
    it(`is legible in ${theme}`, async () => {
      const page = await bench.open(`rows=5000&theme=${theme}`);
      await page.keyboard.press('c');
      const path = page.getByRole('textbox', { name: /^Path of a field/ });
      await path.fill('$.status');
      await page.keyboard.press('Enter');
      await settle(page);
      await screenshot(page, `tail-columns-${theme}`);
      for (const { what, ratio } of await textContrasts(page, '.columns-panel :is(label, .label, .small-button)'))
        ok(what.includes('↑') || what.includes('↓') || ratio >= 4.5, `${what}: contrast ${ratio.toFixed(2)}`);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Findings only' }).click();
      await page.keyboard.press('Control+f');
      await page.getByRole('textbox', { name: /^Find in the rows/ }).fill('PAID');
      await settle(page);
      await until(page, '.find-count', (seen) => seen.startsWith('? of 221'), '? of 221');
      await page.keyboard.press('Enter');
      await page.locator('.row.selected').waitFor();
      await page.locator('.row.record.tone-duplicate:not(.selected):visible').first().hover();
      await settle(page);
      await screenshot(page, `tail-found-${theme}`);
      const rows = '.row.record:not(.selected, .aborted, .repeat)';
      const plain = `${rows}:not(.is-context) :is(.cell-value, .cell-key, .cell-field)`;
      for (const tone of tones) {
        const cells = tone === 'found' ? `${rows} .cell-value` : plain;
        const seen = await highlightContrasts(page, cells, `tail-${tone}`);
        ok(seen.length > 5, `${seen.length} cells`);
        for (const { what, ratio } of seen) ok(ratio >= 4.5, `${tone} in ${what}: contrast ${ratio.toFixed(2)}`);
      }
      const around = await textContrasts(page, '.row.is-context .cell');
      ok(around.length > 20, `${around.length} cells around findings`);
      for (const { what, ratio } of around) ok(ratio >= 4.5, `${what}: contrast ${ratio.toFixed(2)}`);
      const selected = await textContrasts(page, '.row.selected .cell:not(.cell-mark)');
      for (const { what, ratio } of selected) ok(ratio >= 4.5, `${what}: contrast ${ratio.toFixed(2)}`);
      const onSelection = await stretches(page, '.row.selected .cell-value');
      deepStrictEqual(
        onSelection,
        { name: [], string: [], number: [], word: [], found: [] },
        'the selection has its own',
      );
      deepStrictEqual(bench.errors, []);
      await page.close();
    });
  }

  it('takes a change of the theme with a filter on', async () => {
    const page = await bench.open('rows=5000&theme=dark');
    await filter(page, 'paid');
    const colours = (): Promise<string[]> =>
      page.evaluate(() => {
        const cell = document.querySelector('.row:not([hidden]) .cell-value') ?? document.body;
        return ['name', 'string', 'number', 'word', 'found'].map(
          (tone) => getComputedStyle(cell, `::highlight(tail-${tone})`).color,
        );
      });
    const before = await colours();
    strictEqual(new Set(before).size, 5, before.join(' '));
    await page.evaluate(() => window.acklensDev.theme('light'));
    await settle(page);
    const after = await colours();
    for (const [i, colour] of after.entries()) notStrictEqual(colour, before[i]);
    deepStrictEqual(new Set(await foundIn(page, '.row:not([hidden]) .cell-value')), new Set(['PAID']));
    await page.close();
  });
});

async function filter(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox', { name: /^Filter the rows/ }).fill(text);
  await page.keyboard.press('Enter');
  await settle(page);
  await page.evaluate(() => window.acklensDev.poke());
  await settle(page);
}

/** What is coloured in the texts of the elements, by tone, in the order of the text. */
function stretches(page: Page, selector: string): Promise<Record<(typeof tones)[number], string[]>> {
  return page.evaluate(
    ({ selector, tones }) => {
      const nodes = [...document.querySelectorAll(selector)].map((element) => element.firstChild);
      const told = tones.map((tone) => {
        const ranges = [...(CSS.highlights.get(`tail-${tone}`) ?? [])]
          .filter((range) => nodes.includes(range.startContainer as ChildNode))
          .sort((a, b) => a.startOffset - b.startOffset);
        return [tone, ranges.map((r) => r.startContainer.textContent?.slice(r.startOffset, r.endOffset))];
      });
      return Object.fromEntries(told) as Record<(typeof tones)[number], string[]>;
    },
    { selector, tones },
  );
}

/** Each once. */
const foundIn = async (page: Page, selector: string): Promise<string[]> =>
  [...new Set((await stretches(page, selector)).found)].sort();

const total = (page: Page): Promise<number> =>
  page.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0));
