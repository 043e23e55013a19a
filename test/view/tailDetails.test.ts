import { ok, strictEqual } from 'node:assert';
import type { Page } from 'playwright-core';
import { screenshot, settle, TailBench } from './tailPage';

describe('tail view: the room of the details, and the focus', function () {
  this.timeout(60_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  const open = async (width: number): Promise<Page> => {
    const page = await bench.open('rows=200', { width });
    await page.locator('.grid').press('Home');
    await page.locator('.grid').press('Enter');
    await page.locator('.details h2').waitFor();
    await settle(page);
    return page;
  };
  const sash = '.details-sash';
  const size = async (page: Page, selector: string, side: 'width' | 'height'): Promise<number> =>
    (await page.locator(selector).boundingBox())?.[side] ?? 0;
  const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.className ?? '');

  it('gives the rows the focus when the page gets it, so that keys act where a ring is to be seen', async () => {
    const page = await bench.open('rows=200');
    await page.waitForFunction(() => document.activeElement?.className === 'grid');
    strictEqual(await page.locator('.grid:focus-visible').count(), 1);
    await page.keyboard.press('Home');
    await settle(page);
    strictEqual(await page.locator('.row.selected').getAttribute('aria-rowindex'), '2');
    // A control that has the focus keeps it.
    await page.locator('.filter-bar input').first().focus();
    await page.evaluate(() => dispatchEvent(new FocusEvent('focus')));
    await settle(page);
    strictEqual(await page.evaluate(() => document.activeElement?.tagName), 'INPUT');
    await page.close();
  });

  it('moves the edge between rows and details by keys, and keeps it', async () => {
    const page = await open(1280);
    const before = await size(page, '.details', 'width');
    await page.locator(sash).focus();
    strictEqual(await page.locator(sash).getAttribute('aria-orientation'), 'vertical');
    const rowsBefore = await page.locator('.row.selected').getAttribute('aria-rowindex');
    for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowLeft');
    const wider = await size(page, '.details', 'width');
    // Three steps of 4 % of 1280 px.
    ok(Math.abs(wider - before - 153.6) < 2, `${before} → ${wider}`);
    const now = Number(await page.locator(sash).getAttribute('aria-valuenow'));
    ok(Math.abs(now - (wider / 1280) * 100) < 1, `${now} % for ${wider} px`);
    strictEqual(await page.locator('.row.selected').getAttribute('aria-rowindex'), rowsBefore);
    await screenshot(page, 'details wider');
    await page.waitForFunction(
      (share) =>
        Math.round((JSON.parse(sessionStorage.getItem('acklens-dev-state') ?? '{}').details ?? 0) * 100) === share,
      now,
    );
    await page.reload();
    await page.locator('.row.record >> visible=true').first().waitFor();
    await page.locator('.grid').press('Home');
    await page.locator('.grid').press('Enter');
    await page.locator('.details h2').waitFor();
    ok(Math.abs((await size(page, '.details', 'width')) - wider) < 2);
    await page.locator(sash).press('Delete');
    ok(Math.abs((await size(page, '.details', 'width')) - before) < 2);
    await page.close();
  });

  it('drags the edge, also where the details are below the rows', async () => {
    for (const [width, side] of [
      [1280, 'width'],
      [600, 'height'],
    ] as const) {
      const page = await open(width);
      const before = await size(page, '.details', side);
      const {
        x,
        y,
        width: w,
        height: h,
      } = (await page.locator(sash).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      const [fromX, fromY] = [x + w / 2, y + h / 2];
      await page.mouse.move(fromX, fromY);
      await page.mouse.down();
      await page.mouse.move(fromX + (side === 'width' ? 100 : 0), fromY + (side === 'height' ? 100 : 0), { steps: 3 });
      await page.mouse.up();
      const after = await size(page, '.details', side);
      ok(Math.abs(before - after - 100) < 4, `${side}: ${before} → ${after}`);
      await screenshot(page, `details smaller in ${side}`);
      await page.locator('.grid').press('Escape');
      strictEqual(await page.locator(`${sash} >> visible=true`).count(), 0);
      await page.close();
    }
  });

  it('keeps the focus in the details when a button there replaces them', async () => {
    const page = await open(1280);
    await page.getByRole('button', { name: 'Duplicates' }).click({ modifiers: ['Shift'] });
    await page.getByRole('button', { name: /^Show original/ }).focus();
    const title = await page.locator('.details h2').textContent();
    await page.keyboard.press('Enter');
    await page.waitForFunction((was) => document.querySelector('.details h2')?.textContent !== was, title);
    ok((await focused(page)).startsWith('details'), await focused(page));
    await page.keyboard.press('Escape');
    strictEqual(await focused(page), 'grid');
    await page.close();
  });
});
