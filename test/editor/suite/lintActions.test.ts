import { deepEqual, equal, match, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { click, isOutsideThere, press, screenshot, text } from '../outside';
import { activateAckLens, openFile, ruleOf, waitFor, waitForFindings } from '../workspace';

const broken = `bootstrap.servers=localhost:9092
# no duplicates
enable.idempotence=true
acks=1
retries=0
`;

describe('completions and source actions', () => {
  before(activateAckLens);
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const suggestions = async (document: vscode.TextDocument, at: vscode.Position): Promise<vscode.CompletionItem[]> => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      at,
    );
    // Words of the text, which VS Code offers by itself, have no documentation.
    return list.items.filter((item) => item.documentation !== undefined);
  };

  it('suggests keys and values with their defaults', async () => {
    const { document } = await openFile('new-producer.properties', 'bootstrap.servers=localhost:9092\n\nacks=\n');
    const keys = await suggestions(document, new vscode.Position(1, 0));
    equal(keys[0]?.label, 'enable.idempotence');
    match(keys[0]?.detail ?? '', /^default true · Java client/);
    const values = await suggestions(document, new vscode.Position(2, 5));
    deepEqual(
      values.map((item) => item.label),
      ['all', '1', '0'],
    );
  });

  it('suggests nothing in comments', async () => {
    const { document } = await openFile('comment-producer.properties', 'bootstrap.servers=localhost:9092\n# acks=\n');
    deepEqual(await suggestions(document, new vscode.Position(1, 7)), []);
  });

  it('shows the suggestions, the default beside them', async function () {
    if (!isOutsideThere()) this.skip();
    const editor = await openFile('shown-producer.properties', 'bootstrap.servers=localhost:9092\n\n');
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await click('.suggest-widget .monaco-list-row[aria-label*="max.in.flight"]');
    await screenshot('suggestions');
    await waitFor('the key', () =>
      editor.document.lineAt(1).text.startsWith('max.in.flight.requests.per.connection=') ? true : undefined,
    );
    await editor.document.save();
  });

  it('lints YAML files', async () => {
    const { document } = await openFile('application.yml', 'spring:\n  kafka:\n    producer:\n      acks: 0\n');
    await waitForFindings(document, (rules) => rules.includes('acks-zero'));
    const found = await suggestions(document, new vscode.Position(3, 12));
    deepEqual(
      found.map((item) => item.label),
      ['all', '1', '0'],
    );
  });

  it('fixes on request and on save what does not work as it is', async () => {
    const expected = broken.replace('acks=1', 'acks=all').replace('retries=0\n', '');
    const { document } = await openFile('conflict-producer.properties', broken);
    await waitForFindings(document, (rules) => rules.includes('idempotence-conflict-acks'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, 0, 0),
      vscode.CodeActionKind.SourceFixAll.value,
    );
    const [action] = actions.filter((one) => one.kind?.value === 'source.fixAll.acklens');
    await vscode.workspace.applyEdit(action?.edit ?? new vscode.WorkspaceEdit());
    equal(document.getText(), expected);
    await document.save();

    const editorSettings = vscode.workspace.getConfiguration('editor');
    await editorSettings.update(
      'codeActionsOnSave',
      { 'source.fixAll.acklens': 'explicit' },
      vscode.ConfigurationTarget.Global,
    );
    try {
      const saved = await openFile('saved-producer.properties', broken);
      await saved.edit((edit) => edit.insert(new vscode.Position(0, 0), '# edited\n'));
      await saved.document.save();
      equal(saved.document.getText(), `# edited\n${expected}`);
    } finally {
      await editorSettings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('suppresses a finding with a comment and leaves the cursor at the reason', async function () {
    if (!isOutsideThere()) this.skip();
    const editor = await openFile(
      'accepted.ts',
      "import { Kafka } from 'kafkajs';\nconst producer = new Kafka({ brokers: [] }).producer();\nproducer.send({\n\ttopic: 't',\n\tacks: 0,\n\tmessages: [],\n});\n",
    );
    const { document } = editor;
    const findings = await waitForFindings(document, (rules) => rules.includes('acks-zero'));
    const found = findings.find((one) => ruleOf(one) === 'acks-zero') ?? findings[0];
    editor.selection = new vscode.Selection(
      found?.range.start ?? new vscode.Position(0, 0),
      found?.range.start ?? new vscode.Position(0, 0),
    );
    await vscode.commands.executeCommand('editor.action.quickFix');
    // With the keyboard: an older VS Code lays a pane over the list that stops a click from outside.
    await waitFor('the suppression to be chosen', async () => {
      const chosen = await text('.action-widget .monaco-list-row.focused');
      if (chosen.includes('Suppress acks-zero with a reason')) return true;
      await press('ArrowDown');
      return undefined;
    });
    await press('Enter');
    await waitFor('the comment', () => (document.getText().includes('acklens-ignore') ? true : undefined));
    await vscode.commands.executeCommand('type', { text: 'clicks may be lost' });
    equal(
      document.getText().split('\n').slice(3, 7).join('\n'),
      "\ttopic: 't',\n\t// acklens-ignore acks-zero: clicks may be lost\n\tacks: 0,\n\tmessages: [],",
    );
    await waitForFindings(document, (rules) => !rules.includes('acks-zero'));
    await document.save();
  });

  it('opens the page of a rule behind the code of a diagnostic', async function () {
    if (!isOutsideThere()) this.skip();
    const { document } = await openFile('linked-producer.properties', 'bootstrap.servers=localhost:9092\nacks=0\n');
    const [found] = await waitForFindings(document, (rules) => rules.includes('acks-zero'));
    equal(typeof found?.code === 'object' ? found.code.target.scheme : '', 'command');
    // VS Code's own notifications would lie over the panel.
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await click('.markers-panel .monaco-list-row a:has-text("acks-zero")');
    await waitFor('the page', () =>
      vscode.window.tabGroups.all.flatMap((group) => group.tabs).find((tab) => tab.label.includes('acks-zero')),
    );
    await screenshot('rule page');
    ok(document.isClosed === false);
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });
});
