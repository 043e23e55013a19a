import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installVsCode } from '../vscode/installVsCode';
import { kafkaSuite } from './kafkaSuite';
import { kafkaJs } from './topics';

/** What `npm start` does once all is built, with `ACKLENS_BOOTSTRAP` as the readme has it. */
kafkaSuite('npm start on a Kafka that runs already', (kafka) => {
  let folder: string;
  before(async function () {
    this.timeout(300_000);
    // Here, where npm can be found.
    await installVsCode('newest');
    folder = mkdtempSync(join(tmpdir(), 'acklens-demo-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const names = ['clicks', 'orders', 'payments'];

  /** Waits until the broker that is asked knows all of the demo's topics, or none: it may hear of a change after the others. */
  async function topicsAre(expected: readonly string[]): Promise<void> {
    const admin = kafkaJs(kafka()).admin();
    try {
      for (let tries = 1; ; tries++) {
        const found = (await admin.listTopics()).filter((name) => names.includes(name)).sort();
        if (found.join() === expected.join()) return;
        if (tries === 100) assert.deepEqual(found, expected);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    } finally {
      await admin.disconnect();
    }
  }

  it('opens the demo on it, and leaves nothing behind after Ctrl-C', async () => {
    await topicsAre([]);
    const shop = join(folder, 'shop');
    const servers = kafka().bootstrapServers();
    const demo = spawn(process.execPath, ['--import', 'tsx', 'test/demo/main.ts', shop], {
      // No screen and no `code`: VS Code in the browser.
      env: { ...process.env, ACKLENS_BOOTSTRAP: servers.join(','), ACKLENS_PORT: '', DISPLAY: '', PATH: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(demo, 'exit');
    try {
      let url: string | undefined;
      for await (const line of createInterface(demo.stdout)) {
        url ??= /^\s+(http:\S+)$/.exec(line)?.[1];
        if (line === 'Ctrl-C stops everything.') break;
      }
      assert.equal((await fetch(url ?? '')).status, 200);
      await topicsAre(names);
      const producer = readFileSync(join(shop, 'config/producer.properties'), 'utf8');
      assert.match(producer, new RegExp(`^bootstrap.servers=${servers[0]}$`, 'm'));
      const settings = JSON.parse(readFileSync(join(shop, '.vscode/settings.json'), 'utf8'));
      assert.deepEqual(settings['acklens.connections'], [{ name: 'Demo', bootstrapServers: servers.join(',') }]);
      demo.kill('SIGINT');
      assert.deepEqual(await ended, [0, null]);
      await assert.rejects(fetch(url ?? ''), 'VS Code is gone');
      await topicsAre([]);
      assert.ok(existsSync(shop), 'what was edited stays');
    } finally {
      demo.kill('SIGKILL');
    }
  });
});
