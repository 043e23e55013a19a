import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { until } from '../broker/reading';
import { SettingsBench, TestDocument } from './settingsPage';
import { screenshot } from './tailPage';

const views = '# Page views.\nbootstrap.servers=b:9092\nacks=0 \n! end\n';
const two =
  'a.producer.bootstrap.servers=b:1\na.producer.acks=1\n\nb.producer.bootstrap.servers=b:2\nb.producer.acks=0\n';

const row = (key: string): string => `.setting[data-key="${key}"]`;

/** The ladder as a person reads it, from the top: `Idempotent [after the change]`. */
const ladder = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.rung')].map((rung) => {
      const marks = [...rung.querySelectorAll('.rung-mark')].map((mark) => ` [${mark.textContent}]`);
      return `${rung.querySelector('.rung-title')?.textContent}${marks.join('')}`;
    }),
  );

/** Fails with what the field holds when it does not come to hold `expected` within two seconds. */
async function waitForValue(field: Locator, expected: string): Promise<void> {
  for (let i = 0; i < 40 && (await field.inputValue()) !== expected; i++) await sleep(50);
  strictEqual(await field.inputValue(), expected);
}

const choose = async (page: Page, key: string, label: string): Promise<void> => {
  await page.locator(`${row(key)} vscode-dropdown`).click();
  await page.locator(`${row(key)} vscode-option[value="${label}"]`).click();
};

