import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { KafkaError } from '../../src/kafka/errors';
import type { Delivery, DeliveryListener, ProduceRequest, Producer } from '../../src/kafka/producer';
import type { SchemaRegistry } from '../../src/kafka/schemas';
import { firstForm, formOf } from '../../src/produce/firstForm';
import { ProduceBridge, type ProduceParts } from '../../src/produce/produceBridge';
import { SchemaEncoders } from '../../src/produce/SchemaEncoders';
import { openCodec } from '../../src/schemas/openCodec';
import { openBrowser } from '../vscode/openBrowser';
import { pagePort } from './pagePort';
import { startViewServer, type ViewServer } from './startViewServer';
import { screenshot } from './tailPage';

/** The broker's side is played; the form and the bridge are the product's own. */
class PlayedProducer implements Producer {
  readonly requests: ProduceRequest[] = [];
  private listener: DeliveryListener | undefined;
  private finish: (() => void) | undefined;
  cancelled = 0;

  produce(request: ProduceRequest, listener: DeliveryListener) {
    this.requests.push(request);
    this.listener = listener;
    const done = new Promise<void>((resolve) => {
      this.finish = resolve;
    });
    const cancel = (): void => {
      this.cancelled += 1;
    };
    return { done, cancel };
  }

  tell(...deliveries: readonly (readonly [n: number, delivery: Delivery])[]): void {
    for (const [n, delivery] of deliveries) this.listener?.(n, delivery);
  }

  end(): void {
    this.finish?.();
  }

  async close(): Promise<void> {}
}

