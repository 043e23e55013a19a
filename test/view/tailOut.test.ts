import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import type { Page } from 'playwright-core';
import { keyHelp } from '../../webview/tail/keymap';
import { textContrasts } from './contrasts';
import { screenshot, settle, TailBench } from './tailPage';

const copied = (page: Page): Promise<readonly string[]> => page.evaluate(() => window.acklensDev.state.copied);
const exported = (page: Page) => page.evaluate(() => window.acklensDev.state.exported);
const hint = (page: Page): Promise<string | null> => page.locator('.hint').textContent();

async function selectFirst(page: Page): Promise<void> {
  await page.locator('.grid').focus();
  await page.keyboard.press('Home');
  await page.locator('.row.selected').waitFor();
}

describe('tail view: out of the tail', function () {
  this.timeout(60_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('copies the selected row by the keys of a menu, and gives the focus back to the rows', async () => {
    const page = await bench.open('rows=200');
    await page.locator('.grid').focus();
    await page.keyboard.press('y');
    strictEqual(await hint(page), 'Select a row first.');
    await selectFirst(page);
    await page.keyboard.press('y');
    const menu = page.getByRole('menu', { name: 'Copy' });
    deepStrictEqual(await menu.getByRole('menuitem').allInnerTexts(), [
      'Copy row as JSON\nr',
      'Copy value\nv',
      'Copy key\nk',
      'Copy place (topic-partition:offset)\np',
      'Copy as kcat command\nc',
    ]);
    await page.keyboard.press('c');
    strictEqual(await menu.isVisible(), false);
    strictEqual(await page.evaluate(() => document.activeElement?.className), 'grid');
    await page.waitForFunction(() => window.acklensDev.state.copied.length === 1);
    strictEqual(await hint(page), 'Copied: kcat.');
    await page.keyboard.press('y');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.acklensDev.state.copied.length === 2);
    await page.keyboard.press('y');
    await page.keyboard.press('Escape');
    strictEqual(await menu.isVisible(), false);
    strictEqual(await page.locator('.row.selected').count(), 1, 'Escape was the menu’s');
    deepStrictEqual(await copied(page), ['kcat', 'place']);
    await page.close();
  });

  it('opens the menu of the row under the pointer, inside of the view', async () => {
    const page = await bench.open('rows=200');
    const box = await page.locator('.row.record:visible').last().boundingBox();
    ok(box);
    await page.mouse.click(box.x + box.width - 4, box.y + box.height / 2, { button: 'right' });
    const menu = page.locator('.copy-menu');
    await menu.waitFor();
    // Which of the rows is the last in the document may be another one by now.
    deepStrictEqual(await page.locator('.row[aria-selected="true"]').boundingBox(), box);
    const place = await menu.boundingBox();
    ok(place && place.x + place.width <= 1280 && place.y + place.height <= 720, JSON.stringify(place));
    await page.locator('.topic').click();
    strictEqual(await menu.isVisible(), false, 'a click elsewhere closes it');
    await page.close();
  });

  it('copies by Ctrl+C, and leaves a marked text to the browser', async () => {
    const page = await bench.open('rows=200');
    await selectFirst(page);
    await page.keyboard.press('Control+c');
    await page.waitForFunction(() => window.acklensDev.state.copied.length === 1);
    await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('.topic') ?? document.body));
    await page.keyboard.press('Control+c');
    await settle(page);
    deepStrictEqual(await copied(page), ['row']);
    await page.close();
  });

  it('opens the menu from the details', async () => {
    const page = await bench.open('rows=200');
    await page.locator('.row.record:visible').nth(2).click();
    await page.locator('.details').getByRole('button', { name: 'Copy…' }).click();
    await page.getByRole('menuitem', { name: 'Copy row as JSON' }).click();
    await page.waitForFunction(() => window.acklensDev.state.copied.length === 1);
    deepStrictEqual(await copied(page), ['row']);
    await page.close();
  });

  it('exports what is chosen, with the rules of the settings as a start', async () => {
    const page = await bench.open('rows=2000');
    await page.evaluate(async () => {
      window.acklensDev.state.redaction = { rules: ['$.card'], inView: false };
      await window.acklensDev.poke();
    });
    await page.locator('.grid').focus();
    await page.keyboard.press('x');
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.waitFor();
    strictEqual(await dialog.locator('vscode-radio').first().innerText(), 'What the view shows, 2,000 rows');
    await dialog.getByText('Findings in memory').click();
    await dialog.getByText('CSV, cells').click();
    await dialog.locator('textarea').press('End');
    await dialog.locator('textarea').pressSequentially('\ncard');
    await dialog.getByRole('button', { name: 'Export…' }).click();
    const problem = dialog.getByRole('alert');
    await problem.waitFor();
    strictEqual(await problem.textContent(), '“card” is no rule of redaction.');
    await dialog.locator('textarea').fill('$.card\n\n key ');
    await dialog.getByRole('button', { name: 'Export…' }).click();
    await page.waitForFunction(() => window.acklensDev.state.exported.length === 2);
    deepStrictEqual((await exported(page)).at(-1), {
      scope: 'findings',
      format: 'csv',
      redact: ['$.card', 'key'],
      filter: '',
    });
    await page.locator('.hint:visible').waitFor();
    strictEqual(await hint(page), 'Exported 3 rows: orders.ndjson.');
    strictEqual(await page.evaluate(() => document.activeElement?.className), 'grid');
    await page.close();
  });

  it('says that it is the filter that decides, and hands the filter over', async () => {
    const page = await bench.open('rows=2000');
    await page.locator('.filter-input').fill('is:gap');
    await page.keyboard.press('Enter');
    await page.locator('.filter-state:has-text("of 2,000")').waitFor();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const first = page.locator('.export vscode-radio').first();
    ok(/^What the filter shows, \d+ rows?$/.test(await first.innerText()), await first.innerText());
    await page.locator('.export').getByRole('button', { name: 'Export…' }).click();
    await page.waitForFunction(() => window.acklensDev.state.exported.length === 1);
    strictEqual((await exported(page))[0]?.filter, 'is:gap');
    await page.close();
  });

  it('lists every key of the rows in the help', async () => {
    const page = await bench.open('rows=20');
    await page.locator('.grid').focus();
    await page.keyboard.press('?');
    deepStrictEqual(
      await page.locator('.help dt').allTextContents(),
      keyHelp.map(([keys]) => keys),
    );
    for (const place of ['title of a column', 'histogram', 'lanes and the findings', 'edge of the details'])
      strictEqual(
        await page.locator('.help dd', { hasText: new RegExp(`^(?:On|In) the ${place}: `) }).count(),
        1,
        place,
      );
    await screenshot(page, 'tail-help');
    for (const width of [1280, 500]) {
      await page.keyboard.press('Escape');
      await page.setViewportSize({ width, height: 720 });
      await page.locator('.grid').focus();
      await page.keyboard.press('?');
      const top = await page.locator('.help').evaluate((dialog) => dialog.scrollTop);
      strictEqual(top, 0, `begins at its beginning at ${width} px`);
    }
    ok(await page.getByText(/^Marks: D duplicate · G gap · L late · /).isVisible());
    await page.close();
  });

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as const)
    it(`is legible in ${theme}`, async () => {
      const page = await bench.open(`rows=2000&theme=${theme}`);
      await page.locator('.row.record:visible').nth(4).click();
      await page.locator('.details h2').waitFor();
      await page.locator('.grid').focus();
      await page.keyboard.press('y');
      await page.locator('.copy-menu').waitFor();
      await screenshot(page, `tail-copy-${theme}`);
      const menu = await textContrasts(page, '.copy-menu span');
      await page.keyboard.press('Escape');
      await page.keyboard.press('x');
      await page.locator('.export').waitFor();
      await screenshot(page, `tail-export-${theme}`);
      const dialog = await textContrasts(page, '.export h2, .export p:not([hidden]), .export .label');
      for (const { what, ratio } of [...menu, ...dialog]) ok(ratio >= 4.5, `${what}: ${ratio}`);
      await page.close();
    });
});
