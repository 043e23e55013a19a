import { deepEqual, equal, match, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { click, count, isOutsideThere, press, screenshot, text } from '../outside';
import { activateAckLens, lensesOf, openFile, ruleOf, waitFor, waitForFindings } from '../workspace';

const producer = `# Page views: fast, but may be lost.
bootstrap.servers=localhost:9092
acks = 0   
! linger keeps batches full
linger.ms=5
`;

describe('the lint in the editor', () => {
  before(activateAckLens);

  it('is active and has registered its commands', async () => {
    equal(vscode.extensions.getExtension('acklens.acklens')?.isActive, true);
    const commands = (await vscode.commands.getCommands(true)).filter((id) => /^acklens\.[a-z]\w+$/i.test(id));
    for (const id of ['acklens.addConnection', 'acklens.tailTopic', 'acklens.explain']) ok(commands.includes(id), id);
  });

  it('shows a finding that vanishes with an edit and comes back with undo', async () => {
    const { document } = await openFile('views-producer.properties', producer);
    const [found] = await waitForFindings(document, (rules) => rules.includes('acks-zero'));
    equal(found?.severity, vscode.DiagnosticSeverity.Warning);
    equal(document.getText(found?.range), 'acks = 0');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(2, 7, 2, 8), 'all');
    await vscode.workspace.applyEdit(edit);
    await waitForFindings(document, (rules) => !rules.includes('acks-zero'));
    await vscode.commands.executeCommand('undo');
    await waitForFindings(document, (rules) => rules.includes('acks-zero'));
    await vscode.commands.executeCommand('workbench.action.files.save');
    await screenshot('lint finding');
  });

  it('judges a profile together with its base, and again when the base changes', async () => {
    const base = await openFile('application.yml', 'spring.kafka.producer:\n  acks: all\n');
    const text = 'spring.kafka.producer.properties.enable.idempotence=true\n';
    const { document } = await openFile('application-prod.properties', text);
    const acks = async (value: string): Promise<void> => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(base.document.uri, new vscode.Range(1, 8, 1, base.document.lineAt(1).text.length), value);
      await vscode.workspace.applyEdit(edit);
    };
    await acks('1');
    const [found] = await waitForFindings(document, (rules) => rules.includes('idempotence-conflict-acks'));
    match(found?.message ?? '', /acks is set in application\.yml\.$/);
    await screenshot('lint profile');
    await acks('all');
    await waitForFindings(document, (rules) => rules.length === 0);
    await base.document.save();
  });

  it('fixes with acks=all and leaves every other byte alone', async () => {
    const { document } = await openFile('views-producer.properties', producer);
    const findings = await waitForFindings(document, (rules) => rules.includes('acks-zero'));
    const found = findings.find((one) => ruleOf(one) === 'acks-zero');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found?.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const titles = actions.map((action) => action.title);
    equal(titles[0], 'Set acks=all');
    ok(titles.includes('Explain acks-zero'));
    ok(actions[0]?.isPreferred);
    await vscode.workspace.applyEdit(actions[0]?.edit ?? new vscode.WorkspaceEdit());
    equal(document.getText(), producer.replace('acks = 0 ', 'acks = all '));
    await waitForFindings(document, (rules) => !rules.includes('acks-zero'));
    await document.save();
  });

  it('draws the verdict, the fix and Explain above the unit; the fix lens works', async () => {
    const { document } = await openFile('clicks-producer.properties', producer);
    const lenses = await waitFor('lenses', async () => {
      const drawn = await lensesOf(document);
      return drawn.length > 0 ? drawn : undefined;
    });
    const titles = lenses.map((lens) => lens.command?.title ?? '');
    match(titles.join('\n'), /^Delivery: at most once · acks=0$/m);
    ok(titles.includes('Explain'));
    ok(titles.includes('Open settings'));
    ok(titles.includes('$(plug)\u00a0Connect'));
    const fix = lenses.find((lens) => lens.command?.title === 'Set acks=all')?.command;
    ok(fix);
    await vscode.commands.executeCommand(fix.command, ...(fix.arguments ?? []));
    match(document.getText(), /^acks = all {3}$/m);
    // The same lens again is of an older text: it must not write into the new one.
    await vscode.commands.executeCommand(fix.command, ...(fix.arguments ?? []));
    equal(document.getText(), producer.replace('acks = 0 ', 'acks = all '));
    await document.save();
  });

  it('tells the precise truth on hover', async () => {
    const { document } = await openFile('hover-producer.properties', producer);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(2, 1),
    );
    const shown = hovers.flatMap((hover) =>
      hover.contents.map((part) => (typeof part === 'string' ? part : part.value)),
    );
    match(shown.join('\n'), /at most once/);
  });

  it('explains beside the editor', async () => {
    const { document } = await openFile('explain-producer.properties', producer);
    const lens = await waitFor('the lens', async () =>
      (await lensesOf(document)).find((one) => one.command?.title === 'Explain'),
    );
    await vscode.commands.executeCommand(lens.command?.command ?? '', ...(lens.command?.arguments ?? []));
    await waitFor('the explanation', () =>
      vscode.window.tabGroups.all.flatMap((group) => group.tabs).find((tab) => tab.label.includes('acks-zero')),
    );
    await screenshot('explanation');
    await vscode.commands.executeCommand('workbench.action.closeEditorsInOtherGroups');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('reads shell scripts and kafkajs calls', async () => {
    const shell = await openFile(
      'produce.sh',
      'kafka-console-producer --broker-list localhost:9092 --topic orders --producer-property acks=0\n',
    );
    await waitForFindings(shell.document, (rules) => rules.includes('acks-zero') && rules.includes('removed-option'));
    const code = await openFile(
      'clicks.ts',
      "import { Kafka } from 'kafkajs';\nconst producer = new Kafka({ brokers: ['localhost:9092'] }).producer();\nawait producer.send({ topic: 'clicks', acks: 0, messages: [] });\n",
    );
    const findings = await waitForFindings(code.document, (rules) => rules.includes('acks-zero'));
    equal(code.document.getText(findings.find((one) => ruleOf(one) === 'acks-zero')?.range), 'acks: 0');
    await code.edit((edit) => edit.insert(new vscode.Position(0, 0), '// a comment above\n'));
    const moved = await waitFor('the finding one line below', () => {
      const ours = vscode.languages.getDiagnostics(code.document.uri);
      return ours.some((one) => one.range.start.line === 3) ? ours : undefined;
    });
    deepEqual(
      moved.filter((one) => ruleOf(one) === 'acks-zero').map((one) => one.range.start.line),
      [3],
    );
    await code.document.save();
  });

  it('opens a sample that needs no workspace and shows a finding in it', async () => {
    await vscode.commands.executeCommand('acklens.openSample');
    const document = vscode.window.activeTextEditor?.document;
    ok(document?.isUntitled);
    const [found] = await waitForFindings(document, (rules) => rules.includes('acks-zero'));
    equal(document.getText(found?.range), 'acks=0');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('shows the verdict in the status bar and lists the units behind it', async function () {
    if (!isOutsideThere()) this.skip();
    await openFile('status-producer.properties', producer);
    const item = '.statusbar-item:has-text("At most once")';
    await waitFor('the verdict', async () => ((await count(item)) === 1 ? true : undefined));
    await click(`${item} a`);
    const row = '.quick-input-widget .monaco-list-row';
    await waitFor('the units', async () => ((await count(row)) === 1 ? true : undefined));
    match(await text(row), /Delivery: at most once · acks=0/);
    await press('Escape');
    await openFile('notes.properties', 'colour=blue\n');
    await waitFor('no verdict', async () => ((await count(item)) === 0 ? true : undefined));
  });

  it('follows the severity setting', async () => {
    const { document } = await openFile('rules-producer.properties', producer);
    await waitForFindings(document, (rules) => rules.includes('acks-zero'));
    const settings = vscode.workspace.getConfiguration('acklens');
    await settings.update('rules', { 'acks-zero': 'off' }, vscode.ConfigurationTarget.Global);
    try {
      await waitForFindings(document, (rules) => !rules.includes('acks-zero'));
    } finally {
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Global);
    }
    await waitForFindings(document, (rules) => rules.includes('acks-zero'));
  });
});
