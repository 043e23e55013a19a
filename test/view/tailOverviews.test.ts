import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import type { Page } from 'playwright-core';
import { grow, recordsInView, screenshot, settle, TailBench } from './tailPage';

describe('tail view: overviews', function () {
  this.timeout(60_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('maps the findings of a million rows beside the scrollbar, and goes where it is clicked', async () => {
    const page = await bench.open('rows=1000000');
    await page.getByRole('slider', { name: 'Map of findings' }).waitFor();
    await valueText(page, /In memory: Duplicates 10,\d{3}, Gaps 4,\d{3}/);
    const strip = page.locator('.minimap-strip');
    const box = await strip.boundingBox();
    ok(box);
    await page.mouse.click(box.x + 20, box.y + box.height / 4);
    await settle(page);
    const row = Number(await strip.getAttribute('aria-valuenow'));
    ok(Math.abs(row - 250_000) < 3_000, `row ${row} at a quarter of the map`);
    await strip.press('ArrowDown');
    await settle(page);
    const further = Number(await strip.getAttribute('aria-valuenow')) - row;
    ok(Math.abs(further - 2048) <= 1, `one bin is 2,048 rows, and the middle of a view is a whole row: ${further}`);
    await strip.press('Home');
    await settle(page);
    strictEqual((await recordsInView(page))[0], '0:0');
    match((await strip.getAttribute('aria-valuetext')) ?? '', /^Rows 1 to \d+ of 1,000,000\. /);
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('draws each kind in a column of its own, in the colours of the theme', async () => {
    const page = await bench.open('rows=300');
    await valueText(page, /Duplicates 3, Gaps 2/);
    const before = await columnsDrawn(page);
    // 300 rows have no truncation: its column stays empty.
    deepStrictEqual(
      before.map((pixels) => pixels > 0),
      [true, true, true, true, true, false],
    );
    const strip = page.locator('.minimap-strip');
    const picture = (): Promise<string> => strip.locator('canvas').evaluate((it: HTMLCanvasElement) => it.toDataURL());
    const dark = await picture();
    await page.evaluate(() => window.acklensDev.theme('hc-light'));
    await settle(page);
    ok((await picture()) !== dark);
    await page.close();
  });

  it('lets no pane lie over the status, however little room there is for them', async () => {
    const page = await bench.open('rows=5000');
    await page.setViewportSize({ width: 480, height: 640 });
    await page.locator('.grid').focus();
    for (const key of ['h', 'k', 'a']) await page.keyboard.press(key);
    await page.locator('.finding').first().waitFor();
    const within = await page.evaluate(() => {
      const middle = document.querySelector('.middle')?.getBoundingClientRect();
      const status = document.querySelector('.status')?.getBoundingClientRect();
      if (!middle || !status) return undefined;
      const on = document.elementFromPoint(status.left + 40, status.top + 4);
      return { apart: middle.bottom <= status.top, on: on?.closest('.status') !== null };
    });
    deepStrictEqual(within, { apart: true, on: true });
    await page.locator('.finding').first().scrollIntoViewIfNeeded();
    const list = await page.getByRole('listbox', { name: 'Findings in memory' }).boundingBox();
    const status = await page.locator('.status').first().boundingBox();
    ok(list && status && list.y + list.height <= status.y + 1, 'the list is reached by scrolling');
    await screenshot(page, 'tail-all-panes-narrow-dark');
    await page.close();
  });

  it('lists all findings, filters them by kind, and Enter goes to the row', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.grid').focus();
    await page.keyboard.press('a');
    const list = page.getByRole('listbox', { name: 'Findings in memory' });
    await list.getByRole('option').first().waitFor();
    deepStrictEqual(await page.locator('.finding-filters .chip').allTextContents(), [
      'All',
      'Duplicates 52',
      'Gaps 23',
      'Late 13',
      'Conflicts 10',
      'Restarts 9',
      'Repeats 56',
      'Aborted 42',
    ]);
    await list.press('ArrowDown');
    await settle(page);
    await list.press('ArrowDown');
    await settle(page);
    strictEqual(await list.locator('[aria-selected=true] .finding-place').textContent(), '3:5');
    await page.locator('.finding-filters .chip', { hasText: 'Gaps' }).click();
    await list.locator('.finding-text', { hasText: 'missing' }).first().waitFor();
    await list.press('Home');
    await settle(page);
    await list.press('ArrowDown');
    await settle(page);
    const active = list.locator('[aria-selected=true]');
    strictEqual(await active.getAttribute('aria-posinset'), '2');
    const text = await active.locator('.finding-text').textContent();
    await list.press('Enter');
    await settle(page);
    strictEqual(await page.locator('.row.selected .cell-wide').textContent(), text);
    await list.press('End');
    await settle(page);
    strictEqual(await list.locator('[aria-selected=true]').getAttribute('aria-posinset'), '23');
    await page.locator('.grid').focus();
    await page.keyboard.press('a');
    strictEqual(await page.locator('.findings').isVisible(), false);
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('keeps the list at a screenful of elements with a million rows, to its end', async () => {
    const page = await bench.open('rows=1000000');
    await page.locator('.grid').press('a');
    const list = page.getByRole('listbox', { name: 'Findings in memory' });
    await list.getByRole('option').first().waitFor();
    await list.press('End');
    await settle(page);
    await page.waitForFunction(() => document.querySelector('.finding[aria-selected=true]'));
    const active = list.locator('[aria-selected=true]');
    strictEqual(await active.getAttribute('aria-posinset'), await active.getAttribute('aria-setsize'));
    ok((await list.locator('.finding').count()) < 20);
    await page.close();
  });

  it('draws records and findings over time, and goes to a span chosen by keys', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.grid').press('h');
    const graph = page.getByRole('slider', { name: 'Time of the records' });
    await graph.locator('canvas').waitFor();
    const summary = page.locator('.histogram-summary');
    await page.waitForFunction(() =>
      /5,000 records/.test(document.querySelector('.histogram-summary')?.textContent ?? ''),
    );
    match(
      (await summary.textContent()) ?? '',
      /: 5,000 records, duplicates 52, gaps 23, late 13, conflicts 10, restarts 9$/,
    );
    // Bins of a second hold 25 records each.
    await graph.press('ArrowRight');
    await graph.press('ArrowRight');
    await graph.press('Shift+ArrowRight');
    match((await summary.textContent()) ?? '', /12:00:01\.000 to 12:00:03\.000: 50 records/);
    strictEqual(await graph.getAttribute('aria-valuetext'), await summary.textContent());
    await graph.press('Enter');
    await page.locator('.row.selected').waitFor();
    strictEqual(await selectedPlace(page), '1:4', 'row 25, the first of its second');
    await graph.press('+');
    await page.waitForFunction(() =>
      /: 50 records/.test(document.querySelector('.histogram-summary')?.textContent ?? ''),
    );
    await graph.press('Escape');
    await page.waitForFunction(() =>
      /5,000 records/.test(document.querySelector('.histogram-summary')?.textContent ?? ''),
    );
    deepStrictEqual(bench.errors, [], 'no style is refused by the Content-Security-Policy');
    await page.close();
  });

  it('takes a span that is brushed with the mouse', async () => {
    const page = await bench.open('rows=5000');
    await page.getByRole('button', { name: 'Histogram' }).click();
    const over = page.locator('.histogram .u-over');
    await over.waitFor();
    const box = await over.boundingBox();
    ok(box);
    await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 30, { steps: 4 });
    await page.mouse.up();
    const text = (await page.locator('.histogram-summary').textContent()) ?? '';
    const records = Number(/: ([\d,]+) records/.exec(text)?.[1]?.replace(',', ''));
    ok(records > 1100 && records < 1400, `a quarter of 5,000 records: ${text}`);
    await page.getByRole('button', { name: 'Go to first' }).click();
    await page.locator('.row.selected').waitFor();
    const row = rowNumber(await selectedPlace(page));
    ok(row > 1100 && row < 1400, `row ${row}`);
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('tells the histogram and the lanes to a screen reader, and does not speak for every record that comes', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.grid').press('h');
    const graph = page.getByRole('slider', { name: 'Time of the records' });
    await graph.locator('canvas').waitFor();
    await page.waitForFunction(() =>
      /5,000 records/.test(document.querySelector('.histogram-summary')?.textContent ?? ''),
    );
    const said = page.locator('.histogram [role=status]');
    strictEqual(await said.textContent(), '');
    await page.evaluate(async () => {
      window.acklensDev.state.rows += 600;
      window.acklensDev.state.revision += 1;
      await window.acklensDev.poke();
    });
    await page.waitForFunction(() =>
      /5,600 records/.test(document.querySelector('.histogram-summary')?.textContent ?? ''),
    );
    strictEqual(await said.textContent(), '', 'nobody has asked');
    await graph.press('Home');
    match((await graph.getAttribute('aria-valuetext')) ?? '', /12:00:00\.000 to 12:00:01\.000: 25 records/);
    await graph.press('End');
    strictEqual(await graph.getAttribute('aria-valuenow'), await graph.getAttribute('aria-valuemax'));
    strictEqual(await said.textContent(), '', 'the slider tells its own value');
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.waitForFunction(() => document.querySelector('.histogram [role=status]')?.textContent !== '');
    strictEqual(await said.textContent(), await page.locator('.histogram-summary').textContent());
    await page.locator('.grid').press('k');
    await page.waitForFunction(() => document.querySelectorAll('.lanes li').length === 12);
    const lanes = await page.getByRole('region', { name: 'Busiest keys here' }).ariaSnapshot();
    match(lanes, /- heading "Busiest keys here" \[level=2\]/);
    match(lanes, /- application "Lanes of keys"/);
    match(lanes, /- list "The lanes in words":\n\s+- listitem: "order-/);
    match(lanes, /- status/);
    const histogram = await page.getByRole('region', { name: 'Records over time' }).ariaSnapshot();
    match(histogram, /- slider "Time of the records"/);
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  for (const [rows, span] of [
    [3, '50 ms'],
    [50, '2 s'],
    [1_500, '1 min'],
    [90_000, '1 h'],
    [4_320_000, '2 days'],
  ] as const)
    it(`leaves room between the times under ${span}, in a wide and a narrow view`, async () => {
      for (const width of [1280, 420]) {
        const page = await bench.open(`rows=${rows}`, { width });
        // What uPlot writes under the graph, and how wide it is there.
        await page.evaluate(() => {
          const { fillText } = CanvasRenderingContext2D.prototype;
          window.drawnTexts = [];
          CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
            if (/\d\d[:-]\d\d/.test(text)) window.drawnTexts.push({ text, x, y, width: this.measureText(text).width });
            fillText.call(this, text, x, y, ...rest);
          };
        });
        await page.locator('.grid').press('h');
        await page.locator('.histogram canvas').waitFor();
        await page.waitForFunction(() => window.drawnTexts.length > 0);
        await settle(page);
        const drawn = await page.evaluate(() => window.drawnTexts);
        const last = drawn.slice(drawn.findLastIndex(({ x }, i) => x <= (drawn[i - 1]?.x ?? Number.POSITIVE_INFINITY)));
        ok(last.length > 1, `${last.length} times`);
        for (const [i, one] of last.entries()) {
          const next = last[i + 1];
          if (next)
            ok(next.x - one.x > (next.width + one.width) / 2 + 4, `${one.text} and ${next.text} at ${width} px`);
        }
        await screenshot(page, `tail-histogram-${span.replace(' ', '')}-${width}`);
        await page.close();
      }
    });

  it('draws the busiest keys around the rows in view as lanes, and goes along them by keys', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.grid').press('Home');
    await settle(page);
    await page.keyboard.press('k');
    await page.waitForFunction(() => document.querySelectorAll('.lanes li').length === 12);
    const lanes = await page.locator('.lanes li').allTextContents();
    strictEqual(lanes[0], 'order-0: 10 records, Duplicates 1');
    match(
      (await page.locator('.lanes .muted').textContent()) ?? '',
      /^\d+ rows around those in view; \d+ records of 28 other keys not drawn$/,
    );
    const drawn = await page.locator('.lanes canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      return [...data].filter((value, at) => at % 4 === 3 && value > 0).length;
    });
    ok(drawn > 1000, `${drawn} pixels`);
    // The arc over the first lane has its whole line, with nothing of it at the very edge.
    const atEdge = await page.locator('.lanes canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, 2) ?? { data: [] };
      return [...data].filter((value, at) => at % 4 === 3 && value > 128).length;
    });
    strictEqual(atEdge, 0);
    const area = page.locator('.lanes-area');
    await area.press('ArrowRight');
    await area.press('ArrowRight');
    strictEqual(await page.locator('.lanes [role=status]').textContent(), 'order-0: row 41, Duplicate, of 4:4');
    await area.press('Enter');
    await settle(page);
    strictEqual(await selectedPlace(page), '4:6');
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('keeps its lanes while the keys stand on a record of them, whatever comes', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.grid').press('k');
    await page.waitForFunction(() => document.querySelectorAll('.lanes li').length > 0);
    const area = page.locator('.lanes-area');
    const said = page.locator('.lanes [role=status]');
    await area.press('ArrowRight');
    await area.press('ArrowRight');
    const second = Number(/row ([\d,]+)/.exec((await said.textContent()) ?? '')?.[1]?.replace(',', ''));
    const list = await page.locator('.lanes li').allTextContents();
    await grow(page, 600);
    // Longer than the lanes rest between two questions.
    await page.waitForTimeout(400);
    deepStrictEqual(await page.locator('.lanes li').allTextContents(), list);
    await area.press('Enter');
    await settle(page);
    // Told from 1, as people count.
    strictEqual(rowNumber(await selectedPlace(page)) + 1, second);
    await page.locator('.grid').press('End');
    await page.waitForFunction((before) => document.querySelector('.lanes li')?.textContent !== before, list[0]);
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('comes back with the panes that were open', async () => {
    const page = await bench.open('rows=500');
    await page.getByRole('button', { name: 'Findings', exact: true }).click();
    await page.waitForFunction(() => sessionStorage.getItem('acklens-dev-state')?.includes('"findings"'));
    await page.reload();
    await page.getByRole('option').first().waitFor();
    strictEqual(await page.getByRole('button', { name: 'Findings', exact: true }).getAttribute('aria-pressed'), 'true');
    await page.close();
  });

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as const) {
    it(`is legible in ${theme}`, async () => {
      const page = await bench.open(`rows=40000&theme=${theme}`);
      await page.locator('.grid').press('a');
      await page.getByRole('option').first().waitFor();
      await valueText(page, /Duplicates/);
      await page.locator('.finding-list').press('ArrowDown');
      await page.locator('.grid').press('h');
      await page.locator('.histogram canvas').waitFor();
      await page.locator('.histogram-area').press('ArrowRight');
      await settle(page);
      await screenshot(page, `tail-overviews-${theme}`);
      await page.locator('.grid').press('a');
      await page.locator('.grid').press('k');
      await page.waitForFunction(() => document.querySelectorAll('.lanes li').length > 0);
      await settle(page);
      await screenshot(page, `tail-lanes-${theme}`);
      deepStrictEqual(bench.errors, []);
      await page.close();
    });
  }
});

declare global {
  interface Window {
    drawnTexts: { readonly text: string; readonly x: number; readonly y: number; readonly width: number }[];
  }
}

const valueText = (page: Page, pattern: RegExp): Promise<unknown> =>
  page.waitForFunction(
    (source) => new RegExp(source).test(document.querySelector('.minimap-strip')?.getAttribute('aria-valuetext') ?? ''),
    pattern.source,
  );

const selectedPlace = (page: Page): Promise<string> =>
  page
    .locator('.row.selected')
    .evaluate(
      (row) => `${row.querySelector('.cell-partition')?.textContent}:${row.querySelector('.cell-offset')?.textContent}`,
    );

/** Of a place in the generated topic. */
function rowNumber(place: string): number {
  const [partition = 0, offset = 0] = place.split(':').map(Number);
  return offset * 6 + partition;
}

/** Painted pixels in each of the six columns of the map. */
const columnsDrawn = (page: Page): Promise<number[]> =>
  page.locator('.minimap-strip canvas').evaluate((canvas: HTMLCanvasElement) =>
    [0, 1, 2, 3, 4, 5].map((i) => {
      // Between the lines of the columns.
      const { data } = canvas.getContext('2d')?.getImageData(i * 8 + 2, 0, 4, canvas.height) ?? { data: [] };
      return [...data].filter((value, at) => at % 4 === 3 && value > 0).length;
    }),
  );
