import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { KafkaError } from '../../src/kafka/errors';
import type { TrialListener, TrialRequest } from '../../src/kafka/trial';
import { LabBridge, type LabParts } from '../../src/lab/labBridge';
import { type RunRecord, RunRecords } from '../../src/lab/runRecords';
import { PlayedWorld } from '../unit/experiment/playedWorld';
import { openBrowser } from '../vscode/openBrowser';
import { textContrasts } from './contrasts';
import { pagePort } from './pagePort';
import { startViewServer, type ViewServer } from './startViewServer';
import { screenshot } from './tailPage';

/** The cluster and its client are played; the view, the bridge and the judgement are the product's own. */
describe('the delivery experiment', function () {
  this.timeout(30_000);
  let browser: Browser;
  let server: ViewServer;
  let page: Page;
  let bridge: LabBridge | undefined;
  let kept: readonly RunRecord[] = [];
  const errors: string[] = [];

  before(async () => {
    [server, browser] = await Promise.all([startViewServer('lab'), openBrowser()]);
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

  async function open(world: PlayedWorld, changes: Partial<LabParts> = {}, theme = 'dark', width = 1300) {
    page = await browser.newPage({ viewport: { width, height: 1100 } });
    errors.length = 0;
    kept = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    const store = {
      get: () => kept,
      set: async (records: readonly RunRecord[]) => {
        kept = records;
      },
    };
    const made = new LabBridge({
      connection: { id: 'local', name: 'Local' },
      openWorld: async () => world,
      records: new RunRecords(store, () => Date.now()),
      refusal: () => undefined,
      openInTail: () => undefined,
      showReport: () => undefined,
      after: (milliseconds, run) => {
        const timer = setTimeout(run, milliseconds);
        return { dispose: () => clearTimeout(timer) };
      },
      now: () => Date.parse('2026-03-01T12:00:00Z'),
      random: () => 0,
      log: (message) => errors.push(message),
      ...changes,
    });
    bridge = made;
    made.attach(await pagePort(page));
    await page.goto(`${server.url}?theme=${theme}`);
    await page.getByText('What it will do').waitFor();
  }

  const box = (name: string) => page.getByRole('checkbox', { name, exact: true });
  const button = (name: string) => page.getByRole('button', { name });
  const confirm = () => page.locator('.buttons vscode-text-field input');

  /** acks=0 loses two, acks=1 doubles one, and an idempotent client breaks its promise. */
  function unreliable(world: PlayedWorld): void {
    const { client } = world;
    world.client = (request: TrialRequest, listener: TrialListener) => {
      if (request.setting.acks === 0) {
        for (let n = 1; n <= request.count; n++) {
          if (n > 2 || request.fault === undefined) world.logs.get(request.topic)?.push(request.value(n));
          listener.outcome([n], 'taken', 1);
        }
        return;
      }
      client(request, listener);
      if (request.fault !== undefined) world.logs.get(request.topic)?.push(request.value(1));
    };
  }

  async function choose(...names: readonly string[]): Promise<void> {
    for (const one of await page.getByRole('checkbox').all()) {
      const name = (await one.innerText()).trim();
      const isChecked = (await one.getAttribute('aria-checked')) === 'true';
      if (isChecked !== names.includes(name) && (await one.getAttribute('aria-disabled')) !== 'true') await one.click();
    }
  }

  it('says what it will do, asks for the name, measures, and removes the topics', async () => {
    const world = new PlayedWorld();
    unreliable(world);
    const tailed: string[] = [];
    const reports: string[] = [];
    await open(world, {
      openInTail: (topic) => void tailed.push(topic),
      showReport: (format, text) => void reports.push(`${format} ${text.split('\n')[0]}`),
    });
    await page.getByText('Creates 33 temporary topics with one partition each').waitFor();
    await choose('acks=0', 'acks=1', 'acks=all, idempotent', 'no fault', 'cut before the write');
    await page.getByText('Creates 6 temporary topics').waitFor();
    assert.equal(await box('leader killed').getAttribute('aria-disabled'), 'true');
    const isDisabled = async () =>
      (await page.locator('vscode-button:has-text("Run")').getAttribute('disabled')) !== null;
    assert.equal(await isDisabled(), true);
    await confirm().fill('local');
    await button('Run experiment').click();
    await page.getByText('Type Local to confirm.').waitFor();
    assert.deepEqual(world.created, []);
    await confirm().fill('Local');
    await button('Run experiment').click();
    await page.locator('tbody tr').nth(5).waitFor();
    await button('Export as JSON').waitFor();
    // Below the form, where nobody looks who has just pressed Run.
    const height = await page.evaluate(() => innerHeight);
    const last = await page.locator('tbody tr').nth(5).boundingBox();
    assert.ok(last && last.y >= 0 && last.y + last.height <= height, `The last of the results is at ${last?.y}.`);
    assert.deepEqual(
      (await page.locator('tbody tr').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim()),
      [
        'acks=0 no fault ✓nothing lost or doubled: All 500 messages there once, in order. Open in tail 500 500 unanswered 0 0 0 0 0 0 1.0 1.0 5,000',
        'acks=0 cut before the write !allowed by this setting: 2 messages lost without an error. Open in tail 500 500 unanswered 0 2 0 0 0 0 1.0 1.0 5,000',
        'acks=1 no fault ✓nothing lost or doubled: All 500 messages there once, in order. Open in tail 500 500 0 – 0 0 0 0 5.0 5.0 5,000',
        'acks=1 cut before the write !allowed by this setting: 1 message there more than once (1 copy too many). Open in tail 500 500 0 – 0 0 1 0 5.0 5.0 5,000',
        'acks=all, idempotent no fault ✓nothing lost or doubled: All 500 messages there once, in order. Open in tail 500 500 0 – 0 0 0 0 5.0 5.0 5,000',
        'acks=all, idempotent cut before the write ✕promise broken: 1 message there more than once (1 copy too many). Open in tail 500 500 0 – 0 0 1 0 5.0 5.0 5,000',
      ],
    );
    await page.getByText('Open in tail').nth(1).click();
    await button('Export as JSON').click();
    await button('Export as Markdown').click();
    await page.waitForFunction(() => true);
    assert.deepEqual(tailed, ['acklens-experiment-20260301T120000-aaaa-acks0-cut-before']);
    assert.deepEqual(reports, ['json {', 'markdown # Delivery experiment']);
    assert.equal(world.topicNames.size, 6);
    assert.equal(kept.length, 1);
    await button('Remove topics').click();
    await button('Remove topics').waitFor({ state: 'hidden' });
    assert.equal(world.topicNames.size, 0);
    assert.equal(kept.length, 0);
    assert.equal(await page.getByText('Open in tail').count(), 0);
  });

  it('shows how far it is, stops, and removes what was made when the tab is closed', async () => {
    const world = new PlayedWorld();
    world.hold = new Promise(() => undefined);
    await open(world);
    await confirm().fill('Local');
    await button('Run experiment').click();
    await page.getByText('1 of 35: acks=0 · no fault, sending, 0 messages settled').waitFor();
    await screenshot(page, 'lab-running');
    await button('Stop').click();
    await page.getByText('It was stopped.').first().waitFor();
    assert.equal(world.topicNames.size, 1);
    bridge?.dispose();
    while (world.topicNames.size > 0 || kept.length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it('finds what an earlier experiment has left, and removes it', async () => {
    const world = new PlayedWorld();
    world.topicNames.add('acklens-experiment-20260301T110000-abcd-acks1-none').add('orders');
    await open(world);
    await page.getByText('1 temporary topic of an earlier experiment is here, made 60 minutes ago.').waitFor();
    await button('Remove leftovers').click();
    await button('Remove leftovers').waitFor({ state: 'hidden' });
    assert.deepEqual([...world.topicNames], ['orders']);
  });

  it('says why it does not begin', async () => {
    await open(new PlayedWorld(), {
      refusal: () => 'The connection "Local" is read-only: edit it to run experiments.',
    });
    await page.getByText('Creates 33 temporary topics').waitFor();
    await confirm().fill('Local');
    await button('Run experiment').click();
    await page.getByText('The connection "Local" is read-only: edit it to run experiments.').waitFor();
    await page.locator('.amount input').first().fill('7');
    await page.getByText('The number of messages must be a whole number from 50 to 20,000.').waitFor();
    await choose();
    await page.getByText('Choose at least one setting.').waitFor();
    await page.close();
    bridge?.dispose();
    const refused = new KafkaError('refused', 'localhost:9092 refuses connections.');
    let isDown = true;
    await open(new PlayedWorld(), { openWorld: async () => (isDown ? Promise.reject(refused) : new PlayedWorld()) });
    await page.getByText('Local · localhost:9092 refuses connections.').waitFor();
    isDown = false;
    await button('Try again').click();
    await page.getByText('Local · 3 brokers').waitFor();
    await button('Try again').waitFor({ state: 'hidden' });
  });

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as const)
    it(`is legible in ${theme}, and scrolls the table alone where it is narrow`, async () => {
      const world = new PlayedWorld();
      unreliable(world);
      world.topicNames.add('acklens-experiment-20260301T110000-abcd-acks1-none');
      await open(world, {}, theme, theme === 'hc-light' ? 560 : 1300);
      await choose('acks=0', 'acks=1', 'acks=all, idempotent', 'no fault', 'cut before the write', 'answer late');
      await page.getByText('1 of the combinations cannot happen').waitFor();
      await confirm().fill('Local');
      await button('Run experiment').click();
      await button('Export as JSON').waitFor();
      await screenshot(page, `lab-${theme}`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(width <= 0, `${width} pixels too wide`);
      const texts = await textContrasts(page, 'main p, main li, main th, main td, main strong');
      // Signs repeat what stands beside them in words.
      const signs = await textContrasts(page, 'main .sign');
      const dim = [...texts.filter(({ ratio }) => ratio < 4.5), ...signs.filter(({ ratio }) => ratio < 3)];
      assert.deepEqual(dim, []);
    });
});
