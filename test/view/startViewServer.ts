import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { renderPage } from '../../src/host/renderPage';

export interface ViewServer {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  stop(): Promise<void>;
}

export type ViewName = 'tail' | 'settings' | 'connection' | 'produce' | 'lab';

/**
 * Serves a view of webview/dev with the product's own page and Content-Security-Policy, on a free port.
 * For looking at it by hand: `npx tsx test/view/serve.ts`.
 */
export async function startViewServer(view: ViewName = 'tail'): Promise<ViewServer> {
  const { outputFiles } = await build({
    entryPoints: { [view]: `webview/dev/${view}.ts` },
    outdir: 'out',
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'chrome132',
    logLevel: 'error',
  });
  const bundled = (extension: string): string => outputFiles.find((file) => file.path.endsWith(extension))?.text ?? '';
  const nonce = 'b1946ac92492d2347c6235b4d2611184';
  const page = renderPage({
    name: view,
    script: `${view}.js`,
    style: `${view}.css`,
    source: "'self'",
    nonce,
    styleNonce: '9a8b7c6d5e4f',
    title: view === 'tail' ? 'orders · Tail' : 'Delivery settings',
  });
  const files = new Map([
    ['/', { type: 'text/html; charset=utf-8', body: page }],
    [`/${view}.js`, { type: 'text/javascript; charset=utf-8', body: bundled('.js') }],
    [`/${view}.css`, { type: 'text/css; charset=utf-8', body: bundled('.css') }],
  ]);
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://localhost').pathname);
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' });
    response.end(file?.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
