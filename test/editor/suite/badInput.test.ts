import { equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { count, isOutsideThere, screenshot, text } from '../outside';
import { activateAckLens, openFile, ruleOf, waitFor, waitForFindings } from '../workspace';

describe('files that cannot be read', () => {
  before(activateAckLens);

  const folder = (): vscode.Uri => vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  const status = '.statusbar-item:has-text("AckLens: not read")';
  const waitForNotice = (): Promise<true> =>
    waitFor('the notice', async () => ((await count(status)) === 1 ? true : undefined));
  const isAnswering = async (): Promise<void> => {
    const { document } = await openFile('alive-producer.properties', 'bootstrap.servers=localhost:9092\nacks=0\n');
    await waitForFindings(document, (rules) => rules.includes('acks-zero'));
  };

  async function open(name: string, bytes: Uint8Array): Promise<void> {
    const uri = vscode.Uri.joinPath(folder(), name);
    await vscode.workspace.fs.writeFile(uri, bytes);
    await vscode.commands.executeCommand('vscode.open', uri);
  }

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('says so for a binary file', async function () {
    if (!isOutsideThere()) this.skip();
    await open(
      'binary-producer.properties',
      Uint8Array.from({ length: 4_096 }, (_, n) => (n * 7) % 256),
    );
    await waitForNotice();
    await screenshot('binary file');
    await isAnswering();
  });

  it('says so for a file of 100 MB, and goes on answering', async function () {
    this.timeout(90_000);
    if (!isOutsideThere()) this.skip();
    const line = new TextEncoder().encode(`acks=0${' '.repeat(57)}\n`);
    const bytes = new Uint8Array(100 * 1024 * 1024);
    for (let at = 0; at < bytes.length; at += line.length) bytes.set(line.subarray(0, bytes.length - at), at);
    await open('huge-producer.properties', bytes);
    await waitForNotice();
    await isAnswering();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'huge-producer.properties'));
  });

  it('says so for a text above the limit of the analysis', async function () {
    this.timeout(60_000);
    await openFile('large-producer.properties', `acks=0\n${'# padding\n'.repeat(900_000)}`);
    if (!isOutsideThere()) this.skip();
    await waitForNotice();
    ok((await text(status)).length > 0);
  });

  it('judges nothing that a placeholder hides', async () => {
    const { document } = await openFile(
      'template-producer.properties',
      `bootstrap.servers={{ servers }}\nacks=\${ACKS}\nretries={{ retries }}\n`,
    );
    await openFile('other-producer.properties', 'bootstrap.servers=localhost:9092\nacks=0\n');
    const other = vscode.window.activeTextEditor?.document ?? document;
    await waitForFindings(other, (rules) => rules.includes('acks-zero'));
    equal(vscode.languages.getDiagnostics(document.uri).map(ruleOf).join(), '');
  });
});
