import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import type { Browser, Page } from 'playwright-core';
import { ConnectionFormBridge, type FormSubject } from '../../src/explorer/connect/ConnectionFormBridge';
import type { NewConnection } from '../../src/explorer/connections';
import type { TestStep } from '../../src/kafka/connectionTest';
import type { ConnectionSecrets } from '../../src/kafka/secrets';
import type { ThemeName } from '../../webview/dev/themes';
import { openBrowser } from '../vscode/openBrowser';
import { pagePort } from './pagePort';
import { startViewServer, type ViewServer } from './startViewServer';
import { screenshot } from './tailPage';

const themes: readonly ThemeName[] = ['dark', 'light', 'hc-dark', 'hc-light'];
const secured: NewConnection = {
  name: 'orders',
  bootstrapServers: ['kafka-1.shop.example:9093', 'kafka-2.shop.example:9093'],
  security: { tls: {}, sasl: { mechanism: 'SCRAM-SHA-512', username: 'alice' } },
  environment: 'Production',
  color: 'red',
  readOnly: true,
};
const found: readonly TestStep[] = [
  { id: 'dns', outcome: 'passed', text: 'kafka-1.shop.example is 10.0.0.1. kafka-2.shop.example is 10.0.0.2.' },
  { id: 'tcp', outcome: 'passed', text: 'kafka-1.shop.example:9093 accepts connections.' },
  {
    id: 'tls',
    outcome: 'failed',
    text: 'kafka-1.shop.example:9093 has a certificate of “Shop CA”, unknown here: add the CA certificate to the connection.',
  },
];

