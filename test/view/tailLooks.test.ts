import { deepStrictEqual, notStrictEqual, ok, strictEqual } from 'node:assert';
import type { ThemeName } from '../../webview/dev/themes';
import { textContrasts } from './contrasts';
import { screenshot, settle, TailBench } from './tailPage';

const themes: readonly ThemeName[] = ['dark', 'light', 'hc-dark', 'hc-light'];

const texts =
  '.cell-key, .cell-value, .cell-offset, .cell-time, .cell-wide, .phase, .chip, .rule, .horizon, .details p, .details dd, .details dt, .label, .connection';

describe('tail view: looks', function () {
  this.timeout(60_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  for (const theme of themes) {
    it(`is legible in ${theme}`, async () => {
      const page = await bench.open(`rows=5000&theme=${theme}`);
      await page.locator('.grid').focus();
      await page.keyboard.press('Home');
      for (let i = 0; i < 6; i += 1) await page.keyboard.press('n');
      await settle(page);
      await screenshot(page, `tail-${theme}`);
      await page.keyboard.press('Enter');
      await page.locator('.details h2').waitFor();
      await page.getByText('Options').click();
      await settle(page);
      await screenshot(page, `tail-details-${theme}`);
      const seen = await textContrasts(page, texts);
      ok(seen.length > 50, `${seen.length} texts`);
      for (const { what, ratio } of seen) ok(ratio >= 4.5, `${what}: contrast ${ratio.toFixed(2)}`);
      deepStrictEqual(bench.errors, []);
      await page.close();
    });
  }

  for (const selection of ['', '#00000018', '#0060c0']) {
    it(`keeps the letter of a selected mark legible on ${selection || "the theme's selection"}`, async () => {
      const page = await bench.open('rows=5000&theme=light');
      if (selection)
        await page.evaluate(
          (colour) => document.documentElement.style.setProperty('--vscode-list-activeSelectionBackground', colour),
          selection,
        );
      await page.locator('.grid').focus();
      await page.keyboard.press('Home');
      const mark = page.locator('.row.selected .mark.filled');
      for (let i = 0; i < 20 && !(await mark.isVisible()); i += 1) {
        await page.keyboard.press('n');
        await settle(page);
      }
      const [letter, shape, plate] = await mark.evaluate((svg) => [
        getComputedStyle(svg.querySelector('text') ?? svg).fill,
        getComputedStyle(svg.querySelector('path') ?? svg).fill,
        getComputedStyle(svg).backgroundColor,
      ]);
      deepStrictEqual([letter, plate], ['rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
      notStrictEqual(shape, letter);
      await page.close();
    });
  }

  it('takes a change of the theme without a reload', async () => {
    const page = await bench.open('rows=5000&theme=dark');
    const colours = (): Promise<string[]> =>
      page.evaluate(() =>
        ['body', '.mark path', 'vscode-button', '.row.tone-duplicate'].map((selector) => {
          const element = document.querySelector(selector);
          const style = element && getComputedStyle(element);
          return `${selector} ${style?.backgroundColor} ${style?.stroke}`;
        }),
      );
    const before = await colours();
    await page.evaluate(() => window.acklensDev.theme('light'));
    await settle(page);
    const after = await colours();
    for (const [i, colour] of after.entries()) notStrictEqual(colour, before[i]);
    await page.close();
  });

  it('tells every finding by shape and letter, not by colour alone', async () => {
    const page = await bench.open('rows=5000', { height: 2000 });
    await page.locator('.grid').focus();
    await page.keyboard.press('Home');
    await settle(page);
    const marks = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.row:not([hidden])')].flatMap((row) => {
        const mark = row.querySelector('.cell-mark');
        const shape = [...(mark?.querySelector('svg')?.classList ?? [])].find((name) =>
          /^mark-(square|diamond|circle|triangle|hexagon|octagon)$/.test(name),
        );
        const label = mark?.getAttribute('aria-label');
        return label ? [`${shape} ${mark?.textContent}: ${label}`] : [];
      }),
    );
    deepStrictEqual(marks, [
      'mark-diamond G: 3 missing: 5..7 of key order-30',
      'mark-triangle C: Same key and number as an earlier record, other content',
      'mark-circle L: Arrived after a higher number of its key',
      'mark-square D: Retry of 4:4: the same batch was written twice',
      'mark-hexagon R: The sequence of this key began anew',
      'mark-circle r: A heartbeat: the same content at regular times',
    ]);
    await page.close();
  });

  it('says what is going on where there is no row', async () => {
    const page = await bench.open('rows=0');
    strictEqual(await page.locator('.empty').textContent(), 'No records yet. Reading from the end of orders…');
    await page.evaluate(async () => {
      const { state } = window.acklensDev;
      Object.assign(state, { phase: 'failed', notices: ['Nothing listens on localhost:9092.'] });
      await window.acklensDev.poke();
    });
    await settle(page);
    strictEqual(await page.locator('.empty').textContent(), 'Nothing could be read from orders.');
    strictEqual(await page.getByRole('alert').first().textContent(), 'Nothing listens on localhost:9092.');
    await screenshot(page, 'tail-failed-dark');
    await page.close();
  });

  it('counts nothing that was not looked for', async () => {
    const page = await bench.open('rows=0');
    deepStrictEqual(await page.locator('.chip:visible').allTextContents(), ['Duplicates –', 'Gaps –']);
    strictEqual(
      await page.locator('.chip-gap').first().getAttribute('title'),
      'Not looked for: no sequence number was found or chosen (Options)',
    );
    await page.evaluate(async () => {
      window.acklensDev.state.rows = 50;
      await window.acklensDev.poke();
    });
    await settle(page);
    deepStrictEqual(await page.locator('.chip:visible').allTextContents(), ['Duplicates 0', 'Gaps 0']);
    await page.evaluate(async () => {
      window.acklensDev.state.counters = {
        identity: { rule: 'not known yet', hitRate: 0 },
        sequence: { rule: 'not known yet', scope: 'none', hitRate: 0 },
        horizon: { records: 0 },
        redeliveries: 3,
      };
      await window.acklensDev.poke();
    });
    await settle(page);
    deepStrictEqual(await page.locator('.chip:visible').allTextContents(), ['Duplicates –', 'Gaps –', 'Read again 3']);
    deepStrictEqual(await page.locator('.rule').allTextContents(), ['id: not known yet', 'sequence: not known yet']);
    strictEqual(await page.locator('.horizon').isVisible(), false);
    await page.close();
  });

  it('is a grid for a screen reader', async () => {
    const page = await bench.open('rows=5000');
    const grid = page.getByRole('grid', { name: 'Records' });
    strictEqual(await grid.getAttribute('aria-rowcount'), '5001');
    strictEqual(await grid.getAttribute('aria-colcount'), '9');
    strictEqual(await page.getByRole('columnheader', { name: 'Offset' }).count(), 1);
    strictEqual(await page.locator('.row:not([hidden])').last().getAttribute('role'), 'row');
    strictEqual(await page.locator('[aria-live=polite]').textContent(), 'Reading. 51 duplicates, 23 gaps.');
    await page.close();
  });

  it('moves nothing for people who asked for less motion', async () => {
    const page = await bench.open('rows=0');
    const animation = async (): Promise<string> => {
      await page.evaluate(async () => {
        window.acklensDev.state.phase = 'connecting';
        await window.acklensDev.poke();
      });
      return page.evaluate(() => {
        const phase = document.querySelector('.phase');
        return phase ? getComputedStyle(phase, '::before').animationName : '';
      });
    };
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    strictEqual(await animation(), 'breathe');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    strictEqual(await animation(), 'none');
    await page.close();
  });

  it('stays usable in a narrow panel', async () => {
    const page = await bench.open('rows=300000&keep=250000&theme=light', { width: 420 });
    await page.locator('.row.record').nth(2).click();
    await page.locator('.details h2').waitFor();
    await settle(page);
    await screenshot(page, 'tail-narrow-light');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    strictEqual(wide, 0, 'nothing sticks out');
    strictEqual(await page.locator('.row.selected').isVisible(), true, 'the details do not push their row out of view');
    await page.close();
  });
});
