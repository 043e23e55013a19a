import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import type { Page } from 'playwright-core';
import { until } from './awaitText';
import { grow, recordsInView, screenshot, settle, TailBench } from './tailPage';

describe('tail view: filter, find and go to', function () {
  this.timeout(90_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('shows only what matches, counts it, and all again', async () => {
    const page = await bench.open('rows=5000');
    await filter(page, 'key=order-7 and $.status = PAID');
    await said(page, '41 of 5,000 rows');
    const keys = await page.locator('.row.record:visible .cell-key').allTextContents();
    deepStrictEqual(new Set(keys), new Set(['order-7']));
    strictEqual(await page.getByRole('grid').getAttribute('aria-rowcount'), '42');
    match((await page.locator('.phase').textContent()) ?? '', /5,000 records/, 'the analysis sees all');
    await page.getByRole('button', { name: 'Clear' }).click();
    await settle(page);
    strictEqual(await page.getByRole('grid').getAttribute('aria-rowcount'), '5001');
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('looks through a million rows in slices, with progress, findings and rows around them', async () => {
    const page = await bench.open('rows=1000000');
    const before = await page.evaluate(() => document.querySelectorAll('.grid *').length);
    await page.getByRole('spinbutton', { name: /^Rows shown around/ }).fill('2');
    await filter(page, 'is:truncated');
    await said(page, '100 of 1,000,000 rows');
    // 100 findings with two rows on both sides.
    strictEqual(await page.getByRole('grid').getAttribute('aria-rowcount'), '501');
    await page.locator('.grid').focus();
    await page.keyboard.press('Home');
    await settle(page);
    deepStrictEqual((await rowsInView(page)).slice(0, 6), [
      'context 3:833',
      'context 4:833',
      'Partition 5: the broker threw away offsets 833..837 that were read before',
      'context 0:834',
      'context 1:834',
      'context 2:2501',
    ]);
    ok(
      (await page.evaluate(() => document.querySelectorAll('.grid *').length)) <= before,
      'no more elements than before',
    );
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('goes on with new rows, and stays where it is when the filter goes', async () => {
    const page = await bench.open('rows=5000');
    await filter(page, 'partition=3');
    await said(page, '833 of 5,000 rows');
    await grow(page, 60);
    await said(page, '843 of 5,060 rows');
    await page.evaluate(() => window.acklensDev.poke());
    await settle(page);
    strictEqual((await recordsInView(page)).at(-1), '3:842', 'it follows the newest');
    await page.locator('.row.record:visible').nth(5).click();
    await settle(page);
    const selected = await page.locator('.row.selected .cell-offset').textContent();
    await page.getByRole('button', { name: 'Clear' }).click();
    await settle(page);
    strictEqual(await page.locator('.row.selected .cell-offset').textContent(), selected);
    ok((await recordsInView(page)).includes(`3:${selected}`));
    await page.close();
  });

  it('filters by the counters of the status line', async () => {
    const page = await bench.open('rows=5000');
    const chip = page.getByRole('button', { name: 'Gaps' });
    await chip.click();
    await said(page, '23 of 5,000 rows');
    strictEqual(await chip.getAttribute('aria-pressed'), 'true');
    strictEqual(await page.locator('.row.gap:visible').count(), 23);
    await chip.click();
    await settle(page);
    strictEqual(await page.getByRole('grid').getAttribute('aria-rowcount'), '5001');
    await page.getByRole('button', { name: 'Findings only' }).click();
    await said(page, '107 of 5,000 rows');
    ok((await page.locator('.row.is-context:visible').count()) > 0);
    strictEqual(await page.getByRole('combobox', { name: /^Filter the rows/ }).inputValue(), 'is:anomaly');
    await page.close();
  });

  it('says what is wrong with a filter, and keeps showing what it showed', async () => {
    const page = await bench.open('rows=5000');
    await filter(page, 'is:wrong');
    match((await page.locator('.filter-state').textContent()) ?? '', /^After is: comes one of anomaly, duplicate/);
    strictEqual(await page.getByRole('grid').getAttribute('aria-rowcount'), '5001');
    await filter(page, 'nowhere-to-be-found');
    await said(page, '0 of 5,000 rows');
    strictEqual(await page.locator('.empty').textContent(), 'No row matches the filter: 5,000 rows hidden.');
    await page.close();
  });

  it('offers the words of the filter', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.grid').focus();
    await page.keyboard.press('/');
    const field = page.getByRole('combobox', { name: /^Filter the rows/ });
    await field.pressSequentially('is:du');
    deepStrictEqual(await page.locator('.suggestions code').allTextContents(), ['is:duplicate']);
    await page.keyboard.press('ArrowDown');
    strictEqual(await field.getAttribute('aria-activedescendant'), 'filter-suggestion-0');
    await page.keyboard.press('Enter');
    strictEqual(await field.inputValue(), 'is:duplicate ');
    await page.keyboard.press('Enter');
    await said(page, '52 of 5,000 rows');
    strictEqual(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'grid');
    await page.close();
  });

  it('keeps a filter at once: a view that is moved to another group is loaded anew in that moment', async () => {
    const page = await bench.open('rows=5000');
    await filter(page, 'key=order-7');
    await page.reload();
    await said(page, '125 of 5,000 rows');
    strictEqual(await page.locator('.filter-input').inputValue(), 'key=order-7');
    await page.close();
  });

  it('finds in all rows, round and round, and says which it is', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.grid').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+f');
    await page.getByRole('textbox', { name: /^Find in the rows/ }).fill('"amount":9990');
    await found(page, '? of 1');
    await page.keyboard.press('Enter');
    await found(page, '1 of 1');
    strictEqual(await page.locator('.row.selected .cell-offset').textContent(), '45');
    await page.getByRole('textbox', { name: /^Find in the rows/ }).fill('/order-7"/');
    await found(page, '? of 124');
    await page.keyboard.press('Enter');
    await until(page, '.find-count', (seen) => /^\d+ of 124/.test(seen), 'a number of 124');
    const [at] = (await page.locator('.find-count').first().textContent())?.match(/^\d+/) ?? [];
    await page.keyboard.press('Shift+Enter');
    await found(page, `${Number(at) - 1} of`);
    await screenshot(page, 'tail-find-dark');
    await page.keyboard.press('Escape');
    strictEqual(await page.locator('.find-widget:visible').count(), 0);
    await page.close();
  });

  it('goes to an offset, to a place and to a time', async () => {
    const page = await bench.open('rows=5000');
    for (const [typed, place] of [
      ['2:417', '2:417'],
      ['300', '2:300'],
      ['2026-01-31T12:00:40Z', '4:166'],
    ] as const) {
      await page.locator('.grid').focus();
      await page.keyboard.press('g');
      await page.getByRole('textbox', { name: /^Go to an offset/ }).fill(typed);
      await page.keyboard.press('Enter');
      await page.waitForFunction((place) => {
        const row = document.querySelector('.row.selected');
        return (
          `${row?.querySelector('.cell-partition')?.textContent}:${row?.querySelector('.cell-offset')?.textContent}` ===
          place
        );
      }, place);
    }
    await page.keyboard.press('g');
    const field = page.getByRole('textbox', { name: /^Go to an offset/ });
    await field.fill('1:99999');
    await page.keyboard.press('Enter');
    await settle(page);
    strictEqual(await page.locator('.hint').textContent(), 'Offset 99999 is not in memory.');
    await page.keyboard.press('g');
    await field.fill('soon');
    await page.keyboard.press('Enter');
    match((await page.locator('.go-to .find-count').textContent()) ?? '', /^Type an offset such as 1200/);
    await page.close();
  });

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light']) {
    it(`is drawn in ${theme}`, async () => {
      const page = await bench.open(`rows=5000&theme=${theme}`);
      await page.getByRole('button', { name: 'Findings only' }).click();
      await said(page, '107 of 5,000 rows');
      await page.keyboard.press('Control+f');
      await page.getByRole('textbox', { name: /^Find in the rows/ }).fill('PAID');
      await found(page, '? of 221');
      await page.keyboard.press('Enter');
      await page.locator('.row.selected').waitFor();
      await page.getByRole('combobox', { name: /^Filter the rows/ }).focus();
      await page.keyboard.press('End');
      await page.keyboard.type(' i');
      await settle(page);
      strictEqual(await page.locator('.suggestions code').first().isVisible(), true);
      await screenshot(page, `tail-filter-${theme}`);
      deepStrictEqual(bench.errors, []);
      await page.close();
    });
  }

  it('comes back after having been hidden with its filter', async () => {
    const page = await bench.open('rows=5000');
    await filter(page, 'partition=3');
    await said(page, '833 of 5,000 rows');
    await page.waitForFunction(() => sessionStorage.getItem('acklens-dev-state')?.includes('"text":"partition=3"'));
    await page.reload();
    await said(page, '833 of 5,000 rows');
    strictEqual(await page.getByRole('combobox', { name: /^Filter the rows/ }).inputValue(), 'partition=3');
    await page.close();
  });
});

async function filter(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox', { name: /^Filter the rows/ }).fill(text);
  await page.keyboard.press('Enter');
  await settle(page);
}

/** The state of the filter; the generated topic tells it when it is asked. */
async function said(page: Page, text: string): Promise<void> {
  await until(page, '.filter-state', (seen) => seen === text, text);
}

const found = (page: Page, text: string): Promise<void> =>
  until(page, '.find-count', (seen) => seen.startsWith(text), text);

const rowsInView = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.grid-body .row:not([hidden])')]
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map((row) => {
        const [partition, offset, wide] = ['partition', 'offset', 'wide'].map(
          (name) => row.querySelector(`.cell-${name}`)?.textContent ?? '',
        );
        if (!row.classList.contains('record')) return wide ?? '';
        return `${row.classList.contains('is-context') ? 'context ' : ''}${partition}:${offset}`;
      }),
  );
