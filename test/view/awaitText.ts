import { strictEqual } from 'node:assert';
import type { Page } from 'playwright-core';
import { settle } from './tailPage';

/** Waits for a text that the worker's next pictures bring; the generated topic tells them when it is asked. */
export async function until(page: Page, selector: string, is: (text: string) => boolean, text: string): Promise<void> {
  const seen = async (): Promise<string> => {
    await page.evaluate(() => window.acklensDev.poke());
    return (await page.locator(selector).first().textContent()) ?? '';
  };
  for (let i = 0; i < 200; i += 1) {
    if (is(await seen())) return;
    await settle(page);
  }
  strictEqual(await seen(), text);
}
