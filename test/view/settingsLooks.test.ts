import { deepStrictEqual, ok } from 'node:assert';
import type { ThemeName } from '../../webview/dev/themes';
import { borderContrasts, textContrasts } from './contrasts';
import { SettingsBench, TestDocument } from './settingsPage';
import { screenshot } from './tailPage';

const themes: readonly ThemeName[] = ['dark', 'light', 'hc-dark', 'hc-light'];

/** Everything with words of our own; what the toolkit paints inside of its controls is VS Code's. */
const texts = 'h1, h2, h3, p, li, dt, dd, label, summary, code, small, button, .card span';
/** What is drawn to be told apart: the rails and rungs of the ladder, the marks of verdicts, the edges of findings. */
const controls = '.ladder, .ladder *, .verdict, .finding, .preview';

const weak = `# Page views: fast, but may be lost.
bootstrap.servers=localhost:9092
acks=1
retries=\x24{RETRIES:7}
`;

describe('settings view: looks', function () {
  this.timeout(60_000);
  const bench = new SettingsBench();
  before(() => bench.start());
  after(() => bench.stop());

  for (const theme of themes) {
    it(`is legible in ${theme}`, async () => {
      const { page } = await bench.open(new TestDocument('views-producer.properties', weak), { theme });
      await page.locator('.setting').first().waitFor();
      await screenshot(page, `settings-${theme}`);
      await page.getByText('Orders', { exact: true }).click();
      await page.locator('.diff').waitFor();
      await page.mouse.move(0, 0);
      await screenshot(page, `settings-preview-${theme}`);
      const seen = await textContrasts(page, texts);
      ok(seen.length > 30, `${seen.length} texts`);
      for (const { what, ratio } of seen) ok(ratio >= 4.5, `${what}: contrast ${ratio.toFixed(2)}`);
      const drawn = await borderContrasts(page, controls);
      ok(drawn.length > 8, `${drawn.length} borders`);
      for (const { what, ratio } of drawn) ok(ratio >= 3, `${what}: contrast ${ratio.toFixed(2)}`);
      deepStrictEqual(bench.errors, []);
      await page.close();
    });
  }
});
