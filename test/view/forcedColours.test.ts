import { deepStrictEqual, notStrictEqual, ok, strictEqual } from 'node:assert';
import type { Page } from 'playwright-core';
import { until } from '../broker/reading';
import { SettingsBench, TestDocument } from './settingsPage';
import { screenshot, settle, TailBench } from './tailPage';

/** Contrast themes of the system: it paints everything in a handful of colours, and no background or shadow of ours. */
describe('views in forced colours', function () {
  this.timeout(60_000);
  const tail = new TailBench();
  const settings = new SettingsBench();
  before(async () => {
    await Promise.all([tail.start(), settings.start()]);
  });
  after(async () => {
    await Promise.all([tail.stop(), settings.stop()]);
  });

  const force = (page: Page): Promise<void> => page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  const style = (page: Page, selector: string, property: string, part?: string): Promise<string> =>
    page
      .locator(`${selector} >> visible=true`)
      .first()
      .evaluate(
        (target, [property, part]) => {
          const inner = part === undefined ? target : target.shadowRoot?.querySelector(`[part="${part}"]`);
          return getComputedStyle(inner ?? target).getPropertyValue(property ?? '');
        },
        [property, part],
      );

  /** Waits until it looks other than before: the browser may be a moment behind with what the system's colours change. */
  const becomesOther = (before: string, read: () => Promise<string>): Promise<void> =>
    until(`other than ${before}`, async () => (await read()) !== before, 5_000);

  // VS Code's theme need not be a high contrast one where the system's is.
  for (const theme of ['dark', 'hc-light'] as const)
    it(`the tail in ${theme}: selection, focus, gaps and what is pressed are told apart, and no text looks selected`, async () => {
      const page = await tail.open(`rows=5000&theme=${theme}`);
      await force(page);
      const highlights = (): Promise<string[]> => page.evaluate(() => [...CSS.highlights.keys()].sort());
      await page.waitForFunction(() => !CSS.highlights.has('tail-name'));
      deepStrictEqual(await highlights(), ['tail-chosen', 'tail-found', 'tail-found-selected']);
      await page.locator('.grid').press('Home');
      for (let n = 0; n < 2; n += 1) await page.keyboard.press('n');
      await settle(page);
      strictEqual(await style(page, '.row.selected', 'outline-style'), 'solid');
      strictEqual(await style(page, '.row.selected', 'outline-width'), '2px');
      notStrictEqual(await style(page, '.row:not(.selected)', 'outline-style'), 'solid');
      strictEqual(await style(page, '.grid', 'outline-style'), 'solid');
      strictEqual(await style(page, '.row.gap:not(.selected)', 'border-top-style'), 'dashed');
      await page.keyboard.press('Enter');
      await page.locator('.details h2').waitFor();
      await screenshot(page, `forced colours tail ${theme}`);
      await page.locator('.details-sash').focus();
      strictEqual(await style(page, '.details-sash', 'outline-style'), 'solid');
      const [off, on] = ['.filter-toggle[aria-pressed="false"]', '.filter-toggle[aria-pressed="true"]'] as const;
      const released = await style(page, off, 'background-color');
      await page.getByRole('button', { name: 'Findings only' }).click();
      await page.locator(on).waitFor();
      await becomesOther(released, () => style(page, on, 'background-color'));
      const box = 'vscode-checkbox';
      const empty = await style(page, box, 'background-color', 'control');
      await page.locator(box).first().click();
      await becomesOther(empty, () => style(page, box, 'background-color', 'control'));
      await screenshot(page, `forced colours tail filtered ${theme}`);
      await page.emulateMedia({ forcedColors: 'none' });
      await page.waitForFunction(() => CSS.highlights.has('tail-name'));
      deepStrictEqual(tail.errors, []);
      await page.close();
    });

  it('the settings: the rung that counts, the choice that counts and the preview are told apart', async () => {
    const document = new TestDocument('p.properties', 'bootstrap.servers=b:9092\nacks=0\nenable.idempotence=true\n');
    const { page } = await settings.open(document, { theme: 'dark', width: 420, height: 1200 });
    await force(page);
    await page.locator('vscode-radio[aria-checked="true"]').waitFor();
    const control = (checked: boolean): Promise<string> =>
      style(page, `vscode-radio[aria-checked="${checked}"]`, 'background-color', 'control');
    notStrictEqual(await control(true), await control(false));
    await page.getByText('Orders', { exact: true }).click();
    await page.locator('.diff').waitFor();
    await screenshot(page, 'forced colours settings');
    // The words say it, too: colour is never alone.
    const lines = await page.locator('.diff-line').allTextContents();
    deepStrictEqual(lines, ['− acks=0', '+ acks=all']);
    strictEqual(await page.locator('.ladder', { hasText: 'now' }).count(), 1);
    strictEqual(await style(page, '.preview', 'border-top-style'), 'dashed');
    ok((await page.locator('.ladder').innerText()).includes('after the change'));
    deepStrictEqual(settings.errors, []);
    await page.close();
  });
});
