import { deepStrictEqual } from 'node:assert';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../vscode/openBrowser';
import { pagePort } from './pagePort';
import { startViewServer, type ViewName, type ViewServer } from './startViewServer';

declare global {
  interface Window {
    /** What the policy of the page has refused, and what ran all the same. */
    acklensRefused: string[];
    acklensRan: string[];
    acklensIntrude(address: string): Promise<void>;
  }
}

const views: readonly ViewName[] = ['tail', 'settings', 'produce', 'connection', 'lab'];

describe('the Content-Security-Policy of each view', function () {
  this.timeout(60_000);
  let browser: Browser;
  /** Of somebody else: it answers everybody and notes what for. */
  let stranger: Server;
  const fetched: string[] = [];
  before(async () => {
    browser = await openBrowser();
    stranger = createServer((request, response) => {
      fetched.push(request.url ?? '');
      response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' });
      response.end('window.acklensRan.push("script from elsewhere")');
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    stranger.close();
    await browser.close();
  });

  for (const view of views) {
    describe(view, () => {
      let server: ViewServer;
      let page: Page;
      const errors: string[] = [];
      before(async () => {
        server = await startViewServer(view);
        page = await browser.newPage();
        await page.addInitScript(() => {
          window.acklensRefused = [];
          window.acklensRan = [];
          addEventListener('securitypolicyviolation', (event) => window.acklensRefused.push(event.effectiveDirective));
        });
        // The compiler of the tests wraps functions in a helper that is not there in a page.
        await page.addInitScript(`window.__name = (it) => it; window.acklensIntrude = ${intrude};`);
        page.on('pageerror', ({ message }) => errors.push(message));
        // The view takes the place of the empty element. Nobody answers it: the tests of each view look at what it does
        // with answers, and at its console.
        if (view !== 'tail') await pagePort(page);
        await page.goto(server.url);
        await page.locator(`#${view}`).waitFor({ state: 'detached' });
      });
      after(async () => {
        await page.close();
        await server.stop();
      });

      it('refuses nothing that the view does itself', async () => {
        deepStrictEqual(await page.evaluate(() => window.acklensRefused), []);
      });

      it('lets nothing of anybody else run, and fetches nothing for it', async () => {
        const { port } = stranger.address() as AddressInfo;
        // In a turn of the page's own: a test's is allowed more.
        await page.evaluate(
          (address) => void setTimeout(() => window.acklensIntrude(address)),
          `http://127.0.0.1:${port}`,
        );
        await page.waitForFunction(() => window.acklensRan.includes('over'));
        deepStrictEqual(await page.evaluate(() => window.acklensRan), ['over']);
        const refused = new Set(await page.evaluate(() => window.acklensRefused));
        deepStrictEqual([...refused].sort(), refusals);
        deepStrictEqual([fetched, errors], [[], []]);
      });
    });
  }
});

const refusals: readonly string[] = [
  ...['base-uri', 'connect-src', 'font-src', 'frame-src', 'img-src', 'media-src', 'object-src'],
  ...['script-src', 'script-src-attr', 'script-src-elem', 'style-src-attr', 'style-src-elem', 'worker-src'],
];

/** Tries, in the page, what a payload would that has become markup. */
async function intrude(address: string): Promise<void> {
  const ran = (what: string): void => void window.acklensRan.push(what);
  const add = (name: string, members: Readonly<Record<string, string>>): HTMLElement => {
    const made = document.createElement(name);
    for (const [member, value] of Object.entries(members)) {
      if (member === 'text') made.textContent = value;
      else made.setAttribute(member, value);
    }
    document.body.append(made);
    return made;
  };
  add('script', { text: 'window.acklensRan.push("inline script")' });
  add('script', { src: `${address}/script.js` });
  add('button', { onclick: 'window.acklensRan.push("handler")' }).click();
  add('img', { src: `${address}/pixel.png`, onerror: 'window.acklensRan.push("handler of an image")' });
  add('iframe', { src: `${address}/frame` });
  add('object', { data: `${address}/object` });
  add('video', { src: `${address}/video` });
  add('base', { href: address });
  add('link', { rel: 'stylesheet', href: `${address}/style.css` });
  add('style', { text: `@font-face { font-family: f; src: url(${address}/font) } body { font-family: f }` });
  const styled = add('p', { style: 'position: fixed', text: 'x' });
  if (getComputedStyle(styled).position === 'fixed') ran('style');
  // biome-ignore lint/security/noGlobalEval: it is what has to be refused.
  for (const make of [() => eval('1'), () => new Function('return 1')()]) {
    try {
      if (make() === 1) ran('eval');
    } catch {
      // Refused, which the page notes.
    }
  }
  // One of another origin would be refused in any page.
  new Worker(URL.createObjectURL(new Blob([`fetch('${address}/worker')`], { type: 'text/javascript' })));
  await new FontFace('g', `url(${address}/font)`).load().catch(() => undefined);
  await fetch(`${address}/data`).then(
    () => ran('fetch'),
    () => undefined,
  );
  navigator.sendBeacon(`${address}/beacon`, 'x');
  await new Promise((resolve) => setTimeout(resolve, 300));
  ran('over');
}