describe('connection form', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: ViewServer;
  before(async () => {
    [server, browser] = await Promise.all([startViewServer('connection'), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  async function open(subject: Partial<FormSubject> = {}, theme: ThemeName = 'dark', steps = found) {
    const page = await browser.newPage({ viewport: { width: 760, height: 1350 } });
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    const saves: { readonly profile: NewConnection; readonly secrets: ConnectionSecrets }[] = [];
    let tests = 0;
    const bridge = new ConnectionFormBridge(
      {
        title: 'Add connection',
        profile: { name: '', bootstrapServers: [] },
        secrets: {},
        notes: [],
        secretsOnly: false,
        ...subject,
      },
      {
        async test(_profile, _secrets, tell, signal) {
          tests += 1;
          for (const step of steps) tell(step);
          // The second test hangs until it is stopped.
          if (tests === 2) await new Promise<void>((resolve) => signal.addEventListener('abort', resolve));
        },
        chooseFile: async () => undefined,
        readFile: async () => undefined,
        save: async (profile, secrets) => void saves.push({ profile, secrets }),
        close: () => undefined,
      },
    );
    bridge.attach(await pagePort(page));
    await page.goto(`${server.url}?theme=${theme}`);
    await page.locator('h1:not(:empty)').waitFor();
    return { page, saves, errors };
  }

  const field = (page: Page, name: string) => page.locator(`[data-field="${name}"]`);
  const fill = (page: Page, name: string, text: string) => field(page, name).locator('input, textarea').fill(text);
  const choose = async (page: Page, name: string, value: string): Promise<void> => {
    await field(page, name).locator('vscode-dropdown').click();
    await field(page, name).locator(`vscode-option[value="${value}"]`).click();
  };
  const visible = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.field')]
        .filter((one) => !one.hidden)
        .map((one) => one.dataset.field ?? ''),
    );

  it('complains of an empty field only once something was typed there, or is to be saved', async () => {
    const { page, errors } = await open();
    const problem = field(page, 'servers').locator('.problem');
    await field(page, 'name').locator('input').focus();
    await page.keyboard.type('orders');
    // The check of what was typed has come back.
    await fill(page, 'name', '');
    await field(page, 'name').locator('.problem:visible').waitFor();
    strictEqual(await problem.isVisible(), false);
    await page.getByRole('button', { name: 'Save' }).click();
    await problem.waitFor();
    deepStrictEqual(errors, []);
    await page.close();
  });

  it('asks for what the choices need and for nothing else', async () => {
    const { page, saves, errors } = await open();
    const always = ['servers', 'name', 'environment', 'color', 'readOnly', 'tls', 'mechanism', 'registryUrl'];
    deepStrictEqual(await visible(page), always);
    await page.keyboard.type('a.example:9093');
    await fill(page, 'name', 'orders');
    await field(page, 'tls').locator('vscode-checkbox').click();
    await choose(page, 'mechanism', 'SCRAM-SHA-256');
    deepStrictEqual(await visible(page), [
      ...always.slice(0, 6),
      'ca',
      'client',
      'anyHostname',
      'mechanism',
      'username',
      'password',
      'registryUrl',
    ]);
    await fill(page, 'username', 'alice');
    await fill(page, 'password', 'typed-password');
    strictEqual(await field(page, 'password').locator('input').getAttribute('type'), 'password');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForFunction(() => document.querySelector('.message')?.textContent === '');
    deepStrictEqual(saves, [
      {
        profile: {
          name: 'orders',
          bootstrapServers: ['a.example:9093'],
          security: { tls: {}, sasl: { mechanism: 'SCRAM-SHA-256', username: 'alice' } },
        },
        secrets: { password: 'typed-password' },
      },
    ]);
    // Neither in what the page keeps nor in its markup; the field itself holds what was typed into it.
    const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
    ok(!`${kept}${await page.content()}`.includes('typed-password'));
    deepStrictEqual(errors, []);
    await page.close();
  });

  it('complains about a field once one has been there, and about all on Save', async () => {
    const { page, saves } = await open();
    await page.keyboard.type('a.example:99999');
    const problem = (name: string) => field(page, name).locator('.problem');
    await problem('servers')
      .filter({ hasText: 'a.example:99999: the port must be a number from 1 to 65535.' })
      .waitFor();
    strictEqual(await problem('name').isVisible(), false);
    await page.keyboard.press('Enter');
    await problem('name').filter({ hasText: 'Enter a name.' }).waitFor();
    strictEqual(await page.getByRole('alert').textContent(), '2 fields need another look.');
    // The border is that of a wrong field in both: a ring tells which of them has the focus.
    const ring = (name: string): Promise<string | undefined> =>
      field(page, name)
        .locator('vscode-text-field')
        .evaluate((one) => {
          const root = one.shadowRoot?.querySelector('[part="root"]');
          return root ? getComputedStyle(root).outlineStyle : undefined;
        });
    deepStrictEqual([await ring('servers'), await ring('name')], ['solid', 'none']);
    await fill(page, 'servers', 'a.example:9092');
    await problem('servers').waitFor({ state: 'hidden' });
    deepStrictEqual(saves, []);
    await page.close();
  });

  it('shows that a secret is saved and never which', async () => {
    const { page, saves } = await open({ profile: secured, secrets: { password: 'saved-password' } });
    const password = field(page, 'password').locator('input');
    strictEqual(await password.inputValue(), '');
    strictEqual(await password.getAttribute('placeholder'), 'Saved');
    ok(!(await page.content()).includes('saved-password'));
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForFunction(() => document.querySelector('.message')?.textContent === '');
    deepStrictEqual(saves, [{ profile: secured, secrets: { password: 'saved-password' } }]);
    await page.close();
  });

  it('tells a test step by step, and stops one that hangs', async () => {
    const { page } = await open({ profile: secured, secrets: { password: 'pw' } });
    const steps = () => page.locator('.step').allTextContents();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('The connection does not work yet.').waitFor();
    deepStrictEqual(await steps(), [
      `DNSPassed${found[0]?.text}`,
      `TCPPassed${found[1]?.text}`,
      `TLSFailed${found[2]?.text}`,
    ]);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByRole('button', { name: 'Stop test' }).click();
    await page.getByText('The test was stopped.').waitFor();
    await page.close();
  });

  it('lets only the secrets be entered of a connection out of a settings file', async () => {
    const { page } = await open({ profile: secured, secretsOnly: true });
    await field(page, 'servers').locator('input:disabled').waitFor();
    strictEqual(await field(page, 'password').locator('input').isDisabled(), false);
    await page.close();
  });

  it('has a name for every control', async () => {
    const { page } = await open({ profile: secured });
    for (const label of ['Bootstrap servers', 'Name', 'Environment', 'User name', 'Password'])
      strictEqual(await page.getByLabel(label, { exact: true }).first().isVisible(), true, label);
    for (const label of ['Color of the icon', 'Client certificate', 'SASL mechanism'])
      strictEqual(await page.locator(`vscode-dropdown[aria-label="${label}"]`).count(), 1, label);
    await page.close();
  });

  for (const theme of themes) {
    it(`is legible in ${theme}`, async () => {
      const { page, errors } = await open(
        { title: 'Edit orders', profile: secured, secrets: { password: 'pw' } },
        theme,
      );
      await fill(page, 'servers', 'kafka-1.shop.example:99999');
      await field(page, 'servers').locator('.problem').filter({ hasText: 'port' }).waitFor();
      await screenshot(page, `connection-problem-${theme}`);
      await fill(page, 'servers', 'kafka-1.shop.example:9093');
      await field(page, 'servers').locator('.problem').waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Test connection' }).click();
      await page.getByText('The connection does not work yet.').waitFor();
      await page.mouse.move(0, 0);
      await screenshot(page, `connection-${theme}`);
      deepStrictEqual(errors, []);
      await page.close();
    });
  }
});
