import { deepStrictEqual } from 'node:assert';
import type { ThemeName } from '../../webview/dev/themes';
import { SettingsBench, TestDocument } from './settingsPage';
import { screenshot } from './tailPage';

const themes: readonly ThemeName[] = ['dark', 'light', 'hc-dark', 'hc-light'];

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
      deepStrictEqual(bench.errors, []);
      await page.close();
    });
  }
});
