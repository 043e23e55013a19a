import { deepEqual, equal, match, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { click, count, isOutsideThere, press, screenshot, text, type } from '../outside';
import { activateAckLens, openFile, waitFor } from '../workspace';

const producer = `# Page views: fast, but may be lost.
bootstrap.servers=localhost:9092
acks = 0   
! linger keeps batches full
linger.ms=5
`;

const webview = { webview: true };

/** The text of the first card, once it says what is expected. */
const cardSays = (wanted: RegExp): Promise<string> =>
  waitFor(`a card with ${wanted}`, async () => {
    if ((await count('.card', webview)) === 0) return undefined;
    const said = await text('.settings', webview);
    return wanted.test(said) ? said : undefined;
  });

describe('the delivery settings beside the editor', () => {
  before(async function () {
    if (!isOutsideThere()) this.skip();
    await activateAckLens();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('follow the editor', async () => {
    await openFile('panel-producer.properties', producer);
    await vscode.commands.executeCommand('acklens.openSettings');
    match(await cardSays(/producer settings/), /At most once/);
    await openFile('panel-notes.properties', 'colour=blue\n');
    await waitFor('the empty state', async () =>
      (await text('.settings', webview)).includes('panel-notes.properties has no settings of a Kafka client')
        ? true
        : undefined,
    );
    await openFile('panel-producer.properties', producer);
    await cardSays(/panel-producer\.properties/);
    await screenshot('settings panel');
  });

  it('preview a preset, write it as one step for undo, and keep every comment', async () => {
    const { document } = await openFile('panel-producer.properties', producer);
    await cardSays(/At most once/);
    await click('vscode-button:has-text("Analytics")', webview);
    await waitFor('the preview', async () =>
      (await text('.preview', webview)).includes('At most once → Usually at least once, not guaranteed')
        ? true
        : undefined,
    );
    equal(document.getText(), producer, 'a preview writes nothing');
    await click('vscode-button:has-text("Orders")', webview);
    await waitFor('the other preview', async () =>
      (await text('.preview', webview)).includes('→ Idempotent') ? true : undefined,
    );
    match(await text('.diff', webview), /− acks = 0.*\n\+ acks = all/);
    await screenshot('settings preview');
    await click('.preview vscode-button:has-text("Apply")', webview);
    await waitFor('the write', () => (document.getText() === producer ? undefined : true));
    equal(document.getText(), producer.replace('acks = 0 ', 'acks = all '));
    await cardSays(/now/);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    equal(document.getText(), producer);
    await cardSays(/At most once/);
  });

  it('write several settings at once, also as one step', async () => {
    const weak = `${producer}retries=0\n# the end\n`.replace('acks = 0 ', 'acks = 1 ');
    const { document } = await openFile('panel-several-producer.properties', weak);
    await cardSays(/panel-several-producer\.properties/);
    await click('.setting[data-key="transactional.id"] vscode-text-field', webview);
    await type('views-1');
    await press('Enter');
    await waitFor('the preview', async () =>
      (await count('.preview:not([hidden])', webview)) === 1 ? true : undefined,
    );
    await click('vscode-button:has-text("Payments")', webview);
    await waitFor('the preset', async () =>
      (await text('.preview', webview)).includes('Payments:') ? true : undefined,
    );
    await click('.setting[data-key="transactional.id"] vscode-text-field', webview);
    await type('views-1');
    await press('Enter');
    await waitFor('the top rung', async () =>
      (await text('.preview', webview)).includes('→ Transactional') ? true : undefined,
    );
    await click('.preview vscode-button:has-text("Apply")', webview);
    await waitFor('the write', () => (document.getText() === weak ? undefined : true));
    equal(
      document.getText(),
      weak.replace('acks = 1 ', 'acks = all ').replace('retries=0\n', 'transactional.id=views-1\n'),
    );
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    equal(document.getText(), weak);
  });

  it('mark the unit under the cursor', async () => {
    const two =
      'a.producer.bootstrap.servers=b:1\na.producer.acks=1\n\nb.producer.bootstrap.servers=b:2\nb.producer.acks=0\n';
    const editor = await openFile('panel-two.properties', two);
    await cardSays(/panel-two\.properties/);
    const move = (line: number): void => {
      editor.selection = new vscode.Selection(line, 2, line, 2);
    };
    move(4);
    await waitFor('b', async () =>
      (await text('.card.current .unit-name', webview)).startsWith('b.') ? true : undefined,
    );
    move(1);
    await waitFor('a', async () =>
      (await text('.card.current .unit-name', webview)).startsWith('a.') ? true : undefined,
    );
    await click('.card:not(.current) vscode-button:has-text("Show in editor")', webview);
    await waitFor('the cursor', () => (vscode.window.activeTextEditor?.selection.active.line === 3 ? true : undefined));
  });

  it('fix a finding with its button', async () => {
    const { document } = await openFile('panel-fix-producer.properties', producer);
    await cardSays(/panel-fix-producer\.properties/);
    await click('.finding vscode-button:has-text("Set acks=all")', webview);
    await waitFor('the write', () => (document.getText() === producer ? undefined : true));
    equal(document.getText(), producer.replace('acks = 0 ', 'acks = all '));
    await document.save();
  });
});

describe('the producers of the workspace', () => {
  const labels = async (): Promise<string[]> => {
    const { tree } = (await activateAckLens()).producers;
    return tree
      .getChildren()
      .flatMap((group) => [
        `${tree.getTreeItem(group).label}`,
        ...tree.getChildren(group).map((unit) => `  ${tree.getTreeItem(unit).label}`),
      ]);
  };
  const tellsOf = (file: string, group: string): Promise<true> =>
    waitFor(`${file} under ${group}`, async () => {
      const rows = await labels();
      const at = rows.findIndex((row) => row.trim().startsWith(`${file}:`));
      return rows.slice(0, Math.max(at, 0)).findLast((row) => !row.startsWith(' ')) === group ? true : undefined;
    });

  it('are found and ordered by risk', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('acklens.producers.focus');
    const { scan } = (await activateAckLens()).producers;
    await waitFor('the end of the scan', () => (scan.state.phase === 'done' ? true : undefined));
    const groups = (await labels()).filter((row) => !row.startsWith(' '));
    const known = [
      'With errors',
      'At most once',
      'Usually at least once, not guaranteed',
      'Not judged',
      'At least once',
      'Idempotent',
      'Transactional',
      'Consumers, topics and others with findings',
    ];
    deepEqual(
      groups,
      known.filter((name) => groups.includes(name)),
    );
    ok(groups.includes('At most once'), groups.join());
    await screenshot('producers');
  });

  it('follow files on disk, open files as they are on screen, and deletions', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
    const uri = vscode.Uri.joinPath(folder, 'scan-producer.properties');
    const write = (content: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
    await write('bootstrap.servers=b:9092\nacks=1\n');
    await tellsOf('scan-producer.properties', 'Usually at least once, not guaranteed');
    await write('bootstrap.servers=b:9092\nacks=7\n');
    await tellsOf('scan-producer.properties', 'With errors');
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(1, 5, 1, 6), 'all');
    await vscode.workspace.applyEdit(edit);
    await tellsOf('scan-producer.properties', 'Idempotent');
    await document.save();
    await vscode.workspace.fs.delete(uri);
    await waitFor('it to be gone', async () =>
      (await labels()).some((row) => row.includes('scan-producer.properties')) ? undefined : true,
    );
  });

  it('follow a file and a folder that get other names', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
    const place = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
    const rows = async (): Promise<string> =>
      (await labels()).filter((row) => /(?:first|second)-producer/.test(row)).join();
    const shows = (wanted: string): Promise<true> =>
      waitFor(wanted, async () => ((await rows()).trim() === wanted ? true : undefined));
    const files = async (): Promise<readonly string[]> =>
      (await activateAckLens()).producers.scan.index
        .groups()
        .flatMap(({ units }) => units.map(({ file }) => file))
        .filter((file) => file.endsWith('second-producer.properties'));
    const text = new TextEncoder().encode('bootstrap.servers=b:9092\nacks=1\n');
    await vscode.workspace.fs.writeFile(place('moving/first-producer.properties'), text);
    try {
      await shows('first-producer.properties:1');
      await vscode.workspace.fs.rename(
        place('moving/first-producer.properties'),
        place('moving/second-producer.properties'),
      );
      await shows('second-producer.properties:1');
      await vscode.workspace.fs.rename(place('moving'), place('moved'));
      await waitFor('the folder', async () =>
        (await files()).join() === 'moved/second-producer.properties' ? true : undefined,
      );
    } finally {
      await vscode.workspace.fs.delete(place('moved'), { recursive: true });
    }
    await shows('');
  });

  it('stop when they are told to, keep what they had, and start anew', async () => {
    const { scan } = (await activateAckLens()).producers;
    const size = scan.index.size;
    ok(size > 0);
    const running = scan.start();
    await vscode.commands.executeCommand('acklens.cancelScan');
    await running;
    equal(scan.state.phase, 'stopped');
    equal(scan.index.size, size);
    await vscode.commands.executeCommand('acklens.rescanWorkspace');
    equal(scan.state.phase, 'done');
    equal(scan.index.size, size);
  });

  it('open at the unit', async () => {
    const { tree } = (await activateAckLens()).producers;
    const unit = tree
      .getChildren()
      .flatMap((group) => tree.getChildren(group))
      .find((node) => node.kind === 'unit' && node.unit.file.endsWith('analytics.properties'));
    ok(unit);
    const { command } = tree.getTreeItem(unit);
    await vscode.commands.executeCommand(command?.command ?? '', ...(command?.arguments ?? []));
    ok(vscode.window.activeTextEditor?.document.uri.path.endsWith('analytics.properties'));
  });

  it('bring findings of files that are not open, when asked', async () => {
    const configuration = vscode.workspace.getConfiguration('acklens');
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
    const uri = vscode.Uri.joinPath(folder, 'unopened-producer.properties');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('bootstrap.servers=b:9092\nacks=0\n'));
    try {
      await configuration.update('scanWorkspace', 'diagnostics', vscode.ConfigurationTarget.Global);
      const [found] = await waitFor('a diagnostic', () => {
        const there = vscode.languages.getDiagnostics(uri).filter((one) => one.source === 'AckLens');
        return there.length > 0 ? there : undefined;
      });
      equal(found?.range.start.line, 1);
      const { document } = await vscode.window.showTextDocument(uri);
      await waitFor('no second report', () => {
        const there = vscode.languages.getDiagnostics(document.uri).filter((one) => one.source === 'AckLens');
        return there.filter((one) => one.range.start.line === 1).length === 1 ? true : undefined;
      });
    } finally {
      await configuration.update('scanWorkspace', undefined, vscode.ConfigurationTarget.Global);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.workspace.fs.delete(uri);
    }
  });
});
