import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import type { Page } from 'playwright-core';
import type { Row, TailSlot } from '../../src/protocol/tail';
import type { ThemeName } from '../../webview/dev/themes';
import { textContrasts } from './contrasts';
import { recordsInView, screenshot, settle, TailBench } from './tailPage';

const themes: readonly ThemeName[] = ['dark', 'light', 'hc-dark', 'hc-light'];

const texts = '.cell-partition, .cell-wide, .topic, .label, .details p, .finding-place';

/** Three partitions each of two topics, one of which has a long name. */
const two: readonly TailSlot[] = ['orders', 'payments.refunds.v2'].flatMap((topic, at) =>
  [0, 1, 2].map((partition) => ({ id: at * 3 + partition, topic, partition, name: `${topic}-${partition}` })),
);

/** As the session draws it where a topic was created again. */
const bar: Row = {
  kind: 'hole',
  row: 193,
  code: 'O11',
  partition: 1,
  from: 0,
  to: 0,
  text: 'Topic orders was deleted and created again; what follows is of the new one',
};

describe('tail view: several topics, and topics that were created again', function () {
  this.timeout(60_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  async function readTwo(page: Page): Promise<void> {
    await page.evaluate(async (slots) => {
      const { state } = window.acklensDev;
      Object.assign(state, { slots, options: { ...state.options, moreTopics: ['payments.refunds.v2'] } });
      state.revision += 1;
      state.layout += 1;
      await window.acklensDev.poke();
    }, two);
    await settle(page);
  }

  for (const theme of themes) {
    it(`names the topic beside the partition, legibly in ${theme}`, async () => {
      const page = await bench.open(`rows=200&theme=${theme}`);
      await page.evaluate((row) => window.acklensDev.state.special.set(row.row, row), bar);
      await readTwo(page);
      strictEqual(await page.locator('h1.topic').textContent(), 'orders, payments.refunds.v2');
      await page.locator('.grid').focus();
      await page.keyboard.press('End');
      await settle(page);
      deepStrictEqual((await recordsInView(page)).slice(-2), ['orders-0:33', 'orders-1:33']);
      await page.getByText(bar.text).first().click();
      await page.getByRole('heading', { name: 'Topic created again' }).waitFor();
      await settle(page);
      strictEqual(await page.getByRole('button', { name: 'Look again' }).count(), 0);
      await screenshot(page, `tail-topics-bar-${theme}`);
      await page.locator('.row.record').last().click();
      await page.getByRole('button', { name: 'Verify checksum' }).waitFor();
      await page.getByRole('textbox', { name: 'Partitions to read' }).fill('0, 2-4');
      await page.keyboard.press('Tab');
      await settle(page);
      await screenshot(page, `tail-topics-details-${theme}`);
      const seen = await textContrasts(page, texts);
      ok(seen.length > 20, `${seen.length} texts`);
      for (const { what, ratio } of seen) ok(ratio >= 4.5, `${what}: contrast ${ratio.toFixed(2)}`);
      deepStrictEqual(bench.errors, []);
      await page.close();
    });
  }

  it('goes to a place by the name of the partition, and to its number in the topic of the selected row', async () => {
    const page = await bench.open('rows=600');
    match((await page.locator('.grid-header').textContent()) ?? '', /Part\.Offset/);
    await readTwo(page);
    match((await page.locator('.grid-header').textContent()) ?? '', /PartitionOffset/);
    const goTo = async (target: string): Promise<string | null> => {
      await page.locator('.grid').focus();
      await page.keyboard.press('g');
      await page.keyboard.type(target);
      await page.keyboard.press('Enter');
      await settle(page);
      await page.keyboard.press('Enter');
      await page.locator('.details h2').waitFor();
      const title = await page.locator('.details h2').textContent();
      await page.keyboard.press('Escape');
      return title;
    };
    strictEqual(await goTo('payments.refunds.v2-1:30'), 'Partition payments.refunds.v2-1, offset 30');
    strictEqual(await goTo('1:31'), 'Partition payments.refunds.v2-1, offset 31', 'stays in the topic');
    strictEqual(await goTo('orders-2:40'), 'Partition orders-2, offset 40');
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('filters by topic, and lists findings by the name of their partition', async () => {
    const page = await bench.open('rows=600&keep=100');
    await readTwo(page);
    const filter = page.getByRole('combobox', { name: 'Filter the rows' });
    await filter.fill('topic=payments.refunds.v2 partition=1');
    await page.keyboard.press('Enter');
    await page.waitForFunction(async () => {
      await window.acklensDev.poke();
      return document.querySelector('.filter-state')?.textContent === '17 of 100 rows';
    });
    await settle(page);
    const names = await page.locator('.row.record:visible .cell-partition').allTextContents();
    deepStrictEqual(new Set(names), new Set(['payments.refunds.v2-1']));
    await filter.fill('');
    await page.keyboard.press('Enter');
    await page.locator('.grid').focus();
    await page.keyboard.press('a');
    await page.locator('.finding:not([hidden]) .finding-place').first().waitFor();
    const places = await page.locator('.finding:not([hidden]) .finding-place').allTextContents();
    ok(
      places.every((place) => /^(orders|payments\.refunds\.v2)-[0-2]:\d+/.test(place)),
      places.join(),
    );
    await page.close();
  });

  it('leaves the room to the rows when sixteen topics are read', async () => {
    const page = await bench.open('rows=100', { width: 800 });
    const height = async (): Promise<number> => (await page.locator('.toolbar').boundingBox())?.height ?? 0;
    const before = await height();
    const others = Array.from({ length: 15 }, (_, i) => `warehouse.stock.movements.v${i}`);
    await page.evaluate(async (moreTopics) => {
      const { state } = window.acklensDev;
      Object.assign(state, { options: { ...state.options, moreTopics } });
      await window.acklensDev.poke();
    }, others);
    await settle(page);
    await screenshot(page, 'tail-topics-many-dark');
    strictEqual(await height(), before);
    await page.evaluate(async () => {
      window.acklensDev.state.rows = 0;
      window.acklensDev.state.layout += 1;
      await window.acklensDev.poke();
    });
    await settle(page);
    strictEqual(
      await page.locator('.empty').textContent(),
      'No records yet. Reading from the end of orders and 15 other topics…',
    );
    strictEqual(await page.locator('h1.topic').getAttribute('title'), ['orders', ...others].join(', '));
    await page.close();
  });

  it('names an original that has left memory by its topic', async () => {
    const page = await bench.open('rows=600&keep=40');
    const n = 599;
    await page.evaluate((row) => {
      const mark = { verdict: 1, confidence: 'strong', state: 'final', code: 'D3', letter: 'D' } as const;
      const { state } = window.acklensDev;
      const shown = {
        kind: 'record',
        row,
        partition: 5,
        offset: 99,
        timestamp: 0,
        key: null,
        value: null,
        valueBytes: 0,
        headerCount: 0,
        producerId: -1,
        producerEpoch: -1,
        transaction: 'none',
        sequence: undefined,
        mark: { ...mark, text: 'Copy', of: { partition: 3, offset: 2 } },
      } as const;
      state.special.set(row, shown);
    }, n);
    await readTwo(page);
    await page.locator('.grid').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('o');
    await settle(page);
    strictEqual(await page.locator('.hint').textContent(), 'The original payments.refunds.v2-0:2 is not in memory.');
    await page.close();
  });
});
