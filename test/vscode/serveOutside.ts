import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import type { OutsideAnswer, OutsideRequest } from '../editor/outside';
import { readStorage } from './readStorage';

const patienceMs = 15_000;

/** Answers the requests of test/editor/outside.ts on a free port of this machine, by driving the page. */
export async function serveOutside(
  page: Page,
  pictures: string,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  mkdirSync(pictures, { recursive: true });
  const server = createServer(async (request, response) => {
    let answer: OutsideAnswer;
    try {
      const value = await act(page, pictures, JSON.parse(await bodyOf(request)) as OutsideRequest);
      answer = value === undefined ? {} : { value };
    } catch (error) {
      answer = { error: error instanceof Error ? error.message : String(error) };
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/`, stop };
}

async function act(page: Page, pictures: string, request: OutsideRequest): Promise<string | number | undefined> {
  const { action, selector = '', value = '' } = request;
  switch (action) {
    case 'screenshot':
      await page.screenshot({ path: join(pictures, `${value.replace(/[^\w.-]+/g, '-')}.png`) });
      return undefined;
    case 'press':
      await page.keyboard.press(value);
      return undefined;
    case 'type':
      await page.keyboard.type(value);
      return undefined;
    case 'stored':
      // Strings within strings: the quotes of the inner ones are escaped as often as they are deep.
      return (await readStorage(page)).map((text) => text.replaceAll('\\', '')).filter((text) => text.includes(value))
        .length;
    case 'html':
      return (await Promise.all(framesOf(page, request).map(contentOf))).join('\n');
    case 'count': {
      const counts = await Promise.all(framesOf(page, request).map((frame) => countIn(frame, selector)));
      return counts.reduce((sum, each) => sum + each, 0);
    }
    case 'click': {
      const frame = await frameWith(page, request);
      await frame.locator(selector).first().click({ timeout: patienceMs });
      return undefined;
    }
    case 'texts': {
      const all = await Promise.all(framesOf(page, request).map((frame) => textsIn(frame, selector)));
      return JSON.stringify(all.flat());
    }
    case 'entered': {
      const frame = await frameWith(page, request);
      return frame.locator(selector).first().inputValue({ timeout: patienceMs });
    }
    case 'text': {
      const frame = await frameWith(page, request);
      return (await frame.locator(selector).first().textContent({ timeout: patienceMs })) ?? '';
    }
  }
}

/** Empty for a frame that is going away. */
const contentOf = (frame: Frame): Promise<string> =>
  frame.content().catch((error: unknown) => {
    if (frame.isDetached()) return '';
    throw error;
  });

/** A webview is a frame in a frame; its content is the inner one, which starts as pending-frame. */
function framesOf(page: Page, { webview = false }: OutsideRequest): Frame[] {
  if (!webview) return [page.mainFrame()];
  return page.frames().filter((frame) => frame.name() === 'active-frame' || frame.name() === 'pending-frame');
}

async function frameWith(page: Page, request: OutsideRequest): Promise<Frame> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    for (const frame of framesOf(page, request)) {
      if ((await countIn(frame, request.selector ?? '')) > 0) return frame;
    }
    if (Date.now() > deadline) {
      const where = request.webview ? 'any webview' : 'the workbench';
      throw new Error(`No element ${request.selector} in ${where} within ${patienceMs / 1000} s.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A webview that is hidden or replaced loses its frame in mid-question: then it has no such element any more. */
const countIn = (frame: Frame, selector: string): Promise<number> =>
  frame
    .locator(selector)
    .count()
    .catch((error: unknown) => {
      if (frame.isDetached()) return 0;
      throw error;
    });

/** As `countIn`. */
const textsIn = (frame: Frame, selector: string): Promise<string[]> =>
  frame
    .locator(selector)
    .allTextContents()
    .catch((error: unknown) => {
      if (frame.isDetached()) return [];
      throw error;
    });

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}
