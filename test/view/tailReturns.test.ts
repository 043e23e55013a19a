import { deepStrictEqual, strictEqual } from 'node:assert';
import type { Page } from 'playwright-core';
import { pressed, recordsInView, settle, TailBench } from './tailPage';

describe('tail view: coming back', function () {
  this.timeout(60_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('comes back after having been hidden with its place, columns and options', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.grid').focus();
    await page.keyboard.press('c');
    await page.getByRole('dialog', { name: 'Columns' }).getByRole('checkbox', { name: 'Producer' }).uncheck();
    await page.keyboard.press('Escape');
    await page.getByText('Options').click();
    const first = await savedPlace(page, 22 * 1234);
    const kept = JSON.parse((await page.evaluate(() => sessionStorage.getItem('acklens-dev-state'))) ?? '{}');
    const options = await page.evaluate(() => window.acklensDev.state.options);
    // By these a new window finds connection and topic again.
    deepStrictEqual([kept.connectionId, kept.options], ['generated', options]);
    await page.reload();
    await page.locator('.row.record >> visible=true').first().waitFor();
    await settle(page);
    strictEqual(await firstRecord(page), first);
    strictEqual(await pressed(page, 'Live'), 'false');
    strictEqual((await page.locator('.grid-header').textContent())?.includes('Producer'), false);
    await page.close();
  });

  it('comes back to its place while the records are still being read', async () => {
    const page = await bench.open('rows=5000');
    const first = await savedPlace(page, 22 * 1234);
    await page.goto(page.url().replace('rows=5000', 'rows=64'));
    await settle(page);
    await page.evaluate(async () => {
      // The record arrives between a picture that lacks it and the view's question where it is.
      const early = window.acklensDev.poke();
      window.acklensDev.state.rows = 5000;
      await Promise.all([early, window.acklensDev.poke()]);
    });
    await settle(page);
    strictEqual(await firstRecord(page), first);
    await page.close();
  });
});

/** Rows of another kind have no place. */
const firstRecord = async (page: Page): Promise<string | undefined> =>
  (await recordsInView(page)).find((place) => place !== ':');

/** Scrolls there; the first record in view, as soon as it is what the view has saved as its place. */
async function savedPlace(page: Page, top: number): Promise<string | undefined> {
  await page.evaluate((top) => document.querySelector('.grid-scroller')?.scrollTo({ top }), top);
  await settle(page);
  const first = await firstRecord(page);
  const [partition, offset] = first?.split(':') ?? [];
  await page.waitForFunction(
    (anchor) => sessionStorage.getItem('acklens-dev-state')?.includes(anchor),
    `"anchor":{"partition":${partition},"offset":${offset}}`,
  );
  return first;
}
