import { deepStrictEqual, strictEqual } from 'node:assert';
import type { TailDetails } from '../../src/protocol/tail';
import { screenshot, settle, TailBench } from './tailPage';

describe('tail view: explaining', function () {
  this.timeout(60_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('compares a copy with its original field by field, and advises', async () => {
    const page = await bench.open('rows=200');
    await page.locator('.grid').focus();
    await page.keyboard.press('Home');
    await page.locator('.grid').press('Enter');
    strictEqual(await page.locator('.comparison').count(), 0, 'a plain record has nothing to be compared with');
    await page.getByRole('button', { name: 'Duplicates' }).click({ modifiers: ['Shift'] });
    await page.locator('.comparison').waitFor();
    deepStrictEqual((await page.locator('.changes tbody tr').allInnerTexts()).slice(0, 3), [
      'key\torder-28\torder-0',
      'value $.orderId\t"order-28"\t"order-0"',
      'value $.seq\t4\t6',
    ]);
    deepStrictEqual(await page.locator('.advice h3').allTextContents(), ['What usually causes it', 'What to check']);
    await page.close();
  });

  it('shows hostile payloads of both copies as text', async () => {
    const page = await bench.open('rows=200');
    const texts = ['same <img src=x onerror=alert(1)> end', 'same \u202eevil end'];
    await page.evaluate(
      (records) => {
        for (const { n, details } of records) window.acklensDev.state.details.set(n, details);
      },
      texts.map((text, i) => ({ n: [28, 40][i] ?? 0, details: copyOf(text) })),
    );
    await page.getByRole('button', { name: 'Duplicates' }).click({ modifiers: ['Shift'] });
    await page.locator('.grid').press('Enter');
    await page.locator('.changed-text').waitFor();
    deepStrictEqual(
      [await page.locator('.changed-text del').textContent(), await page.locator('.changed-text ins').textContent()],
      ['<img src=x onerror=alert(1)>', '‹U+202E›evil'],
    );
    strictEqual(await page.locator('.details img').count(), 0);
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  const producers = {
    producers: [
      {
        id: 'file:///w/shop.sh#1',
        file: 'scripts/shop.sh',
        line: 12,
        label: 'kafka-console-producer',
        reasons: ['writes to orders', 'to this cluster', 'idempotence off (acks=1)'],
        isLikely: true,
      },
      {
        id: 'file:///w/app.properties#2',
        file: 'config/<b>app</b>.properties',
        line: 3,
        label: 'producer settings',
        reasons: ['names no topic', 'to servers named elsewhere', 'idempotence off (enable.idempotence=false)'],
        isLikely: false,
      },
    ],
    more: 2,
    note: undefined,
    canScan: false,
  };

  it('leads from a duplicate to the producers that can cause it', async () => {
    for (const theme of ['dark', 'light', 'hc-dark']) {
      const page = await bench.open(`rows=200&theme=${theme}`);
      await page.evaluate((list) => {
        window.acklensDev.state.producers = list;
      }, producers);
      await page.getByRole('button', { name: 'Duplicates' }).click({ modifiers: ['Shift'] });
      await page.locator('.grid').press('Enter');
      await page.locator('.producer-list').waitFor();
      strictEqual(await page.locator('.producers h3').textContent(), 'Producers that can cause it');
      deepStrictEqual(await page.locator('.producer-list li').allInnerTexts(), [
        'scripts/shop.sh:12 kafka-console-producer\nwrites to orders, to this cluster, idempotence off (acks=1)',
        'config/<b>app</b>.properties:3 producer settings\nnames no topic, to servers named elsewhere, idempotence off (enable.idempotence=false)',
      ]);
      strictEqual(await page.locator('.producers-found > p').textContent(), '2 more fit less well.');
      await page.locator('.producers').scrollIntoViewIfNeeded();
      await screenshot(page, `tail-producers-${theme}`);
      await page.locator('.producer-list .link').first().press('Enter');
      await settle(page);
      deepStrictEqual(await page.evaluate(() => window.acklensDev.state.shownProducers), ['file:///w/shop.sh#1']);
      deepStrictEqual(bench.errors, []);
      await page.close();
    }
  });

  it('looks for the producer of any record without idempotence when asked, and offers the scan', async () => {
    const page = await bench.open('rows=200');
    await page.evaluate((note) => {
      window.acklensDev.state.producers = { producers: [], more: 0, note, canScan: true };
    }, 'acklens.scanWorkspace is off, so the workspace was not looked through.');
    await page.locator('.grid').focus();
    await page.keyboard.press('Home');
    await page.locator('.grid').press('Enter');
    strictEqual(await page.locator('.producers h3').textContent(), 'Producers without idempotence');
    await page.getByRole('button', { name: 'Find in workspace' }).click();
    await page.getByText('acklens.scanWorkspace is off').waitFor();
    await page.evaluate((list) => {
      window.acklensDev.state.producers = list;
    }, producers);
    await page.getByRole('button', { name: 'Scan workspace' }).click();
    await page.locator('.producer-list li').first().waitFor();
    strictEqual(await page.locator('.producer-list li').count(), 2);
    await page.close();
  });

  it('opens the form to produce with the record, or says why not', async () => {
    const page = await bench.open('rows=200');
    await page.locator('.grid').focus();
    await page.keyboard.press('Home');
    await page.locator('.grid').press('Enter');
    await page.getByRole('button', { name: 'Produce again, edited…' }).click();
    await settle(page);
    deepStrictEqual(await page.evaluate(() => window.acklensDev.state.produced), [0]);
    await page.locator('.grid').press('ArrowDown');
    await page.locator('.grid').press('e');
    await page.getByText('Kafka does not have this record any more').first().waitFor();
    await page.close();
  });

  it('looks again at the broker and says what it saw', async () => {
    const page = await bench.open('rows=1000');
    await page.getByRole('button', { name: 'Gaps' }).click({ modifiers: ['Shift'] });
    await page.locator('.grid').press('Enter');
    await page.getByRole('button', { name: 'Look again' }).click();
    await settle(page);
    const [said, ...evidence] = await page.locator('.looked-again').locator('p, li').allTextContents();
    strictEqual(said?.replace(/^\d\d:\d\d:\d\d/, 'TIME'), 'TIME: Both are in the log now.');
    deepStrictEqual(evidence, ['Key, value and headers are equal byte for byte.']);
    await page.close();
  });
});

const copyOf = (text: string): TailDetails => ({
  partition: 4,
  offset: 6,
  timestamp: 1,
  timestampType: 'create',
  key: null,
  value: { text, cut: false, binary: false },
  keyBytes: 0,
  valueBytes: text.length,
  headers: [],
  producerId: -1,
  producerEpoch: -1,
  baseSequence: -1,
  transaction: 'none',
  payload: 'memory',
  explanation: { sentence: 'Retry.', evidence: [], of: { partition: 4, offset: 4 } },
});
