import { equal, fail, match } from 'node:assert/strict';
import { Kafka, logLevel } from 'kafkajs';
import * as vscode from 'vscode';
import type { AckLensExports } from '../../../src/extension';
import { makeTopics } from '../../kafka/makeTopics';
import { count, isOutsideThere, press, screenshot, text, texts, type } from '../outside';
import { seeRow } from '../rows';
import { activateAckLens, bootstrap, openFile, waitFor } from '../workspace';

/** One way through the product, from an empty list of clusters to a mended producer, without a mouse. */
describe('by keys alone', () => {
  // First among the topics, so that its row is in view.
  const topic = `0-keys-${Date.now()}`;
  const file = 'keys-producer.properties';
  const weak = `bootstrap.servers=${bootstrap()}\nacks=1\n`;
  const webview = { webview: true };
  let exports: AckLensExports;

  before(async function () {
    this.timeout(90_000);
    if (!isOutsideThere()) this.skip();
    exports = await activateAckLens();
    for (const { id } of exports.explorer.connections.list()) await exports.explorer.connections.remove(id);
    const kafka = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await makeTopics(admin, [{ topic, numPartitions: 1 }]);
    await admin.disconnect();
    const producer = kafka.producer();
    await producer.connect();
    const timestamp = String(Date.now());
    for (const value of ['first', 'same-message', 'other', 'same-message', 'last'])
      await producer.send({ topic, messages: [{ key: 'k', value, timestamp }] });
    await producer.disconnect();
    await openFile(file, weak);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const { id } of exports?.explorer.connections.list() ?? []) await exports.explorer.connections.remove(id);
  });

  const see = (selector: string, ms?: number): Promise<number> =>
    waitFor(selector, async () => (await count(selector, webview)) || undefined, ms);

  /** Presses a key until what is wanted has the focus. */
  const pressUntil = async (key: string, wanted: string, where: { readonly webview?: boolean }): Promise<void> => {
    for (let presses = 0; presses < 40; presses += 1) {
      // The answer to a key is drawn a moment later.
      for (let look = 0; look < 3; look += 1) if ((await count(wanted, where)) > 0) return;
      await press(key);
    }
    fail(`${key} does not lead to ${wanted}; the focus is on ${(await texts(':focus', where)).join(' | ')}`);
  };
  const focusedRow = (label: string): string =>
    `.pane .monaco-list:focus .monaco-list-row.focused[aria-label^="${label}"]`;

  it('adds a connection, and is in the tree at its row afterwards', async function () {
    this.timeout(60_000);
    const adding = vscode.commands.executeCommand('acklens.addConnection');
    await see('[data-field="servers"] input:focus');
    await type(bootstrap());
    await press('Tab');
    await see('[data-field="name"] input:focus');
    await type('keys');
    await press('Enter');
    await adding;
    await waitFor('the row', async () => ((await count(focusedRow('keys'))) > 0 ? true : undefined));
    await seeRow('Topics');
  });

  it('tails a topic by its menu, with the focus in the rows', async function () {
    this.timeout(60_000);
    await pressUntil('ArrowDown', focusedRow('Topics'), {});
    await press('ArrowRight');
    // What is known of topics by then is drawn once more: a row that is being drawn anew has no menu that knows it.
    await seeRow(`${topic}RF 1 · min ISR 1`);
    const isAsked = '.quick-input-widget:visible input[placeholder^="Topic of"]';
    const isThere = '.row.record:visible:has-text("same-message")';
    // VS Code forgets rows that it is about to draw anew: a menu of such a moment knows no topic, and one is asked for.
    for (let time = 0; time < 3; time += 1) {
      await pressUntil('ArrowDown', focusedRow(topic), {});
      await press('Shift+F10');
      await pressUntil('ArrowDown', '.monaco-menu .action-item.focused:has-text("Tail topic")', {});
      await press('Enter');
      const answer = await waitFor('the tail', async () =>
        (await count(isThere, webview)) > 0 ? 'tail' : (await count(isAsked)) > 0 ? 'question' : undefined,
      );
      if (answer === 'tail') break;
      await press('Escape');
      await vscode.commands.executeCommand('acklens.clusters.focus');
    }
    await see(isThere, 30_000);
    await see('.grid:focus-visible');
  });

  it('goes from a duplicate to the setting that can cause it', async function () {
    this.timeout(60_000);
    await waitFor('the duplicate', async () => (await text('.chip-duplicate b', webview)) === '1' || undefined);
    await press('Shift+N');
    await see('.row.selected:has-text("same-message")');
    await press('Enter');
    await see('.details .sentence');
    await see(`.producer-list .link:has-text("${file}")`, 30_000);
    await pressUntil('Tab', '.producer-list .link:focus-visible', webview);
    await screenshot('keys at a producer');
    await pressUntil('Tab', `.producer-list .link:focus-visible:has-text("${file}")`, webview);
    await press('Enter');
    const editor = await waitFor('the file', () => {
      const { activeTextEditor } = vscode.window;
      return activeTextEditor?.document.uri.path.endsWith(`/${file}`) ? activeTextEditor : undefined;
    });
    equal(editor.selection.active.line, 1);
  });

  it('changes acks in the card, and takes it back with one undo', async function () {
    this.timeout(60_000);
    const document = vscode.window.activeTextEditor?.document ?? fail('no editor');
    await vscode.commands.executeCommand('acklens.openSettings');
    await see('.card:visible [data-key="acks"]');
    await pressUntil('Tab', '[data-key="acks"] vscode-dropdown:focus', webview);
    await press('ArrowUp');
    await see('.preview:visible .diff');
    match(await text('.preview-verdict', webview), /→ Idempotent$/);
    await pressUntil('Tab', '.preview vscode-button:focus:has-text("Apply")', webview);
    await press('Enter');
    await waitFor('the edit', () => document.getText().includes('acks=all') || undefined);
    // The button is gone; the focus is where the change was made.
    await see('.card-toggle:focus');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await press('Control+Z');
    await waitFor('the undo', () => document.getText() === weak || undefined);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
