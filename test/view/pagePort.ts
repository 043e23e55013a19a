import type { Page } from 'playwright-core';
import type { Port } from '../../src/protocol/rpc';

declare global {
  interface Window {
    acklensReceive(message: string): void;
  }
}

/** The end of a wire whose other end is in the page: see webview/dev/outsideEditor.ts. Before the page is loaded. */
export async function pagePort(page: Page): Promise<Port> {
  const listeners = new Set<(message: unknown) => void>();
  await page.exposeFunction('acklensPost', (message: string) => {
    for (const listener of listeners) listener(JSON.parse(message));
  });
  return {
    post: (message) =>
      void page.evaluate((text) => window.acklensReceive(text), JSON.stringify(message)).catch(() => undefined),
    onMessage(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}
