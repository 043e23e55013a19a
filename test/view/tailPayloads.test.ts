import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { previewBytes } from '../../src/tailWorker/previewBytes';
import { detailsBytes, plant } from './plant';
import { settle, TailBench } from './tailPage';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('tail view: hostile payloads', function () {
  this.timeout(60_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('shows markup as text, in the row, the details, the headers and the topic', async () => {
    const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>&lt;b&gt;';
    const page = await bench.open(`rows=40&topic=${encodeURIComponent(markup)}`);
    const title = await page.title();
    await plant(page, encode(markup), [{ name: markup, value: previewBytes(encode(markup), markup.length) }]);
    strictEqual(await page.locator('.row.selected .cell-value').textContent(), markup);
    strictEqual(await page.locator('.row.selected .cell-key').textContent(), markup);
    strictEqual(await page.locator('.details pre').last().textContent(), markup);
    deepStrictEqual(await page.locator('.headers dt, .headers dd').allTextContents(), [markup, markup]);
    strictEqual(await page.locator('.topic').textContent(), markup);
    strictEqual(await page.locator('.tail img, .tail script, .tail b:not(.chip b)').count(), 0);
    strictEqual(await page.title(), title);
    await page.close();
  });

  it('makes bidirectional controls and invisible characters visible', async () => {
    const page = await bench.open('rows=40');
    await plant(page, encode('user\u202egnp.exe\u2066\u200badmin\u0000\u001b[31m\ufeff\u{e0041} שלום'));
    const shown = 'user‹U+202E›gnp.exe‹U+2066›‹U+200B›admin␀␛[31m‹U+FEFF›‹U+E0041› שלום';
    strictEqual(await page.locator('.row.selected .cell-value').textContent(), shown);
    strictEqual(await page.locator('.details pre').last().textContent(), shown);
    await page.close();
  });

  it('keeps right-to-left text from moving what stands beside it', async () => {
    const page = await bench.open('rows=40');
    await plant(page, encode('שלום עולם 1 2 3'));
    const order = await page.evaluate(() =>
      [...document.querySelectorAll('.row.selected > .cell')]
        .filter((cell) => cell.getBoundingClientRect().width > 0)
        .map((cell) => ({ name: cell.className, left: cell.getBoundingClientRect().left })),
    );
    deepStrictEqual(
      order.toSorted((a, b) => a.left - b.left),
      order,
    );
    await page.close();
  });

  it('shows 20 MB without freezing, and says how much of it is shown', async () => {
    const page = await bench.open('rows=40');
    const large = new Uint8Array(20 * 1024 * 1024).fill(0x61);
    const started = Date.now();
    await plant(page, large);
    ok(Date.now() - started < 5000, `took ${Date.now() - started} ms`);
    strictEqual(await page.locator('.row.selected .cell-value').textContent(), `${'a'.repeat(256)}… (20.0 MiB)`);
    strictEqual((await page.locator('.details pre').last().textContent())?.length, detailsBytes);
    strictEqual(await page.locator('.field-title .muted').last().textContent(), 'text, first part of 20.0 MiB');
    await page.close();
  });

  it('shows what is not UTF-8 as hex', async () => {
    const page = await bench.open('rows=40');
    await plant(page, Uint8Array.of(0, 0, 0, 0, 7, 0xff, 0xfe, 0x41));
    strictEqual(await page.locator('.row.selected .cell-value').textContent(), '0x 00 00 00 00 07 ff fe 41');
    strictEqual(await page.locator('.field-title .muted').last().textContent(), 'not UTF-8, shown as hex, 8 B');
    await page.close();
  });

  it('shows numbers as the record has them, also where JavaScript would round them', async () => {
    const page = await bench.open('rows=40');
    await plant(page, encode('{"id":9007199254740993,"id":1.10,"list":[],"of":{"x":null}}'));
    strictEqual(
      await page.locator('.details pre').last().textContent(),
      '{\n  "id": 9007199254740993,\n  "id": 1.10,\n  "list": [],\n  "of": {\n    "x": null\n  }\n}',
    );
    await page.close();
  });

  it('copies the payload as it is, not as it is shown', async () => {
    const page = await bench.open('rows=40');
    await plant(page, encode('{"a":1,\u200b"b":2}'));
    await page.getByRole('button', { name: 'Copy' }).last().click();
    await settle(page);
    deepStrictEqual(await page.evaluate(() => window.acklensDev.state.copied), ['{"a":1,\u200b"b":2}']);
    await page.close();
  });

  it('runs no script but its own, and fetches nothing', async () => {
    const page = await bench.open('rows=40');
    const refused = await page.evaluate(async () => {
      const directives = new Set<string>();
      document.addEventListener('securitypolicyviolation', (event) => directives.add(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'document.title = "inline script ran"';
      const button = document.createElement('button');
      button.setAttribute('onclick', 'document.title = "handler ran"');
      const image = document.createElement('img');
      image.src = 'https://example.invalid/pixel.png';
      document.body.append(script, button, image);
      button.click();
      await fetch('https://example.invalid/').catch(() => undefined);
      await window.acklensDev.frames(4);
      return [...directives].sort();
    });
    deepStrictEqual(refused, ['connect-src', 'img-src', 'script-src-attr', 'script-src-elem']);
    strictEqual(await page.title(), 'orders · Tail');
    await page.close();
  });
});
