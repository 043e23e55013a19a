import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { grow, pressed, screenshot, settle, TailBench } from './tailPage';

describe('tail view: toolbar', function () {
  this.timeout(60_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('calls nothing live once the reading is over, and says why', async () => {
    const page = await bench.open('rows=5000');
    await page.evaluate(async () => {
      window.acklensDev.state.phase = 'stopped';
      await window.acklensDev.poke();
    });
    await settle(page);
    const live = page.locator('.live');
    strictEqual(await pressed(page, 'Live'), 'false');
    strictEqual(await live.evaluate((button) => button.classList.contains('on')), false);
    strictEqual(await page.getByRole('button', { name: 'Live' }).isDisabled(), true);
    strictEqual(
      await live.getAttribute('title'),
      'Reading was stopped: no newer records will come. Restart reads again.',
    );
    await page.close();
  });

  it('writes the names of its buttons within them', async () => {
    for (const width of [1280, 500]) {
      const page = await bench.open('rows=5000', { width });
      await page.locator('.row.record').nth(4).click();
      await grow(page, 1284);
      const spilt = await page.locator('.toolbar vscode-button >> visible=true').evaluateAll((all) =>
        all.flatMap((button) => {
          const words = document.createRange();
          words.selectNodeContents(button);
          const [inner, outer] = [words.getBoundingClientRect(), button.getBoundingClientRect()];
          return inner.left >= outer.left && inner.right <= outer.right ? [] : [button.textContent];
        }),
      );
      deepStrictEqual(spilt, [], `at ${width}`);
      const said = await page.locator('.live').innerText();
      strictEqual(said.trim(), width === 1280 ? 'Live · +1,284 new' : 'Live · +1,284');
      await page.close();
    }
  });

  it('keeps the filter of half an editor on one line, without what only a filter needs', async () => {
    const page = await bench.open('rows=5000', { width: 500 });
    const around = page.locator('.filter-around >> visible=true');
    const height = (): Promise<number> =>
      page.locator('.filter-bar').evaluate((bar) => bar.getBoundingClientRect().height);
    ok((await height()) < 40, `${await height()} px`);
    strictEqual(await around.count(), 0);
    await page.getByRole('button', { name: 'Findings only' }).click();
    await around.waitFor();
    await page.close();
  });

  it('takes three lines of half an editor, and calls its buttons by their whole names all the same', async () => {
    const page = await bench.open('rows=5000', { width: 500 });
    const tops = await page
      .locator('.toolbar vscode-button >> visible=true')
      .evaluateAll((all) => all.map((one) => `${one.textContent} ${Math.round(one.getBoundingClientRect().top / 10)}`));
    const [restart, ...actions] = tops.map((one) => one.split(' ').at(-1));
    strictEqual(new Set(actions).size, 1, tops.join(', '));
    ok(Number(restart) < Number(actions[0]));
    const height = await page.locator('.toolbar').evaluate((bar) => bar.getBoundingClientRect().height);
    ok(height < 110, `${height} px`);
    for (const name of ['Pause reading', 'Freeze view', 'Restart']) {
      const button = page.getByRole('button', { name, exact: true });
      strictEqual(await button.count(), 1, name);
    }
    strictEqual((await page.getByRole('button', { name: 'Freeze view' }).innerText()).trim().length < 11, true);
    await page.close();
  });

  it('leaves the lines of half an editor to the rows: the status takes four, and says all of it', async () => {
    const page = await bench.open('rows=5000&keep=4000', { width: 500 });
    const status = page.locator('.status');
    const height = await status.evaluate((line) => line.getBoundingClientRect().height);
    ok(height < 72, `${height} px`);
    deepStrictEqual((await status.innerText()).split('\n'), [
      'Reading · 5,000 records · 0/s',
      ...['Duplicates 51', 'Gaps 23', 'Late 12', 'Conflicts 9', 'Restarts 8', 'Repeats 60', 'Aborted 42'],
      ...['id: JSON eventId (99 %)', 'sequence: JSON seq by key (100 %)'],
      ...['Horizon: all read', 'In memory: last 4,000 rows'],
      ...['Histogram', 'Keys', 'Findings'],
    ]);
    strictEqual(
      await page.locator('.bound').getAttribute('title'),
      'The view keeps the last 4,000 rows (limit 4,000); 1,000 earlier rows left memory, still in Kafka',
    );
    await page.setViewportSize({ width: 1280, height: 720 });
    strictEqual(await page.locator('.horizon').innerText(), 'Duplicates recognised within all 5,000 records read');
    await page.close();
  });

  it('keeps by one click what was found by itself, for the next reading', async () => {
    const page = await bench.open('rows=5000');
    await page.getByText('Options').click();
    const keep = page.getByRole('button', { name: 'Keep found' });
    strictEqual(await keep.count(), 2);
    await keep.first().click();
    await keep.first().click();
    strictEqual(await keep.count(), 0);
    await screenshot(page, 'tail-kept-rules');
    await page.getByRole('button', { name: 'Apply and restart' }).click();
    await settle(page);
    const { identity, sequence } = await page.evaluate(() => window.acklensDev.state.options);
    deepStrictEqual(identity, { kind: 'json', path: 'eventId' });
    deepStrictEqual(sequence, { kind: 'json', path: 'seq', scope: 'key' });
    await page.close();
  });

  it('gives only the primary buttons the border of the primary ones', async () => {
    const page = await bench.open('rows=20');
    const borders = await page.evaluate(() => {
      const { style } = document.documentElement;
      style.setProperty('--vscode-button-border', 'rgb(1, 2, 3)');
      style.setProperty('--vscode-button-secondaryBorder', 'rgb(4, 5, 6)');
      return ['.live.on', 'vscode-button:not(.live)'].map((selector) => {
        const control = document.querySelector(`.toolbar ${selector}`)?.shadowRoot?.querySelector('.control');
        return control ? getComputedStyle(control).borderTopColor : undefined;
      });
    });
    deepStrictEqual(borders, ['rgb(1, 2, 3)', 'rgb(4, 5, 6)']);
    await page.close();
  });
});
