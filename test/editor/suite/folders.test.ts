import { deepEqual, equal, match } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { screenshot } from '../outside';
import { activateAckLens, ruleOf, waitFor } from '../workspace';

// In a window of its own with the folders `web` and `ledger`; the second has settings of its own: see ../main.ts.
describe('a workspace of two folders', () => {
  before(activateAckLens);
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const place = (folder: string, name: string): vscode.Uri => {
    const found = vscode.workspace.workspaceFolders?.find((one) => one.name === folder);
    if (!found) throw new Error(`There is no folder ${folder}.`);
    return vscode.Uri.joinPath(found.uri, name);
  };
  async function write(folder: string, name: string, text: string): Promise<vscode.Uri> {
    const uri = place(folder, name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  }
  const findings = (uri: vscode.Uri): readonly vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'AckLens');
  const shown = async (uri: vscode.Uri): Promise<vscode.Diagnostic | undefined> => {
    await vscode.window.showTextDocument(uri);
    return waitFor(`a finding in ${uri.path}`, () => findings(uri)[0]);
  };
  const units = async (): Promise<readonly string[]> => {
    const { tree } = (await activateAckLens()).producers;
    return tree
      .getChildren()
      .flatMap((group) => tree.getChildren(group))
      .flatMap((node) => (node.kind === 'unit' ? [node.unit.file] : []))
      .sort();
  };

  it('judges a file by the severities and versions of its own folder', async () => {
    const zero = 'bootstrap.servers=b:9092\nacks=0\n';
    const [mild, strict] = [
      await write('web', 'zero.properties', zero),
      await write('ledger', 'zero.properties', zero),
    ];
    equal((await shown(mild))?.severity, vscode.DiagnosticSeverity.Warning);
    equal((await shown(strict))?.severity, vscode.DiagnosticSeverity.Error);
    // From 3.0 on acks=1 switches a default off that 2.8 does not have.
    const one = 'bootstrap.servers=b:9092\nacks=1\n';
    const [young, old] = [await write('web', 'one.properties', one), await write('ledger', 'one.properties', one)];
    match((await shown(young))?.message ?? '', /switches the default idempotence off/);
    equal(/switches/.test((await shown(old))?.message ?? ''), false);
    await screenshot('two folders');
  });

  it('reads no file of the other folder together with one', async () => {
    await write('ledger', 'application.yml', 'spring.kafka.producer:\n  acks: 1\n');
    const profile = await write(
      'web',
      'application-prod.properties',
      'spring.kafka.producer.properties.enable.idempotence=true\n',
    );
    await vscode.window.showTextDocument(profile);
    await shown(await write('web', 'after.properties', 'bootstrap.servers=b:9092\nacks=0\n'));
    deepEqual(findings(profile).map(ruleOf), []);
  });

  it('says nothing about what a folder leaves out', async () => {
    const left = await write('ledger', 'old/left.properties', 'bootstrap.servers=b:9092\nacks=0\n');
    await vscode.window.showTextDocument(left);
    await shown(await write('web', 'old/read.properties', 'bootstrap.servers=b:9092\nacks=0\n'));
    deepEqual(findings(left).map(ruleOf), []);
  });

  it('names the folder of each client in the tree, and follows folders that go and come', async () => {
    const { scan } = (await activateAckLens()).producers;
    equal(scan.state.phase, 'idle');
    // After the files were listed and before the first scan of this window is over.
    const listening = scan.onDidChange(() => {
      if (scan.state.total === 0) return;
      listening.dispose();
      writeFileSync(place('web', 'meanwhile.properties').fsPath, 'bootstrap.servers=b:9092\nacks=0\n');
    });
    await vscode.commands.executeCommand('acklens.producers.focus');
    await waitFor('the scan', () => (scan.state.phase === 'done' ? true : undefined));
    const web = [
      'web/after.properties',
      'web/meanwhile.properties',
      'web/old/read.properties',
      'web/one.properties',
      'web/zero.properties',
    ];
    const ledger = ['ledger/application.yml', 'ledger/one.properties', 'ledger/zero.properties'];
    const has = (wanted: readonly string[]): Promise<true> =>
      waitFor(wanted.join(), async () => {
        const there = await units();
        return wanted.every((file) => there.includes(file)) && !there.includes('ledger/old/left.properties')
          ? true
          : undefined;
      });
    await has([...web, ...ledger]);
    await screenshot('two folders tree');
    const { uri } = vscode.workspace.workspaceFolders?.[1] ?? {};
    vscode.workspace.updateWorkspaceFolders(1, 1);
    await waitFor('the folder to be gone', async () =>
      (await units()).some((file) => file.includes('ledger')) ? undefined : true,
    );
    if (uri) vscode.workspace.updateWorkspaceFolders(1, 0, { uri });
    await has([...web, ...ledger]);
  });
});
