import { deepEqual, equal, fail, match, ok } from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Kafka, logLevel } from 'kafkajs';
import * as vscode from 'vscode';
import { makeTopics } from '../../kafka/makeTopics';
import { click, count, entered, isStored, press, screenshot, text, texts, type } from '../outside';
import { activateAckLens, bootstrap, waitFor } from '../workspace';

// In a window of its own, which is loaded anew between the first and the second part: see ../run.ts.
const note = process.env.ACKLENS_TEST_NOTE ?? '';
const webview = { webview: true };
const kafka = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING });

const records = 500;
const limit = 540;
/** Numbers of the records on screen, as they stand in their values. */
const shown = async (): Promise<readonly number[]> =>
  (await texts('.row.record:not([hidden])', webview))
    .map((row) => Number(/"n":(\d+)/.exec(row)?.[1]))
    .sort((a, b) => a - b);
const titles = async (): Promise<readonly string[]> =>
  (await texts('[role=columnheader]', webview)).filter((title) => title !== '');
const unopened = (): vscode.Uri =>
  vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[0]?.uri ?? fail('no workspace'), 'unopened.properties');
const counted = (): Promise<string> => text('.filter-state', webview);
const status = (): Promise<string> => text('.status', webview);

interface Note {
  readonly topic: string;
  readonly rows: readonly number[];
  readonly titles: readonly string[];
}

const write = async (topic: string, from: number, end: number): Promise<void> => {
  const producer = kafka.producer();
  await producer.connect();
  const numbers = Array.from({ length: end - from }, (_, i) => from + i);
  await producer.send({
    topic,
    messages: numbers.map((n) => ({
      key: `k${n % 7}`,
      value: `{"n":${n},"parity":"${n % 2 === 0 ? 'even' : 'odd'}"}`,
    })),
  });
  await producer.disconnect();
};

if (!existsSync(note))
  describe('a tail before its window is loaded anew', function () {
    this.timeout(60_000);

    it('has other options, columns and rows than it was opened with', async () => {
      await activateAckLens();
      const topic = `reload-${Date.now()}`;
      const admin = kafka.admin();
      await makeTopics(admin, [{ topic, numPartitions: 1 }]);
      await admin.disconnect();
      await write(topic, 0, records);
      await vscode.commands.executeCommand('acklens.tailTopic', {
        topic,
        start: { kind: 'beginning' },
        bootstrapServers: bootstrap().split(','),
      });
      await waitFor('the records', async () => ((await shown()).includes(records - 1) ? true : undefined));
      const usual = await titles();
      await click('.start-limit', webview);
      await type(String(limit));
      await press('Enter');
      await waitFor('the reading with a limit', async () =>
        (await count('vscode-button[aria-label="Restart"]', webview)) === 1 && (await shown()).includes(records - 1)
          ? true
          : undefined,
      );
      await click('[role=columnheader][aria-label="Producer"]', webview);
      await press('Delete');
      await waitFor('one column less', async () => ((await titles()).length < usual.length ? true : undefined));
      await click('.filter-input', webview);
      await type('$.parity = even');
      await press('Enter');
      await waitFor('every other row', async () => (/^250 of 500 rows$/.test(await counted()) ? true : undefined));
      await click('.row.record:not([hidden]) >> nth=0', webview);
      await press('g');
      await type('200');
      await press('Enter');
      await waitFor('the place', async () => {
        const rows = await shown();
        return rows.includes(200) && !rows.includes(0) && !rows.includes(498) ? true : undefined;
      });
      // Back among the rows, Esc closes the details, which take the room of columns.
      await waitFor('the field to close', async () =>
        (await count('.go-to:visible', webview)) === 0 ? true : undefined,
      );
      await press('Escape');
      await waitFor('the details to close', async () =>
        (await count('.details:visible', webview)) === 0 ? true : undefined,
      );
      const rows = await waitFor('all rows in view', async () => {
        const drawn = await shown();
        return drawn.length > 0 && drawn.every(Number.isFinite) ? drawn : undefined;
      });
      await screenshot('tail before the reload');
      // VS Code in the browser writes its state every few seconds and not when it is closed.
      await waitFor('the place to be kept', async () =>
        (await isStored(`"live":false,"anchor":{"partition":0,"offset":${rows[0]}}`)) ? true : undefined,
      );
      await vscode.workspace.fs.writeFile(unopened(), new TextEncoder().encode('bootstrap.servers=b:9092\nacks=0\n'));
      await vscode.workspace
        .getConfiguration('acklens')
        .update('scanWorkspace', 'diagnostics', vscode.ConfigurationTarget.Global);
      writeFileSync(note, JSON.stringify({ topic, rows, titles: await titles() } satisfies Note));
    });
  });
else
  describe('a tail after its window was loaded anew', function () {
    this.timeout(60_000);
    const before = JSON.parse(readFileSync(note, 'utf8')) as Note;
    const { topic } = before;

    it('is there again with topic, options, columns and filter', async () => {
      await waitFor('the tab', () =>
        vscode.window.tabGroups.activeTabGroup.activeTab?.label === `${topic} · Tail` ? true : undefined,
      );
      equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
      await waitFor(
        'every other row',
        async () => (/^250 of 500 rows$/.test(await counted()) ? true : undefined),
        30_000,
      );
      equal(await count(`h1:text-is("${topic}")`, webview), 1);
      equal(await entered('.filter-input', webview), '$.parity = even');
      equal(await entered('.start-limit input', webview), String(limit));
      match(
        await text('vscode-dropdown[title="Start reading from"] .selected-value', webview),
        /^\s*From beginning\s*$/,
      );
      deepEqual(await titles(), before.titles);
      ok(!before.titles.includes('Producer'));
      await screenshot('tail after the reload');
    });

    it('stands beside the findings of files that are not open, which are asked for from the start', async () => {
      await activateAckLens();
      await waitFor('a finding', () =>
        vscode.languages.getDiagnostics(unopened()).some(({ source }) => source === 'AckLens') ? true : undefined,
      );
    });

    it('shows the same records', async () => {
      await waitFor('the same rows', async () => {
        const rows = await shown();
        return JSON.stringify(rows) === JSON.stringify(before.rows) ? true : undefined;
      });
    });

    it('reads on, up to the limit that was set', async () => {
      await write(topic, records, limit + 40);
      await waitFor('what was written since', async () =>
        /^270 of 540 rows$/.test(await counted()) ? true : undefined,
      );
      await waitFor('the end', async () => (/stopped|ended|limit/i.test(await status()) ? true : undefined));
      deepEqual(await shown(), before.rows);
    });
  });
