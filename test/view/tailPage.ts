import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { DevHandle } from '../../webview/dev/installEditor';
import { openBrowser } from '../vscode/openBrowser';
import { startViewServer, type ViewServer } from './startViewServer';

declare global {
  interface Window {
    acklensDev: DevHandle;
  }
}

/** One browser and one server for a whole suite, a page for each test. */
export class TailBench {
  private browser: Browser | undefined;
  private server: ViewServer | undefined;
  /** What the page's console said as errors: a test that provokes none expects none. */
  readonly errors: string[] = [];

  async start(): Promise<void> {
    [this.server, this.browser] = await Promise.all([startViewServer(), openBrowser()]);
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await this.server?.stop();
  }

  /** `query` such as `rows=5000&rate=200&theme=light`; resolves when rows, or the sentence for none, are drawn. */
  async open(query: string, options: { width?: number; height?: number; zoom?: number } = {}): Promise<Page> {
    if (!this.browser || !this.server) throw new Error('The bench was not started.');
    const { width = 1280, height = 720, zoom = 1 } = options;
    const page = await this.browser.newPage({ viewport: { width, height }, deviceScaleFactor: zoom });
    this.errors.length = 0;
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    page.on('pageerror', (error) => this.errors.push(error.message));
    await page.goto(`${this.server.url}?${query}`);
    await page
      .locator('.row:not(.waiting) >> visible=true')
      .or(page.locator('.empty >> visible=true'))
      .first()
      .waitFor();
    return page;
  }
}

/** Offsets of the record rows in full or partial view, from top to bottom, as `partition:offset`. */
export function recordsInView(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.row.record')]
      .filter((row) => !row.hidden)
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map(
        (row) =>
          `${row.querySelector('.cell-partition')?.textContent}:${row.querySelector('.cell-offset')?.textContent}`,
      ),
  );
}

/** Pictures to be looked at by a person; ignored by git. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync('test/out/view', { recursive: true });
  await page.screenshot({ path: `test/out/view/${name}.png` });
}

/** Lets the view finish what it began. */
export const settle = (page: Page): Promise<void> => page.evaluate(() => window.acklensDev.settled());

/** So many more records come, and are drawn. */
export async function grow(page: Page, rows: number): Promise<void> {
  await page.evaluate(async (rows) => {
    window.acklensDev.state.rows += rows;
    await window.acklensDev.poke();
  }, rows);
  await settle(page);
}

/** Whether the button of this label is pressed in, as its `aria-pressed` says. */
export const pressed = (page: Page, label: string): Promise<string | null> =>
  page.locator('vscode-button', { hasText: label }).getAttribute('aria-pressed');
