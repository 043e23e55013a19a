import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { startKafka } from '../kafka/startKafka';
import { openBrowser } from '../vscode/openBrowser';
import { startVsCode } from '../vscode/startVsCode';
import { copyWorkspace } from './copyWorkspace';
import { createTopics } from './demoTopics';
import { openShop } from './shop';

// `npm run pictures`: takes the pictures of README.md from the real thing, the demo workspace with its shop at work.

const root = resolve(__dirname, '../..');
const pictures = join(root, 'media/readme');
const settings = {
  'workbench.colorTheme': 'Default Dark Modern',
  'window.commandCenter': false,
  'window.title': 'AckLens',
};

async function main(): Promise<void> {
  const closing: (() => Promise<unknown>)[] = [];
  try {
    const kafka = await startKafka({ version: '4.2.0', brokers: 3, name: 'pictures' });
    closing.push(() => kafka.stop());
    const servers = kafka.bootstrapServers();
    await createTopics(servers);
    const shop = openShop(servers, { pauseMs: 60, doubledEvery: 41, lostEvery: 83 });
    for (const producer of shop.producers) {
      await producer.start();
      closing.push(() => producer.stop());
    }
    const workspace = copyWorkspace(servers);
    const log = join(root, 'test/out/demo/pictures.log');
    const code = await startVsCode({ version: 'newest', workspace, extension: root, trusted: true, log, settings });
    closing.push(() => code.stop());
    const browser = await openBrowser();
    closing.push(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 1280, height: 760 } });
    await page.goto(code.url);
    await page.locator('.monaco-workbench').waitFor();
    rmSync(pictures, { recursive: true, force: true });
    mkdirSync(pictures, { recursive: true });

    await openFile(page, 'producer.properties');
    await page.getByText('Delivery: at most once').first().waitFor();
    await run(page, 'AckLens: Open delivery settings');
    await inWebview(page, '.card');
    // The tree of producers is full when the scan is over, which says above it how far it is.
    await page.locator('.monaco-list-row', { hasText: 'At most once' }).waitFor();
    await page.getByText(/^Reading \d+ of \d+ files/).waitFor({ state: 'hidden' });
    await take(page, 'settings');

    await run(page, 'View: Close All Editors');
    await run(page, 'AckLens: Tail topic');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'orders' }).first().click();
    await inWebview(page, '.row.record');
    // What was found is on the screen once both kinds are.
    await inWebview(page, '.chip-duplicate');
    await inWebview(page, '.chip-gap');
    const grid = await inWebview(page, '.row.record');
    await grid.locator('.row.record >> visible=true').nth(3).click();
    await grid.locator('.grid').press('Shift+N');
    await grid.locator('.grid').press('Enter');
    await inWebview(page, '.details h2');
    // The details arrive in pieces: the producers of the workspace are the last.
    await inWebview(page, '.producers li');
    await take(page, 'tail');
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+p');
  await page.keyboard.type(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
}

async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.keyboard.type(command);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: command }).first().click();
}

/** Waits until an element is to be seen in one of the webviews, and answers which. */
async function inWebview(page: Page, selector: string): Promise<Frame> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    for (const frame of page.frames().filter((one) => one !== page.mainFrame())) {
      const shown = frame.locator(`${selector} >> visible=true`).first();
      if ((await shown.count().catch(() => 0)) > 0) return frame;
    }
    await page.waitForTimeout(100);
  }
  await page.screenshot({ path: join(root, 'test/out/demo/pictures-failed.png') });
  throw new Error(`No ${selector} in any webview; what is there instead: test/out/demo/pictures-failed.png`);
}

const take = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  console.log(`media/readme/${name}.png`);
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
