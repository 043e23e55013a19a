import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import type { Page } from 'playwright-core';
import { grow, pressed, recordsInView, settle, TailBench } from './tailPage';

describe('tail view: steering', function () {
  this.timeout(60_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('follows new records, and stops following when the user scrolls up', async () => {
    const page = await bench.open('rows=5000');
    strictEqual(await pressed(page, 'Live'), 'true');
    await grow(page, 36);
    strictEqual((await recordsInView(page)).at(-1), '1:839');
    await page.mouse.move(400, 400);
    await page.mouse.wheel(0, -440);
    await page.waitForFunction(() => document.querySelector('.live')?.getAttribute('aria-pressed') === 'false');
    const held = await heldRecords(page);
    await grow(page, 1284);
    deepStrictEqual(await recordsInView(page), held);
    await page.getByText('Live · +1,284 new').click();
    await settle(page);
    strictEqual((await recordsInView(page)).at(-1), '1:1053');
    strictEqual(await pressed(page, 'Live'), 'true');
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('follows again when the user scrolls to the end', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.row.record').nth(4).click();
    await settle(page);
    strictEqual(await pressed(page, 'Live'), 'false');
    await page.mouse.move(300, 300);
    await page.mouse.wheel(0, -2000);
    await settle(page);
    strictEqual(await pressed(page, 'Live'), 'false');
    await page.mouse.wheel(0, 4000);
    await page.waitForFunction(() => document.querySelector('.live')?.getAttribute('aria-pressed') === 'true');
    await page.close();
  });

  it('lets a scroll win against records that come before the browser has told of it', async () => {
    const page = await bench.open('rows=5000');
    await page.evaluate(() => {
      document.querySelector('.grid-scroller')?.scrollTo({ top: 22_000 });
      window.acklensDev.state.rows += 60;
      void window.acklensDev.poke();
    });
    await settle(page);
    strictEqual(await pressed(page, 'Live'), 'false');
    strictEqual(await page.evaluate(() => document.querySelector('.grid-scroller')?.scrollTop), 22_000);
    await page.close();
  });

  it('freezes the view while reading goes on', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.grid').focus();
    await page.keyboard.press('Space');
    const held = await recordsInView(page);
    await grow(page, 1284);
    deepStrictEqual(await recordsInView(page), held);
    strictEqual(await page.locator('.live').textContent(), 'Live · +1,284 new');
    match((await page.locator('.phase').textContent()) ?? '', /^Reading · 6,284 records/);
    await page.getByText('Unfreeze view').click();
    await settle(page);
    strictEqual((await recordsInView(page)).at(-1), '1:1047');
    await page.close();
  });

  it('moves by keyboard alone', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.grid').focus();
    const selected = (): Promise<string | null> => page.locator('.row.selected').getAttribute('aria-rowindex');
    const steps: [key: string, row: number][] = [
      ['ArrowUp', 5001],
      ['ArrowUp', 5000],
      ['Home', 2],
      ['ArrowDown', 3],
      ['End', 5001],
    ];
    for (const [key, rowIndex] of steps) {
      await page.keyboard.press(key);
      await settle(page);
      strictEqual(await selected(), String(rowIndex), key);
      ok(await activeIsSelected(page), `${key}: the selected row is the active one for a screen reader`);
    }
    await page.keyboard.press('PageUp');
    await settle(page);
    const page1 = Number(await selected());
    ok(page1 < 4990 && page1 > 4950, `a page up from row 5001 is row ${page1}`);
    await page.close();
  });

  it('goes to the next finding, to its original and back, and opens the details', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.grid').focus();
    for (const key of ['Home', 'n', 'n']) {
      await page.keyboard.press(key);
      await settle(page);
    }
    // The first findings of the generated topic: a gap in row 30, a conflict in row 33.
    strictEqual(await page.locator('.row.selected').getAttribute('aria-rowindex'), '35');
    await page.keyboard.press('o');
    await settle(page);
    strictEqual(await page.locator('.row.selected').getAttribute('aria-rowindex'), '23');
    await page.keyboard.press('o');
    await settle(page);
    strictEqual(await page.locator('.row.selected').getAttribute('aria-rowindex'), '35');
    await page.keyboard.press('Enter');
    await page.locator('.details h2').waitFor();
    strictEqual(await page.locator('.details h2').textContent(), 'Partition 3, offset 5');
    strictEqual(
      await page.locator('.details .sentence').textContent(),
      'Same key and number as an earlier record, other content',
    );
    await page.getByText('Show original 3:3').click();
    await settle(page);
    strictEqual(await page.locator('.details h2').textContent(), 'Partition 3, offset 3');
    await page.keyboard.press('N');
    await settle(page);
    strictEqual(await page.locator('.hint').textContent(), 'No finding above.');
    await page.keyboard.press('Escape');
    strictEqual(await page.locator('.details').isVisible(), false);
    await page.close();
  });

  it('goes through the findings of one kind by the counters with Shift, round and round', async () => {
    const page = await bench.open('rows=5000');
    const chip = page.getByRole('button', { name: 'Duplicates' });
    const visited: (string | null)[] = [];
    for (let i = 0; i < 2; i += 1) {
      await chip.click({ modifiers: ['Shift'] });
      await settle(page);
      visited.push(await page.locator('.row.selected').getAttribute('aria-rowindex'));
    }
    await page.locator('.grid').focus();
    await page.keyboard.press('End');
    await settle(page);
    await chip.click({ modifiers: ['Shift'] });
    await settle(page);
    visited.push(await page.locator('.row.selected').getAttribute('aria-rowindex'));
    // Rows 40, 137, ... of the generated topic; the header of the grid is its row 1.
    deepStrictEqual(visited, ['42', '139', '42']);
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('explains a gap, and jumps to the records on both sides of it', async () => {
    const page = await bench.open('rows=5000');
    await page.getByRole('button', { name: 'Gaps' }).click({ modifiers: ['Shift'] });
    await settle(page);
    await page.keyboard.press('Escape');
    await page.locator('.row.gap').first().click();
    await page.locator('.details .sentence').waitFor();
    strictEqual(await page.locator('.details h2').textContent(), 'Gap, partition 0');
    strictEqual(await page.locator('.details .sentence').textContent(), '3 missing: 5..7 of key order-30.');
    deepStrictEqual(await page.locator('.explanation li').allTextContents(), [
      'No offset between the two is without a record.',
      'Sequence: JSON seq, per key.',
    ]);
    await page.getByRole('button', { name: 'Show record before 0:4' }).click();
    await settle(page);
    strictEqual(await page.locator('.details h2').textContent(), 'Partition 0, offset 4');
    await page.close();
  });

  it('follows a key over other rows, and lets it go', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.grid').press('Home');
    await settle(page);
    const place = async (): Promise<string> => {
      await settle(page);
      return `${await page.locator('.row.selected:not([hidden]) .cell-key').textContent()} ${await page.locator('.row.selected:not([hidden]) .cell-offset').textContent()}`;
    };
    strictEqual(await place(), 'order-0 0');
    await page.keyboard.press(']');
    // Row 40: the selected record's key, although nothing is followed.
    strictEqual(await place(), 'order-0 6');
    await page.keyboard.press('f');
    await page.getByRole('button', { name: 'Following key order-0; let it go' }).waitFor();
    await settle(page);
    deepStrictEqual(
      [...new Set(await page.locator('.row.of-key:not([hidden]) .cell-key').allTextContents())],
      ['order-0'],
    );
    await page.keyboard.press('ArrowDown');
    strictEqual(await place(), 'order-1 6');
    await page.keyboard.press(']');
    strictEqual(await place(), 'order-0 13');
    await page.keyboard.press('[');
    await settle(page);
    await page.keyboard.press('[');
    strictEqual(await place(), 'order-0 0');
    await page.keyboard.press('[');
    await settle(page);
    strictEqual(await page.locator('.hint').textContent(), 'No earlier record of this key is in memory.');
    await page.keyboard.press('f');
    await settle(page);
    strictEqual(await page.locator('.of-key').count(), 0);
    strictEqual(await page.locator('.followed-key').isVisible(), false);
    await page.close();
  });

  it('marks a record and comes back to it', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.grid').press('M');
    await settle(page);
    strictEqual(await page.locator('.hint').textContent(), 'No record is marked: m marks the selected one.');
    await page.keyboard.press('Home');
    await settle(page);
    await page.keyboard.press('m');
    await settle(page);
    await page.keyboard.press('End');
    await settle(page);
    strictEqual(await page.locator('.row.selected:not([hidden]) .cell-offset').textContent(), '833');
    for (const key of ['M', "'"]) {
      await page.keyboard.press(key);
      await settle(page);
      strictEqual(await page.locator('.row.selected.marked:not([hidden]) .cell-offset').textContent(), '0');
    }
    await page.close();
  });

  it('leaves the keys of a control to the control', async () => {
    const page = await bench.open('rows=5000');
    const limit = page.getByRole('textbox', { name: 'Stop after so many records' });
    await limit.focus();
    await page.keyboard.type('n f?');
    strictEqual(await limit.inputValue(), 'n f?');
    strictEqual(await page.locator('.help').isVisible(), false);
    strictEqual(await page.locator('.tail.frozen').count(), 0);
    await page.close();
  });

  it('restarts with edited options, and says what is wrong with them', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('vscode-dropdown').first().click();
    await page.getByRole('option', { name: 'From offset' }).click();
    const at = page.getByRole('textbox', { name: 'Start position' });
    await at.fill('two');
    await page.getByText('Apply and restart').click();
    strictEqual(
      await page.locator('.toolbar-problem').textContent(),
      'Type an offset such as 1200, or partition:offset such as 2:1200.',
    );
    await at.fill('2:1200');
    await page.getByRole('textbox', { name: 'Stop after so many records' }).fill('5');
    await page.keyboard.press('Enter');
    await settle(page);
    const { start, maxMessages } = await page.evaluate(() => window.acklensDev.state.options);
    deepStrictEqual({ start, maxMessages }, { start: { kind: 'offset', offset: 1200, partition: 2 }, maxMessages: 5 });
    strictEqual(
      await page.locator('.empty').textContent(),
      'No records yet. Reading from offset 1200 in partition 2 of orders…',
    );
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('pauses and resumes reading, which is not freezing', async () => {
    const page = await bench.open('rows=5000');
    await page.getByText('Pause reading').click();
    await grow(page, 0);
    strictEqual(await page.locator('.phase').textContent(), 'Reading paused · 5,000 records');
    await page.getByText('Resume reading').click();
    strictEqual(await page.evaluate(() => window.acklensDev.state.phase), 'reading');
    await page.close();
  });

  it('keeps the sentence of a selected gap up to date', async () => {
    const page = await bench.open('rows=40');
    const plantGap = (state: 'open' | 'confirmed', text: string): Promise<void> =>
      page.evaluate(
        async ([to, words]) => {
          const { state } = window.acklensDev;
          const place = { row: 30, partition: 0, offset: 5, key: null, missing: [[7, 7]] as const };
          const code = to === 'open' ? 'G1' : 'G3';
          state.special.set(30, { kind: 'gap', verdict: 9, code, state: to, text: words, ...place });
          state.revision += 1;
          await window.acklensDev.poke();
        },
        [state, text] as const,
      );
    await plantGap('open', '1 missing: 7');
    await page.getByText('1 missing: 7').click();
    await settle(page);
    strictEqual(await page.locator('.details p').textContent(), '1 missing: 7.');
    await plantGap('confirmed', '1 missing: 7: never written to this partition');
    await settle(page);
    strictEqual(await page.locator('.details p').textContent(), '1 missing: 7: never written to this partition.');
    await page.close();
  });

  it('closes the details by Esc, also while those of the next row are on their way', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.row.record').nth(4).click();
    await page.locator('.details').waitFor();
    await page.evaluate(() => {
      const { details } = window.acklensDev.state;
      const get = details.get.bind(details);
      details.get = (row) => {
        document.querySelector('.grid')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
        return get(row);
      };
    });
    await page.keyboard.press('ArrowDown');
    await page.locator('.details').waitFor({ state: 'hidden' });
    await settle(page);
    strictEqual(await page.locator('.details').isVisible(), false);
    strictEqual(await page.locator('.row.selected').count(), 1);
    await page.close();
  });

  it('lists its keys', async () => {
    const page = await bench.open('rows=5000');
    await page.locator('.grid').focus();
    await page.keyboard.press('?');
    ok(await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).isVisible());
    await page.keyboard.press('Escape');
    strictEqual(await page.locator('.help').isVisible(), false);
    await page.close();
  });
});

/** The records in view once the wheel, which the browser animates, has come to rest. */
async function heldRecords(page: Page): Promise<string[]> {
  let held = await recordsInView(page);
  for (;;) {
    await settle(page);
    const now = await recordsInView(page);
    if (now.join() === held.join()) return held;
    held = now;
  }
}

const activeIsSelected = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const active = document.querySelector('.grid')?.getAttribute('aria-activedescendant');
    return active !== null && document.querySelector('.row.selected')?.id === active;
  });
