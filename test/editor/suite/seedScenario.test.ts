import { deepEqual, equal, fail, match } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';
import * as vscode from 'vscode';
import { makeTopics } from '../../kafka/makeTopics';
import { count, isOutsideThere, screenshot } from '../outside';
import { activateAckLens, bootstrap, lensesOf, openFile, ruleOf, waitFor, waitForFindings } from '../workspace';

const run = promisify(execFile);

/** The script of the demo with three common mistakes: seen in the editor, run, seen in the tail, fixed, run again. */
describe('five messages by the console tools', () => {
  const topic = `orders-${Date.now()}`;
  const tools = process.env.ACKLENS_TEST_TOOLS;
  let document: vscode.TextDocument;

  before(async function () {
    this.timeout(60_000);
    await activateAckLens();
    const admin = new Kafka({ brokers: bootstrap().split(','), logLevel: logLevel.NOTHING }).admin();
    await makeTopics(admin, [{ topic, numPartitions: 1 }]);
    await admin.disconnect();
    const folder = vscode.workspace.workspaceFolders?.[0] ?? fail('no workspace');
    const demo = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder.uri, 'scripts/messages.sh'));
    const script = new TextDecoder()
      .decode(demo)
      .replaceAll('localhost:9092', bootstrap().split(',')[0] ?? '')
      .replaceAll('--topic orders', `--topic ${topic}`);
    ({ document } = await openFile('scripts/five.sh', script));
  });

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  async function runScript(mode: string): Promise<string> {
    await document.save();
    const env = { ...process.env, PATH: `${tools}:${process.env.PATH}` };
    const { stdout } = await run('bash', [document.uri.fsPath, mode], { env, timeout: 60_000 });
    const lines = stdout.split('\n').map((line) => line.replace(/^>+/, ''));
    return lines.filter((line) => line.startsWith('message')).join(' ');
  }

  const verdicts = async (): Promise<readonly string[]> =>
    (await lensesOf(document)).flatMap(({ command }) =>
      command?.command === 'acklens.showVerdict' ? [command.title] : [],
    );

  it('flags each mistake where it is written', async () => {
    const wanted = ['acks-zero', 'acks-leader-only', 'consumer-auto-commit', 'auto-offset-reset-latest'];
    const found = await waitForFindings(document, (rules) => rules.join() === wanted.join());
    deepEqual(
      found.map(({ range }) => document.getText(range)),
      ['acks=0', 'acks=1', 'enable.auto.commit=true', 'auto.offset.reset=latest'],
    );
    // What people believe of acks=1 is answered in the message itself.
    match(found[1]?.message ?? '', /lost if that leader fails .*, and retries can still duplicate it/);
    deepEqual(await verdicts(), [
      'Delivery: at most once · acks=0',
      'Delivery: usually at least once, not guaranteed: loss and duplicates possible · acks=1',
      'Delivery: idempotent, no duplicates within a session · survives leader loss only if min.insync.replicas ≥ 2',
    ]);
    await screenshot('seed flagged');
  });

  it('runs for real, and the tail of the consumer command shows the five messages in sequence', async function () {
    this.timeout(120_000);
    if (tools === undefined) this.skip();
    equal(await runScript('0'), 'message1 message2 message3 message4 message5');
    const lenses = await lensesOf(document);
    const tail =
      lenses.findLast(({ command }) => command?.title === '$(play)\u00a0Tail here')?.command ?? fail('no lens');
    await vscode.commands.executeCommand(tail.command, ...(tail.arguments ?? []));
    await waitFor('the tab', () =>
      vscode.window.tabGroups.activeTabGroup.activeTab?.label === `${topic} · Tail` ? true : undefined,
    );
    if (!isOutsideThere()) return;
    const rows = (): Promise<number> => count('.row.record:not([hidden])', { webview: true });
    await waitFor('five rows', async () => ((await rows()) === 5 ? true : undefined));
    for (const n of [1, 2, 3, 4, 5]) equal(await count(`.row.record:has-text("message${n}")`, { webview: true }), 1);
    await waitFor('the rule of the sequence', async () =>
      (await count('text=/number at the end of the value/', { webview: true })) > 0 ? true : undefined,
    );
    await screenshot('seed tail');
  });

  it('fixes all three mistakes from the editor, and runs as fixed', async function () {
    this.timeout(120_000);
    await vscode.window.showTextDocument(document);
    const fixes = [
      ['acks-zero', 'Set acks=all'],
      ['acks-leader-only', 'Set acks=all'],
      ['consumer-auto-commit', 'Set enable.auto.commit=false'],
      ['auto-offset-reset-latest', 'Set auto.offset.reset=earliest'],
    ] as const;
    for (const [rule, title] of fixes) {
      const found = await waitForFindings(document, (rules) => rules.includes(rule));
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        found.find((one) => ruleOf(one) === rule)?.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      const fix = actions.find((one) => one.title === title);
      await vscode.workspace.applyEdit(fix?.edit ?? fail(`no fix ${title}`));
      await waitForFindings(document, (rules) => !rules.includes(rule));
    }
    await waitForFindings(document, (rules) => rules.length === 0);
    const idempotent =
      'Delivery: idempotent, no duplicates within a session · survives leader loss only if min.insync.replicas ≥ 2';
    deepEqual(await verdicts(), [idempotent, idempotent, idempotent]);
    await screenshot('seed fixed');
    if (tools === undefined) return;
    equal(await runScript('0'), 'message1 message2 message3 message4 message5');
    // The new group begins where the topic does, at the messages that were there before it.
    equal(await runScript('billing'), 'message1 message2 message3 message4 message5');
  });
});
