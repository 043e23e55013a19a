import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import type { Page } from 'playwright-core';
import { recordsInView, screenshot, settle, TailBench } from './tailPage';

describe('tail view: columns', function () {
  this.timeout(60_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('are moved, resized and hidden by keys on their titles', async () => {
    const page = await bench.open('rows=5000');
    await title(page, 'Key').focus();
    await page.keyboard.press('Alt+ArrowLeft');
    await page.keyboard.press('Alt+ArrowLeft');
    await settle(page);
    deepStrictEqual(await titles(page), [
      '',
      'Time',
      'Key',
      'Part.',
      'Offset',
      'Value',
      'Seq.',
      'Producer',
      'Transaction',
    ]);
    strictEqual(await focusedTitle(page), 'Key');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await settle(page);
    deepStrictEqual(await widths(page, 'key'), { title: 144, cell: 144 });
    await page.keyboard.press('ArrowRight');
    strictEqual(await focusedTitle(page), 'Partition');
    await page.keyboard.press('Delete');
    await settle(page);
    deepStrictEqual(await titles(page), ['', 'Time', 'Key', 'Offset', 'Value', 'Seq.', 'Producer', 'Transaction']);
    strictEqual(await focusedTitle(page), 'Offset', 'the next one takes its place');
    for (let i = 0; i < 9; i += 1) await page.keyboard.press('Alt+ArrowLeft');
    await settle(page);
    deepStrictEqual((await titles(page)).slice(0, 3), ['', 'Offset', 'Time'], 'not before the mark');
    strictEqual(
      await page.locator('.row.record:visible .cell-value').count(),
      await page.locator('.row.record:visible').count(),
    );
    const first = await page.locator('.row.record:visible').first().locator('.cell').allTextContents();
    match(first[3] ?? '', /^order-\d+$/, 'cells stand under their titles');
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('do not give their keys to the rows', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.row.record').nth(3).click();
    await settle(page);
    const selected = await page.locator('.row.selected .cell-offset').textContent();
    await title(page, 'Value').focus();
    await page.evaluate(() => {
      document.addEventListener('keydown', ({ key }) => {
        if (key.startsWith('Arrow')) document.documentElement.setAttribute('data-came', key);
      });
    });
    await page.keyboard.press('Alt+ArrowRight');
    await page.keyboard.press('Shift+ArrowLeft');
    strictEqual(await page.evaluate(() => document.documentElement.dataset.came), undefined, 'nor to the editor');
    strictEqual(await page.locator('.row.selected .cell-offset').textContent(), selected);
    await page.close();
  });

  it('are moved and resized by the mouse', async () => {
    const page = await bench.open('rows=5000');
    await drag(page, await middle(page, 'Producer'), { x: (await box(page, 'Time')).x + 8, y: 0 });
    await settle(page);
    deepStrictEqual(await titles(page), [
      '',
      'Producer',
      'Time',
      'Part.',
      'Offset',
      'Key',
      'Value',
      'Seq.',
      'Transaction',
    ]);
    const grip = await edge(page, 'Key');
    await drag(page, grip, { x: grip.x + 60, y: 0 });
    await settle(page);
    deepStrictEqual(await widths(page, 'key'), { title: 184, cell: 184 });
    await page.mouse.dblclick(grip.x + 60, grip.y);
    await settle(page);
    deepStrictEqual(await widths(page, 'key'), { title: 124, cell: 124 });
    await page.mouse.click(...(Object.values(await middle(page, 'Key')) as [number, number]));
    deepStrictEqual((await titles(page)).slice(1, 3), ['Producer', 'Time'], 'a click moves nothing');
    await page.close();
  });

  it('are chosen in a panel, and all of it is there again after the view was hidden', async () => {
    const page = await bench.open('rows=5000');
    await page.keyboard.press('c');
    const panel = page.getByRole('dialog', { name: 'Columns' });
    await panel.getByRole('checkbox', { name: 'Size' }).check();
    await panel.getByRole('checkbox', { name: 'Message id' }).check();
    await panel.getByRole('checkbox', { name: 'Transaction' }).uncheck();
    strictEqual(await panel.getByRole('checkbox', { name: 'Offset' }).isDisabled(), true);
    await panel.getByRole('button', { name: 'Move Size up' }).click();
    await panel.getByRole('spinbutton', { name: 'Width of Key in pixels' }).fill('90');
    await panel.getByRole('checkbox', { name: 'Value' }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await settle(page);
    const shown = ['', 'Time', 'Part.', 'Offset', 'Value', 'Key', 'Seq.', 'Id', 'Producer', 'Size'];
    deepStrictEqual(await titles(page), shown);
    deepStrictEqual(await widths(page, 'key'), { title: 90, cell: 90 });
    await page
      .locator('.row.record:visible')
      .first()
      .getByText(/^message-\d+$/)
      .waitFor();
    await screenshot(page, 'tail-columns-panel-dark');
    strictEqual(
      await page.evaluate(() => document.activeElement?.parentElement?.textContent),
      'Value',
      'the focus stays with what was moved',
    );
    await page.keyboard.press('Escape');
    strictEqual(await panel.isVisible(), false);
    strictEqual(await page.evaluate(() => document.activeElement?.className), 'grid');
    await saved(page, '"id":"size","shown":true');
    await page.reload();
    await page.locator('.row.record:visible').first().waitFor();
    deepStrictEqual(await titles(page), shown);
    deepStrictEqual(await widths(page, 'key'), { title: 90, cell: 90 });
    await page.keyboard.press('c');
    await page.getByRole('button', { name: 'Reset columns' }).click();
    await settle(page);
    deepStrictEqual(await titles(page), [
      '',
      'Time',
      'Part.',
      'Offset',
      'Key',
      'Value',
      'Seq.',
      'Producer',
      'Transaction',
    ]);
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('hold fields of the JSON, typed as a path', async () => {
    const page = await bench.open('rows=5000');
    await page.evaluate(() => {
      window.acklensDev.state.asked.length = 0;
    });
    await page.keyboard.press('c');
    const panel = page.getByRole('dialog', { name: 'Columns' });
    const path = panel.getByRole('textbox', { name: /^Path of a field/ });
    await path.fill('$.amount..');
    await page.keyboard.press('Enter');
    strictEqual(
      await panel.getByRole('alert').textContent(),
      'Type the path of a field, such as $.order.lines[0].sku.',
    );
    await path.fill('status');
    await page.keyboard.press('Enter');
    await path.fill('$.amount');
    await panel.getByRole('button', { name: 'Add field' }).click();
    strictEqual(await page.locator('.hint').textContent(), '$.amount is a column now.');
    await page.keyboard.press('Escape');
    await settle(page);
    deepStrictEqual((await titles(page)).slice(4, 8), ['Key', 'status', 'amount', 'Value']);
    const rows = await page.locator('.row.record:visible:not(.tombstone)').evaluateAll((rows) =>
      rows.map((row) => {
        const [status, amount] = [...row.querySelectorAll('.cell-field')].map(({ textContent }) => textContent);
        const value = JSON.parse(row.querySelector('.cell-value')?.textContent ?? '{}') as Record<string, unknown>;
        return status === JSON.stringify(value.status) && amount === JSON.stringify(value.amount);
      }),
    );
    ok(rows.length > 20 && rows.every((isSame) => isSame), JSON.stringify(rows));
    await scrollUp(page);
    strictEqual(await page.locator('.row.waiting:visible').count(), 0);
    await title(page, '$.status').focus();
    await page.keyboard.press('Delete');
    await settle(page);
    deepStrictEqual((await titles(page)).slice(4, 7), ['Key', 'amount', 'Value']);
    await page.keyboard.press('c');
    await panel.getByRole('button', { name: 'Remove $.amount' }).click();
    strictEqual(await panel.getByRole('checkbox', { name: '$.amount' }).count(), 0);
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('hold fields picked from the details, by mouse and by keys', async () => {
    const page = await bench.open('rows=5000', { width: 1600 });
    await page.locator('.row.record:not(.tombstone):visible').nth(4).click();
    const value = page.locator('.details pre').last();
    await value.waitFor();
    await value.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: 'Add column $.seq' }).waitFor();
    await page.keyboard.press('p');
    await settle(page);
    ok((await titles(page)).includes('seq'));
    const line = await value.evaluate((block) => {
      const range = document.createRange();
      const at = (block.textContent ?? '').indexOf('"status"');
      range.setStart(block.firstChild as Text, at + 2);
      range.setEnd(block.firstChild as Text, at + 4);
      const { x, y, height } = range.getBoundingClientRect();
      return { x, y: y + height / 2 };
    });
    await page.mouse.click(line.x, line.y);
    await page.getByRole('button', { name: 'Add column $.status' }).click();
    await settle(page);
    deepStrictEqual((await titles(page)).slice(4, 8), ['Key', 'seq', 'status', 'Value']);
    await screenshot(page, 'tail-field-picker-dark');
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('say when there is no room for them', async () => {
    const page = await bench.open('rows=5000', { width: 560 });
    await page.keyboard.press('c');
    const panel = page.getByRole('dialog', { name: 'Columns' });
    const without = await panel.locator('li:has(.muted:visible) .columns-name').allTextContents();
    deepStrictEqual(without, ['Time', 'Sequence', 'Producer', 'Transaction']);
    await screenshot(page, 'tail-columns-narrow-dark');
    await page.close();
  });

  it('write times as one wants to read them', async () => {
    const page = await bench.open('rows=5000');
    const time = (): Promise<string | null> => page.locator('.row.record:visible .cell-time').first().textContent();
    await page.keyboard.press('c');
    await choose(page, 'Format of times', 'ISO 8601');
    await choose(page, 'Time zone', 'UTC');
    const [partition, offset] = ((await recordsInView(page))[0] ?? '').split(':').map(Number);
    const n = (offset ?? 0) * 6 + (partition ?? 0);
    const [row] = await page
      .locator('.row.record:visible')
      .evaluateAll((rows) =>
        rows
          .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
          .map((row) => row.querySelector('.cell-time')?.textContent),
      );
    strictEqual(row, new Date(Date.UTC(2026, 0, 31, 12, 0, 0) + n * 40).toISOString());
    const cut = await page
      .locator('.row.record:visible .cell-time')
      .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
    strictEqual(cut, 0, 'the column is as wide as the format');
    await choose(page, 'Format of times', 'How long ago');
    match((await time()) ?? '', /^(\d+ [a-z]+ ago|in \d+ [a-z]+)$/);
    await page.close();
  });

  it('show a value on several lines, at every place of the scrollbar', async () => {
    const page = await bench.open('rows=1000000', { width: 900 });
    await page.keyboard.press('c');
    await choose(page, 'Lines of a row', '3 lines');
    await page.keyboard.press('Escape');
    await settle(page);
    strictEqual((await recordsInView(page)).at(-1), '3:166666', 'the newest stay in view');
    const heights = await page
      .locator('.row:visible')
      .evaluateAll((rows) => [...new Set(rows.map((row) => row.getBoundingClientRect().height))]);
    deepStrictEqual(heights, [58]);
    await page.keyboard.press('Home');
    await settle(page);
    strictEqual((await recordsInView(page))[0], '0:0');
    await page.keyboard.press('PageDown');
    await settle(page);
    strictEqual(await page.locator('.row.selected:visible').count(), 1);
    const { lines, stickOut } = await page
      .locator('.row.record:visible .cell-value')
      .first()
      .evaluate((cell) => ({
        lines: Math.round(cell.getBoundingClientRect().height / 18),
        stickOut: cell.getBoundingClientRect().bottom > (cell.parentElement?.getBoundingClientRect().bottom ?? 0),
      }));
    ok(lines > 1 && lines <= 3 && !stickOut, `${lines} lines`);
    await screenshot(page, 'tail-lines-dark');
    await page.close();
  });
});

const titles = (page: Page): Promise<string[]> => page.locator('.grid-header .cell').allTextContents();

const title = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true });

const focusedTitle = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

async function box(page: Page, name: string): Promise<{ x: number; y: number; width: number; height: number }> {
  const found = await title(page, name).boundingBox();
  if (!found) throw new Error(`no title ${name}`);
  return found;
}

async function middle(page: Page, name: string): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await box(page, name);
  return { x: x + width / 2, y: y + height / 2 };
}

async function edge(page: Page, name: string): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await box(page, name);
  return { x: x + width - 3, y: y + height / 2 };
}

/** Along the titles. */
async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, from.y, { steps: 4 });
  await page.mouse.move(to.x, from.y, { steps: 4 });
  await page.mouse.up();
}

async function widths(page: Page, id: string): Promise<{ title: number; cell: number }> {
  const [title, cell] = await page.evaluate(
    (id) =>
      [`.grid-header .cell-${id}`, `.row:not([hidden]) .cell-${id}`].map(
        (selector) => document.querySelector(selector)?.getBoundingClientRect().width,
      ),
    id,
  );
  return { title: title ?? 0, cell: cell ?? 0 };
}

const saved = (page: Page, text: string): Promise<unknown> =>
  page.waitForFunction((text) => sessionStorage.getItem('acklens-dev-state')?.includes(text), text);

async function choose(page: Page, name: string, option: string): Promise<void> {
  await page.locator(`.columns-panel vscode-dropdown[aria-label="${name}"]`).click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await settle(page);
}

async function scrollUp(page: Page): Promise<void> {
  await page.locator('.grid').focus();
  await page.keyboard.press('Home');
  await settle(page);
}