describe('the form to produce', function () {
  this.timeout(30_000);
  let browser: Browser;
  let server: ViewServer;
  let page: Page;
  let bridge: ProduceBridge | undefined;
  const errors: string[] = [];

  before(async () => {
    [server, browser] = await Promise.all([startViewServer('produce'), openBrowser()]);
  });
  afterEach(async () => {
    bridge?.dispose();
    await page.close();
    assert.deepEqual(errors, []);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  async function open(changes: Partial<ProduceParts> = {}, theme = 'dark', width = 1000): Promise<PlayedProducer> {
    const producer = new PlayedProducer();
    page = await browser.newPage({ viewport: { width, height: 900 } });
    errors.length = 0;
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    const made = new ProduceBridge({
      connection: 'Production',
      topic: 'orders',
      form: firstForm,
      codecs: ['none', 'gzip'],
      facts: async () => ({
        partitions: [0, 1, 2].map((id) => ({ id, replicas: 3, inSync: 3 })),
        minInSync: 1,
        isCompacted: false,
        uncleanElection: false,
      }),
      openProducer: async () => producer,
      refusal: () => undefined,
      showInTail: () => undefined,
      now: () => Date.now(),
      random: () => 0,
      uuid: () => 'u',
      after: (milliseconds, run) => {
        const timer = setTimeout(run, milliseconds);
        return { dispose: () => clearTimeout(timer) };
      },
      log: (message) => errors.push(message),
      schemas: new SchemaEncoders({ openRegistry: undefined, openCodec, now: () => 0 }),
      ...changes,
    });
    bridge = made;
    made.attach(await pagePort(page));
    await page.goto(`${server.url}?theme=${theme}`);
    await page.locator('.samples .sample').first().waitFor();
    return producer;
  }

  it('is filled with a record to send again, and points out the id that it keeps', async () => {
    const record = {
      partition: 2,
      offset: 1841,
      key: new Uint8Array([0xff, 0x00]),
      value: new TextEncoder().encode('{"amount":3}'),
      headers: [{ name: 'message-id', value: new TextEncoder().encode('m1') }],
    };
    const producer = await open({ form: formOf(record), original: record });
    assert.match(await page.locator('.warnings li').first().innerText(), /^Header message-id is kept from orders/);
    await screenshot(page, 'produce-again-dark');
    await page.locator('.header vscode-text-area textarea').fill('m2');
    await page.locator('.warnings li', { hasText: 'message-id' }).waitFor({ state: 'detached' });
    await send().click();
    await page.getByText('Sending: 0 of 1 records').waitFor();
    assert.equal(producer.requests[0]?.partition, 2);
    assert.deepEqual(producer.requests[0]?.record(0), {
      ...{ key: record.key, value: record.value },
      headers: [{ name: 'message-id', value: new TextEncoder().encode('m2') }],
    });
    producer.tell([0, { kind: 'acknowledged', partition: 2, offset: 1900 }]);
    producer.end();
    await page
      .getByText(/^1 record/)
      .first()
      .waitFor();
  });

  /** A registry of one Avro schema under two subjects. */
  const registry: SchemaRegistry = {
    subjects: async () => ['orders-value', 'bills-value'].map((name) => ({ name, isDeleted: false })),
    versions: async () => [1, 2].map((name) => ({ name, isDeleted: false })),
    version: async (subject, version) => ({
      type: 'AVRO',
      text: '{"type":"record","name":"Order","fields":[{"name":"id","type":"int"}]}',
      references: [],
      subject,
      version: version === 'latest' ? 2 : version,
      id: version === 1 ? 11 : 12,
    }),
    schema: async () => {
      throw new Error('not asked');
    },
    compatibility: async () => undefined,
  };
  const schemas = () => new SchemaEncoders({ openRegistry: async () => registry, openCodec, now: () => 0 });

  it('writes JSON by a schema of the registry, of a subject and a version of choice', async () => {
    for (const theme of ['dark', 'light', 'hc-dark']) {
      const value = { kind: 'text' as const, text: '{"id":{{n}}}' };
      const producer = await open({ schemas: schemas(), form: { ...firstForm, value } }, theme);
      const kind = page.locator('vscode-dropdown[aria-label="Value: written as"]');
      await kind.click();
      await kind.locator('vscode-option', { hasText: 'JSON by a schema' }).click();
      await page.getByText('Value: Avro, orders-value version 2, id 12').waitFor();
      assert.equal(await page.getByLabel('Value: subject of the schema').inputValue(), 'orders-value');
      const version = page.locator('vscode-dropdown[aria-label="Value: version of the schema"]');
      await version.click();
      await version.locator('vscode-option', { hasText: 'Version 1' }).click();
      await page.getByText('Value: Avro, orders-value version 1, id 11').waitFor();
      assert.equal(await page.locator('.sample').first().innerText(), 'Record 1: null → 6 bytes: 00 00 00 00 0b 02');
      await screenshot(page, `produce-schema-${theme}`);
      await send().click();
      await page.getByText('Sending: 0 of 5 records').waitFor();
      assert.equal(Buffer.from(producer.requests[0]?.record(4).value ?? []).toString('hex'), '000000000b0a');
      producer.end();
      await page.getByText(/^5 records in/).waitFor();
      if (theme !== 'hc-dark') await page.close();
    }
  });

  it('fills the form with the JSON of a record that a schema wrote', async () => {
    const record = { partition: 0, offset: 3, key: null, value: new Uint8Array([0, 0, 0, 0, 11, 6]), headers: [] };
    await open({ schemas: schemas(), form: formOf(record), original: record });
    assert.equal(await page.locator('vscode-text-area textarea').last().inputValue(), '{"id":3}');
    assert.match(await page.locator('.warnings li').first().innerText(), /^Key, value and headers are still those/);
    await page.locator('vscode-text-area textarea').last().fill('{"id":"x"}');
    await page.locator('.problem', { hasText: 'id' }).first().waitFor();
  });

  const send = () => page.getByRole('button', { name: 'Send' });

  it('sends what it shows, and tells what became of each record', async () => {
    const shown: string[] = [];
    const producer = await open({ showInTail: (partition, offset) => shown.push(`${partition}:${offset}`) });
    assert.equal(await page.locator('h1').innerText(), 'Produce to orders');
    assert.equal(
      await page.locator('.facts').innerText(),
      'Production · 3 partitions, 3 replicas each, min.insync.replicas 1',
    );
    assert.deepEqual(await page.locator('.sample').allInnerTexts(), [
      'Record 1: null → message1',
      'Record 5: null → message5',
    ]);
    assert.match(await page.locator('.warnings').innerText(), /^acks=all, but min.insync.replicas is 1/);
    await send().click();
    await page.getByText('Sending: 0 of 5 records').waitFor();
    producer.tell(
      [0, { kind: 'acknowledged', partition: 1, offset: 7 }],
      [1, { kind: 'acknowledged', partition: 1, offset: 8 }],
      [2, { kind: 'unknown', partition: 0, sentence: 'It was sent, but no answer came. <b>x</b>' }],
      [3, { kind: 'failed', sentence: 'Too large.' }],
      [4, { kind: 'cancelled' }],
    );
    producer.end();
    await page.getByText(/^5 records in/).waitFor();
    assert.deepEqual(await page.locator('.counts li').allInnerTexts(), [
      '✓2 acknowledged',
      '?1 unknown',
      '✕1 failed',
      '–1 not sent',
    ]);
    assert.deepEqual(
      (await page.locator('.line').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ')),
      [
        '✓ Records 1 to 2 acknowledged at 1:7 to 8 Show in tail',
        '? Record 3 unknown, partition 0 It was sent, but no answer came. <b>x</b>',
        '✕ Record 4 failed Too large.',
        '– Record 5 not sent',
      ],
    );
    await page.getByRole('button', { name: 'Show in tail' }).click();
    await page.waitForFunction(() => true);
    assert.deepEqual(shown, ['1:7']);
    assert.equal(producer.requests[0]?.topic, 'orders');
  });

  it('says beside the field what is wrong with it, and sends nothing until it is mended', async () => {
    await open();
    const value = page.locator('vscode-text-area').nth(1).locator('textarea');
    await value.fill('{{oops}}');
    await page.getByText('{{oops}} is no placeholder: see the list, or switch placeholders off.').waitFor();
    assert.equal(
      (await page.locator('vscode-button:has-text("Send")').first().getAttribute('disabled')) !== null,
      true,
    );
    await page.getByRole('checkbox', { name: 'Fill in placeholders' }).click();
    await page.getByText('Record 1: null → {{oops}}').waitFor();
    await page.getByRole('combobox', { name: 'acks' }).click();
    await page.getByRole('option', { name: '1: the leader' }).click();
    await page.getByText('Idempotence and transactions need acks=all.').waitFor();
    await page.getByRole('radio', { name: 'Plain' }).click();
    await page.getByText('Idempotence and transactions need acks=all.').waitFor({ state: 'hidden' });
    await page.getByText(/^acks=1: the leader answers before/).waitFor();
  });

  it('keeps what was typed while it is hidden, headers with their bytes too', async () => {
    const producer = await open();
    await page.getByRole('button', { name: 'Add header' }).click();
    await page.keyboard.type('trace');
    await page.locator('.header vscode-text-area textarea').fill('a-{{n}}');
    await page.getByText('Record 1').waitFor();
    await page.waitForFunction(() => sessionStorage.getItem('acklens-dev-produce')?.includes('a-{{n}}'));
    await page.reload();
    await page.locator('.samples .sample').first().waitFor();
    await send().click();
    await page.getByText('Sending: 0 of 5 records').waitFor();
    assert.deepEqual(producer.requests[0]?.record(1).headers, [
      { name: 'trace', value: new TextEncoder().encode('a-2') },
    ]);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.waitForFunction(() => true);
    assert.equal(producer.cancelled, 1);
    producer.end();
  });

  it('says why nothing is sent: a connection that became read-only, a cluster that does not answer', async () => {
    await open({ refusal: () => 'The connection "Production" is read-only: edit it to allow writing.' });
    await send().click();
    await page.getByText('The connection "Production" is read-only: edit it to allow writing.').waitFor();
    await page.close();
    bridge?.dispose();
    await open({
      facts: () => Promise.reject(new KafkaError('refused', 'localhost:9092 refuses connections.')),
      openProducer: () => Promise.reject(new KafkaError('refused', 'localhost:9092 refuses connections.')),
    });
    await page.getByText('Production · localhost:9092 refuses connections.').waitFor();
    await send().click();
    await page.getByText('Records 1 to 5 failed').waitFor();
  });

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as const)
    it(`is legible in ${theme}, and fits where it is narrow`, async () => {
      const producer = await open({}, theme, theme === 'hc-light' ? 520 : 1000);
      await page.getByRole('button', { name: 'Add header' }).click();
      await page.keyboard.type('trace');
      await send().click();
      await page.getByText('Sending: 0 of 5 records').waitFor();
      producer.tell(
        [0, { kind: 'acknowledged', partition: 1, offset: 7 }],
        [1, { kind: 'unknown', partition: 0, sentence: 'It was sent, but no answer came.' }],
        [2, { kind: 'failed', sentence: 'It is larger than the topic allows: see max.message.bytes of the topic.' }],
      );
      producer.end();
      await page.getByText(/^5 records in/).waitFor();
      await page.locator('vscode-text-area').nth(1).locator('textarea').fill('{"id": {{x}}}');
      await page.getByText(/^{{x}} is no placeholder/).waitFor();
      await screenshot(page, `produce-${theme}`);
      const [wanted, ...placeholders] = await page.evaluate(() => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = 'var(--vscode-input-placeholderForeground)';
        const inputs = [...document.querySelectorAll('vscode-text-field, vscode-text-area')].map((host) =>
          host.shadowRoot?.querySelector('.control'),
        );
        return [
          getComputedStyle(probe).color,
          ...inputs.map((input) => input && getComputedStyle(input, '::placeholder').color),
        ];
      });
      assert.ok(placeholders.length > 3);
      assert.deepEqual([...new Set(placeholders)], [wanted]);
      const controls = page.locator('main vscode-dropdown, main vscode-text-field, main vscode-text-area');
      const { width } = page.viewportSize() ?? { width: 0 };
      for (const control of await controls.all()) {
        const box = await control.boundingBox();
        assert.ok(!box || box.x + box.width <= width - 20, await control.innerText());
      }
    });
});
