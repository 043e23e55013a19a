import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import type { Page } from 'playwright-core';
import { grow, recordsInView, settle, TailBench } from './tailPage';

/** Row n of the generated topic is record floor(n / 6) of partition n % 6. */
const place = (n: number): string => `${n % 6}:${Math.floor(n / 6)}`;

describe('tail view: rows', function () {
  this.timeout(60_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('shows a million rows with as many elements as fit on the screen', async () => {
    const page = await bench.open('rows=1000000');
    const before = await elements(page);
    ok(before.rows < 40, `${before.rows} row elements for a view of 720 px`);
    strictEqual((await recordsInView(page)).at(-1), place(999_999));
    await scrollTo(page, 0.37);
    const after = await elements(page);
    deepStrictEqual(after, before);
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('reaches the first and the last row exactly, also where the scrollbar is proportional', async () => {
    for (const [rows, zoom] of [
      [1_000_000, 1],
      [2_000_000, 1],
      [2_000_000, 2],
    ] as const) {
      const page = await bench.open(`rows=${rows}`, { zoom });
      const height = await page.evaluate(() => document.querySelector<HTMLElement>('.grid-spacer')?.offsetHeight);
      strictEqual(height === rows * 22, rows === 1_000_000, `the scrollbar stands for ${height} px`);
      await page.locator('.grid').focus();
      await page.keyboard.press('Home');
      await settle(page);
      strictEqual((await recordsInView(page))[0], place(0));
      deepStrictEqual(await edges(page), { firstAtTop: true, lastAtBottom: false });
      await page.keyboard.press('End');
      await settle(page);
      strictEqual((await recordsInView(page)).at(-1), place(rows - 1));
      deepStrictEqual(await edges(page), { firstAtTop: false, lastAtBottom: true });
      await scrollTo(page, 0);
      strictEqual((await recordsInView(page))[0], place(0));
      await scrollTo(page, 1);
      strictEqual((await recordsInView(page)).at(-1), place(rows - 1));
      await page.close();
    }
  });

  it('puts rows that rest into the document in the order in which they are read, and numbers them anew', async () => {
    const page = await bench.open('rows=5000&keep=5000');
    const indices = (): Promise<number[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.grid-body > .row')]
          .filter((row) => !row.hidden)
          .map((row) => Number(row.ariaRowIndex ?? row.getAttribute('aria-rowindex'))),
      );
    const isSorted = (): Promise<unknown> =>
      page.waitForFunction(() => {
        const all = [...document.querySelectorAll<HTMLElement>('.grid-body > .row')].filter((row) => !row.hidden);
        const told = all.map((row) => Number(row.getAttribute('aria-rowindex')));
        return told.length > 10 && told.every((index, i) => i === 0 || index === (told[i - 1] ?? 0) + 1);
      });
    await isSorted();
    strictEqual((await indices()).at(-1), 5001);
    await page.locator('.grid').focus();
    await page.keyboard.press('PageUp');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowUp');
    await settle(page);
    await isSorted();
    const [top = 0] = await indices();
    ok(top < 4980, `${top}`);
    // The oldest records are let go of: the rows on the screen stay and have lower numbers.
    const before = await recordsInView(page);
    await grow(page, 7);
    deepStrictEqual(await recordsInView(page), before);
    strictEqual((await indices())[0], top - 7);
    await page.close();
  });

  it('moves by what the wheel says where the scrollbar is proportional', async () => {
    const page = await bench.open('rows=2000000');
    await scrollTo(page, 0);
    await page.mouse.move(400, 400);
    await page.mouse.wheel(0, 22 * 7);
    await settle(page);
    strictEqual((await recordsInView(page))[0], place(7));
    await page.close();
  });

  it('asks for the rows in view only, once', async () => {
    const page = await bench.open('rows=1000000');
    await page.evaluate(() => {
      window.acklensDev.state.asked.length = 0;
    });
    await scrollTo(page, 0.5);
    const asked = await page.evaluate(() => window.acklensDev.state.asked);
    strictEqual(asked.length, 1);
    ok((asked[0]?.count ?? 0) < 100, `asked for ${asked[0]?.count} rows`);
    await scrollTo(page, 0.5);
    strictEqual(await page.evaluate(() => window.acklensDev.state.asked.length), 1, 'nothing is asked twice');
    await page.close();
  });

  it('keeps the rows in view where they are when earlier ones leave memory', async () => {
    const page = await bench.open('rows=50000&keep=50000');
    await scrollTo(page, 0.5);
    const before = await recordsInView(page);
    await grow(page, 700);
    // The sentence about it takes a line of the view, at its end.
    deepStrictEqual((await recordsInView(page)).slice(0, 20), before.slice(0, 20));
    strictEqual(
      await page.locator('.bound').innerText(),
      'The view keeps the last 50,000 rows (limit 50,000); 700 earlier rows left memory, still in Kafka',
    );
    await page.close();
  });

  it('finds its rows again when rows were inserted before them', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.row.record').nth(3).click();
    await settle(page);
    const selected = await page.locator('.row.selected .cell-offset').textContent();
    match(selected ?? '', /^\d+$/);
    await page.evaluate(async () => {
      window.acklensDev.state.layout += 1;
      window.acklensDev.state.revision += 1;
      await window.acklensDev.poke();
    });
    await settle(page);
    strictEqual(await page.locator('.row.selected .cell-offset').textContent(), selected);
    await page.close();
  });

  it('fills a view that grows, and gives up columns in one that shrinks', async () => {
    const page = await bench.open('rows=5000');
    const titles = (): Promise<string[]> => page.locator('.grid-header .cell').allTextContents();
    deepStrictEqual(await titles(), ['', 'Time', 'Part.', 'Offset', 'Key', 'Value', 'Seq.', 'Producer', 'Transaction']);
    await page.setViewportSize({ width: 560, height: 1000 });
    await settle(page);
    deepStrictEqual(await titles(), ['', 'Part.', 'Offset', 'Key', 'Value']);
    strictEqual((await recordsInView(page)).at(-1), place(4999));
    deepStrictEqual(await edges(page), { firstAtTop: false, lastAtBottom: true });
    strictEqual(await page.locator('.row.waiting >> visible=true').count(), 0);
    const uncovered = await page.evaluate(() => {
      const box = document.querySelector('.grid-scroller')?.getBoundingClientRect();
      const tops = [...document.querySelectorAll<HTMLElement>('.row')]
        .filter((row) => !row.hidden)
        .map((row) => row.getBoundingClientRect().top);
      return Math.min(...tops) - (box?.top ?? 0);
    });
    ok(uncovered <= 0, `${uncovered} px without a row`);
    await page.close();
  });
});

function scrollTo(page: Page, share: number): Promise<void> {
  return page
    .evaluate((share) => {
      const scroller = document.querySelector('.grid-scroller');
      if (scroller) scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight);
    }, share)
    .then(() => settle(page));
}

const elements = (page: Page): Promise<{ rows: number; all: number }> =>
  page.evaluate(() => ({
    rows: document.querySelectorAll('.grid-body [role=row]').length,
    all: document.querySelector('.grid')?.querySelectorAll('*').length ?? 0,
  }));

/** Whether the first row in view starts at the top edge, and the last ends at the bottom edge. */
const edges = (page: Page): Promise<{ firstAtTop: boolean; lastAtBottom: boolean }> =>
  page.evaluate(() => {
    const box = document.querySelector('.grid-scroller')?.getBoundingClientRect() ?? new DOMRect();
    const rows = [...document.querySelectorAll<HTMLElement>('.row')]
      .filter((row) => !row.hidden)
      .map((row) => row.getBoundingClientRect());
    return {
      firstAtTop: Math.abs(Math.min(...rows.map((row) => row.top)) - box.top) < 1,
      lastAtBottom: Math.abs(Math.max(...rows.map((row) => row.bottom)) - box.bottom) < 1,
    };
  });