describe('settings view: cards', function () {
  this.timeout(60_000);
  const bench = new SettingsBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('shows where a producer stands, without claiming that acks=1 is at least once', async () => {
    const { page } = await bench.open(new TestDocument('views-producer.properties', views.replace('acks=0', 'acks=1')));
    deepStrictEqual(await ladder(page), [
      'Transactional',
      'Idempotent',
      'At least once',
      'Usually at least once, not guaranteed [now]',
      'At most once',
    ]);
    const lowest = page.locator('.rung').last();
    strictEqual(await lowest.locator('.rung-why').textContent(), 'not held: a retry may write a record twice');
    strictEqual(await page.locator('.rung-climbed').count(), 0, 'no promise is drawn as kept');
    strictEqual(
      await page.locator('.hold').first().textContent(),
      'acks=1: an acknowledged record is lost if the leader fails before a follower has copied it.',
    );
    await page.close();
  });

  it('previews a change before it is written, and writes it on Apply', async () => {
    const document = new TestDocument('views-producer.properties', views);
    const { page } = await bench.open(document);
    await choose(page, 'acks', 'all');
    await page.locator('.diff').waitFor();
    deepStrictEqual(await ladder(page), [
      'Transactional',
      'Idempotent [after the change]',
      'At least once',
      'At most once [now]',
    ]);
    strictEqual(await page.locator('.preview-verdict').textContent(), 'At most once → Idempotent');
    strictEqual(await page.locator('.change.lost').count(), 1);
    strictEqual(document.text, views);
    await page.getByText('Apply', { exact: true }).click();
    await page.locator('.preview').waitFor({ state: 'hidden' });
    strictEqual(document.text, views.replace('acks=0', 'acks=all'));
    strictEqual(document.writes.length, 1);
    deepStrictEqual((await ladder(page))[1], 'Idempotent [now]');
    strictEqual(
      await page.locator('[role="status"]').textContent(),
      'Written to the file. Undo takes it back in one step.',
    );
    deepStrictEqual(bench.errors, []);
    await page.close();
  });

  it('shows findings that a change brings', async () => {
    const { page } = await bench.open(
      new TestDocument('views-producer.properties', views.replace('acks=0', 'acks=all')),
    );
    await page.locator(`${row('enable.idempotence')} vscode-radio[value="true"]`).click();
    await page.locator(`${row('max.in.flight.requests.per.connection')} input`).fill('9');
    await page.locator('.change.gained').waitFor();
    strictEqual(
      await page.locator('.change.gained').textContent(),
      'New: Idempotence allows at most 5 in-flight requests; 9 makes the producer fail to start.',
    );
    strictEqual(await page.locator('.preview-verdict').textContent(), 'Idempotent → Cannot send');
    await screenshot(page, 'settings-gained-dark');
    await page.getByText('Discard', { exact: true }).click();
    await page.locator('.preview').waitFor({ state: 'hidden' });
    // The toolkit writes a field's value in a later turn.
    await waitForValue(page.locator(`${row('max.in.flight.requests.per.connection')} input`), '');
    await page.close();
  });

  it('says at the setting what cannot be written', async () => {
    const { page } = await bench.open(new TestDocument('views-producer.properties', views));
    await page.locator(`${row('retries')} input`).fill('many');
    await page.locator(`${row('retries')} .problem >> visible=true`).waitFor();
    strictEqual(
      await page.locator(`${row('retries')} .problem`).textContent(),
      'Retries is a whole number from 0 to 2147483647.',
    );
    ok(await page.locator('vscode-button', { hasText: 'Apply' }).evaluate((button) => button.hasAttribute('disabled')));
    await page.close();
  });

  it('greys defaults with their source and shows placeholders as unknown', async () => {
    const { page } = await bench.open(
      new TestDocument(
        'views-producer.properties',
        `bootstrap.servers=b:9092\nacks=\x24{ACKS}\nretries=\x24{RETRIES:7}\n`,
      ),
    );
    const origin = (key: string): Promise<string | null> => page.locator(`${row(key)} .origin`).textContent();
    strictEqual(await origin('acks'), 'Unknown: the value comes from somewhere else.');
    strictEqual(await origin('retries'), '7 is the default of \x24{RETRIES}.');
    strictEqual(await origin('delivery.timeout.ms'), 'Default of Java client 4.2.');
    ok(await page.locator(`${row('delivery.timeout.ms')}.default`).count());
    deepStrictEqual((await ladder(page)).at(-1), 'Not judged [now]');
    await page.close();
  });

  it('fills a preset in, says what it costs, and changes nothing until Apply', async () => {
    const document = new TestDocument('views-producer.properties', views);
    const { page } = await bench.open(document);
    await page.getByText('Payments', { exact: true }).click();
    await page.locator('.diff').waitFor();
    const notes = await page.locator('.preview .note').allTextContents();
    ok(notes[0]?.startsWith('Payments: No acknowledged record is lost'), notes[0]);
    ok(notes[1]?.startsWith('For the top rung also type a transactional id'), notes[1]);
    strictEqual(document.text, views);
    await page.locator(`${row('transactional.id')} input`).fill('views-1');
    await page.locator('.preview-verdict', { hasText: 'Transactional' }).waitFor();
    await page.getByText('Apply', { exact: true }).click();
    await page.locator('.preview').waitFor({ state: 'hidden' });
    strictEqual(document.text, '# Page views.\nbootstrap.servers=b:9092\nacks=all \ntransactional.id=views-1\n! end\n');
    strictEqual(document.writes.length, 1);
    await page.close();
  });

  it('keeps what a preset has said while its own choices arrive at the controls', async () => {
    const text = 'bootstrap.servers=b:9092\nacks=0\nenable.idempotence=false\n';
    const { page } = await bench.open(new TestDocument('views-producer.properties', text));
    await page.getByText('Orders', { exact: true }).click();
    await page.locator('.preview-verdict', { hasText: 'Idempotent' }).waitFor();
    // The control of idempotence says "changed" in the next frame.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const notes = await page.locator('.preview .note').allTextContents();
    ok(notes[0]?.startsWith('Orders: No acknowledged record is lost'), notes[0]);
    strictEqual(await page.locator(`${row('enable.idempotence')}.edited`).count(), 1);
    await page.close();
  });

  it('keeps a choice while the file is edited and while another is followed', async () => {
    const document = new TestDocument('views-producer.properties', views);
    const { page, bridge, follow } = await bench.open(document);
    await choose(page, 'acks', '1');
    await page.locator('.diff').waitFor();
    document.text = `# More.\n${views}`;
    document.version += 1;
    bridge.poke();
    await page.locator('.about', { hasText: 'line 3' }).waitFor();
    strictEqual(
      await page.locator('.preview-verdict').textContent(),
      'At most once → Usually at least once, not guaranteed',
    );
    follow('Open a file.');
    await page.locator('.empty >> visible=true').waitFor();
    strictEqual(await page.locator('.empty').textContent(), 'Open a file.');
    follow(document);
    await page.locator('.diff').waitFor();
    await page.getByText('Apply', { exact: true }).click();
    await page.locator('.preview').waitFor({ state: 'hidden' });
    strictEqual(document.text, `# More.\n${views.replace('acks=0', 'acks=1')}`);
    await page.close();
  });

  it('marks the unit at the cursor and shows units in the editor', async () => {
    const document = new TestDocument('app.properties', two);
    document.cursor = two.indexOf('b.producer.acks');
    const { page, bridge } = await bench.open(document, { height: 500 });
    const current = (): Promise<string | null> => page.locator('.card[aria-current] .unit-name').textContent();
    strictEqual(await current(), 'b.producer.* settings');
    const top = await page.locator('.card.current').evaluate((card) => card.getBoundingClientRect().top);
    ok(top > -2 && top < 500, `${top}`);
    document.cursor = 3;
    bridge.poke();
    await page.locator('.card.current .unit-name', { hasText: 'a.producer' }).waitFor();
    await page.locator('.card:not(.current) vscode-button', { hasText: 'Show in editor' }).click();
    await arrives(document.selected);
    deepStrictEqual(document.selected, [two.indexOf('b.producer.bootstrap')]);
    await page.close();
  });

  it('leads from a card to its topic', async () => {
    const command = 'kafka-console-producer --bootstrap-server a:9092 --topic orders --producer-property acks=1\n';
    const document = new TestDocument('send.sh', command);
    const { page, follow } = await bench.open(document);
    const button = page.locator('.card vscode-button', { hasText: 'Tail this topic' });
    strictEqual(await button.getAttribute('title'), 'Read orders live');
    await button.click();
    await arrives(document.tails);
    deepStrictEqual(document.tails, ['orders of a:9092']);
    await screenshot(page, 'settings-tail-dark');
    const other = new TestDocument('views-producer.properties', views);
    follow(other);
    await page.locator('.card vscode-button[title="The file does not name the topic: choose it"]').click();
    await arrives(other.tails);
    deepStrictEqual(other.tails, [' of b:9092']);
    await page.close();
  });

  it('shows what the settings are worth on a cluster, named, with its fixes', async () => {
    const text = 'kafka-console-producer --topic orders --producer-property acks=1\n';
    const document = new TestDocument('send.sh', text);
    const at = text.indexOf('acks=1');
    document.clusterFindings = [
      {
        rule: 'cluster-min-isr-without-acks-all',
        severity: 'error',
        message: 'orders has min.insync.replicas=2, which only acks=all looks at.',
        span: { start: at, end: at + 6 },
        explanation: 'Only acks=all looks at it.',
        reference: 'https://kafka.apache.org/',
        fixes: [
          { id: 'set', title: 'Set acks=all', edits: [{ span: { start: at + 5, end: at + 6 }, newText: 'all' }] },
        ],
        unitId: 'shell:kafka-console-producer:1',
        connection: 'Demo \u202e<b>',
      },
    ];
    const { page } = await bench.open(document);
    const first = page.locator('.finding').first();
    strictEqual(
      await first.locator('.finding-text').textContent(),
      'Error On Demo ‹U+202E›<b>: orders has min.insync.replicas=2, which only acks=all looks at. line 1',
    );
    await screenshot(page, 'settings-cluster-dark');
    await first.locator('vscode-button', { hasText: 'Explain' }).click();
    await first.locator('vscode-button', { hasText: 'Set acks=all' }).click();
    await arrives(document.explained);
    await arrives(document.writes);
    deepStrictEqual(document.explained, ['cluster-min-isr-without-acks-all']);
    strictEqual(document.text, text.replace('acks=1', 'acks=all'));
    await page.close();
  });

  it('says of a read-only file that it is, and changes nothing', async () => {
    const document = new TestDocument('views-producer.properties', views);
    document.readOnly = 'views-producer.properties is write-protected, so its settings are shown and not changed.';
    const { page } = await bench.open(document);
    strictEqual(await page.locator('.notice').textContent(), document.readOnly);
    ok(await page.locator(`${row('acks')} vscode-dropdown`).evaluate((control) => control.hasAttribute('disabled')));
    deepStrictEqual(await page.locator('.finding vscode-button').allTextContents(), ['Explain']);
    strictEqual(await page.locator('.presets >> visible=true').count(), 0);
    await screenshot(page, 'settings-readonly-dark');
    await page.close();
  });

  it('opens one of many units and says how many more there are', async () => {
    const many = Array.from({ length: 130 }, (_, n) => `p${n}.producer.acks=0\n`).join('');
    const document = new TestDocument('app.properties', many);
    const { page, bridge } = await bench.open(document);
    strictEqual(await page.locator('.card').count(), 60);
    strictEqual(await page.locator('.card-body >> visible=true').count(), 1);
    strictEqual(
      await page.locator('.more').textContent(),
      '70 more units are in this file. Put the cursor into one to see it here.',
    );
    document.cursor = many.indexOf('p100.');
    bridge.poke();
    await page.locator('.card.current .unit-name', { hasText: 'p100.' }).waitFor();
    await screenshot(page, 'settings-many-dark');
    await page.close();
  });

  it('can be used with keys alone and read by a screen reader', async () => {
    const document = new TestDocument('views-producer.properties', views);
    const { page } = await bench.open(document);
    strictEqual(await page.getByRole('heading', { level: 1 }).textContent(), 'views-producer.properties');
    strictEqual(await page.locator('.rung[aria-current="step"] .rung-title').textContent(), 'At most once');
    strictEqual(await page.getByRole('button', { name: /producer settings/ }).getAttribute('aria-expanded'), 'true');
    strictEqual(await page.getByRole('radiogroup', { name: 'Idempotence' }).count(), 1);
    strictEqual(await page.getByRole('combobox', { name: 'acks' }).count(), 1);
    await page.locator(`${row('acks')} vscode-dropdown`).focus();
    await page.keyboard.press('ArrowUp');
    await page.locator('.diff').waitFor();
    strictEqual(await page.locator('.diff-line.added').textContent(), '+ acks=1 ');
    const apply = page.locator('vscode-button', { hasText: 'Apply' });
    for (let n = 0; n < 40 && !(await apply.evaluate((button) => button.matches(':focus-within, :focus'))); n += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.preview').waitFor({ state: 'hidden' });
    strictEqual(document.text, views.replace('acks=0', 'acks=1'));
    strictEqual(await page.evaluate(() => globalThis.document.activeElement?.className), 'card-toggle');
    await page.close();
  });

  it('shows what a file says as text, whatever it is', async () => {
    const { page } = await bench.open(
      new TestDocument(
        '<img src=x onerror=alert(1)>-producer.properties',
        'bootstrap.servers=b:9092\nacks=<b>\u202e0\n',
      ),
    );
    strictEqual(await page.locator('img').count(), 0);
    strictEqual(await page.locator('h1').textContent(), '<img src=x onerror=alert(1)>-producer.properties');
    ok((await page.locator('.finding-text').first().textContent())?.includes('<b>‹U+202E›0'));
    deepStrictEqual(bench.errors, []);
    await page.close();
  });
});

/** What a button asks for has reached the document. */
const arrives = (what: readonly unknown[]): Promise<void> =>
  until('the document hears of it', () => what.length > 0, 5_000);
