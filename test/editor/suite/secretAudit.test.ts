import { deepEqual, equal, fail, ok } from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { AckLensExports } from '../../../src/extension';
import type { ConnectionSecrets } from '../../../src/kafka/secrets';
import type { Sasl, Security } from '../../../src/kafka/security';
import { spellings } from '../../vscode/spellings';
import { auditSecrets, searchedPart } from '../auditSecrets';
import { click, count, entered, fillBox, gone, html, isOutsideThere, press, screenshot, text, type } from '../outside';
import { activateAckLens, bootstrap, waitFor } from '../workspace';

/**
 * Connections with a secret of every kind are made, tested, used in vain and exported; what comes of it is searched for each
 * secret by value. What is written to files, logs and storage meanwhile is searched by the runner when the suite has ended:
 * see test/vscode/findSecrets.ts.
 */
describe('secrets', () => {
  const { ACKLENS_TEST_SECURE: secure = '', ACKLENS_TEST_MTLS: mtls = '', ACKLENS_TEST_KEYS: keys } = process.env;
  const audit = auditSecretsOr(keys);
  const webview = { webview: true };
  /** Of files to import: not in the workspace, where the runner finds what was written down. */
  const folder = mkdtempSync(join(tmpdir(), 'acklens-import-'));
  /** Everything that somebody could read. */
  const seen: string[] = [];
  let exports: AckLensExports;
  let careless: Server;

  before(async function () {
    this.timeout(60_000);
    if (!isOutsideThere() || keys === undefined) this.skip();
    exports = await activateAckLens();
    careless = await startCareless();
  });

  after(async () => {
    careless?.close();
    rmSync(folder, { recursive: true, force: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const url = (): string => `http://127.0.0.1:${(careless.address() as AddressInfo).port}`;
  const caFile = join(keys ?? '', 'ca.pem');
  const only = (...names: readonly (keyof typeof audit)[]): ConnectionSecrets =>
    Object.fromEntries(names.map((name) => [name, audit[name]]));

  interface Way {
    readonly name: string;
    readonly servers: string;
    readonly security: Security;
    readonly secrets: ConnectionSecrets;
  }
  const login = (name: string, sasl: Sasl, secrets: ConnectionSecrets): Way => ({
    name,
    servers: secure,
    security: { tls: { caFile }, sasl },
    secrets,
  });
  const certificate = (): string => readFileSync(join(keys ?? '', 'client.pem'), 'utf8');
  const ways = (): readonly Way[] => [
    login('scram', { mechanism: 'SCRAM-SHA-512', username: 'admin' }, only('password')),
    login('plain', { mechanism: 'PLAIN', username: 'admin' }, only('password')),
    login(
      'oauth',
      { mechanism: 'OAUTHBEARER', tokenEndpoint: `${url()}/token`, clientId: 'app' },
      only('clientSecret'),
    ),
    login(
      'iam',
      { mechanism: 'AWS_MSK_IAM', region: 'eu-west-1', credentials: { kind: 'keys', accessKeyId: 'AKIAAUDIT' } },
      only('awsSecretAccessKey', 'awsSessionToken'),
    ),
    {
      name: 'pem',
      servers: mtls,
      security: { tls: { caFile, client: { kind: 'pem', certificate: certificate() } } },
      secrets: only('clientKey', 'keyPassphrase'),
    },
    {
      name: 'pkcs12',
      servers: mtls,
      security: { tls: { caFile, client: { kind: 'pkcs12' } } },
      secrets: only('clientStore', 'keyPassphrase'),
    },
  ];

  /** The texts of a cluster's rows, and of those below its folders. */
  async function read(id: string): Promise<void> {
    const { tree } = exports.explorer;
    const cluster = (await tree.getChildren()).find((node) => node.connection === id) ?? fail('no row');
    const folders = await tree.getChildren(cluster);
    const below = await Promise.all(folders.map((node) => tree.getChildren(node)));
    for (const node of [cluster, ...folders, ...below.flat()]) {
      const { label, description, tooltip } = await tree.resolveTreeItem(
        tree.getTreeItem(node),
        node,
        new vscode.CancellationTokenSource().token,
      );
      seen.push(JSON.stringify([label, description, tooltip]));
    }
  }

  const look = async (): Promise<void> => void seen.push(await html(webview), await html());

  async function test(row: { readonly id: string; readonly kind: string }): Promise<void> {
    const edited = vscode.commands.executeCommand('acklens.editConnection', row);
    await click('vscode-button:has-text("Test connection")', webview);
    await waitFor('the verdict', async () =>
      (await count('.verdict:not([hidden])', webview)) > 0 &&
      /works|does not work/.test(await text('.verdict', webview))
        ? true
        : undefined,
    );
    await look();
    await click('vscode-button:has-text("Cancel")', webview);
    await edited;
    await gone('[data-field="servers"]', webview);
  }

  it('stay where they are while connections of every kind are tested and refused', async function () {
    this.timeout(120_000);
    const { connections, tree } = exports.explorer;
    for (const { name, servers, security, secrets } of ways()) {
      const { id } = await connections.add({ name, bootstrapServers: servers.split(','), security }, secrets);
      await read(id);
      const row = (await tree.getChildren()).find((node) => node.connection === id) ?? fail('no row');
      await test(row);
    }
  });

  it('stay where they are when a registry repeats what it was sent', async function () {
    this.timeout(60_000);
    for (const auth of [{ kind: 'basic', username: 'reg' }, { kind: 'bearer' }] as const) {
      const registry = { url: url(), auth };
      const { id } = await exports.explorer.connections.add(
        { name: auth.kind, bootstrapServers: bootstrap().split(','), registry },
        only('registrySecret'),
      );
      await read(id);
    }
    ok(seen.some((one) => one.includes('rejects the user reg: check the user name and the password')));
    ok(seen.some((one) => one.includes('rejects the token: check that it is valid still')));
  });

  it('stay where they are when tails and producers are refused', async function () {
    this.timeout(120_000);
    for (const name of ['scram', 'oauth']) {
      const { id } = exports.explorer.connections.list().find((one) => one.name === name) ?? fail(name);
      await vscode.commands.executeCommand('acklens.tailTopic', { connection: id, topic: 'audit' });
      const refusal = name === 'scram' ? 'rejects user admin' : 'rejects client app';
      const shows = (): Promise<true> =>
        waitFor(`a sentence with “${refusal}”`, async () =>
          (await html(webview)).includes(refusal) ? true : undefined,
        );
      await shows();
      await look();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand('acklens.produce', { connection: id, topic: 'audit' });
      await click('vscode-button:has-text("Send")', webview);
      await shows();
      await look();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await gone('vscode-button:has-text("Send")', webview);
    }
  });

  const inline = (pem: string): string => pem.trimEnd().replaceAll(/\r?\n/g, '\\n');
  const write = (name: string, settings: readonly string[]): string => {
    const file = join(folder, name);
    writeFileSync(file, settings.join('\n'));
    return file;
  };
  const jaas = (module: string, options: string): string =>
    `sasl.jaas.config=org.apache.kafka.common.security.${module} required ${options};`;
  const tls = [`bootstrap.servers=${secure}`, 'security.protocol=SASL_SSL', `ssl.truststore.location=${caFile}`];

  /** Chooses the file in VS Code's own dialog. */
  async function choose(file: string): Promise<void> {
    await click('vscode-button:has-text("Import from file")', webview);
    await waitFor('the dialog', async () =>
      /Import a client configuration/.test(await text('.quick-input-widget .quick-input-title')) ? true : undefined,
    );
    await fillBox(file);
    // Enter may come before VS Code has looked into the folder: its row is there once it has.
    await click(`.quick-input-list .monaco-list-row:has-text("${basename(file)}")`);
  }

  /** Imports a file, lets the cluster refuse it, and saves it; what is kept of it afterwards. */
  async function importAndSave(file: string, name: string): Promise<ConnectionSecrets> {
    const added = vscode.commands.executeCommand('acklens.addConnection');
    await choose(file);
    await waitFor('the servers of the file', async () =>
      (await entered('[data-field="servers"] input', webview)) === secure ? true : undefined,
    );
    await look();
    await screenshot(`imported ${name}`);
    await click('[data-field="name"] input', webview);
    await press('End');
    await press('Shift+Home');
    await type(name);
    await click('vscode-button:has-text("Test connection")', webview);
    await waitFor('the verdict', async () =>
      /does not work/.test(await text('.verdict', webview)) ? true : undefined,
    );
    await look();
    await click('vscode-button:has-text("Save")', webview);
    await added;
    await gone('[data-field="servers"]', webview);
    const saved = exports.explorer.connections.list().find((one) => one.name === name) ?? fail(name);
    await read(saved.id);
    return exports.explorer.connections.secretsOf(saved.id);
  }

  it('stay where they are when a login, a key in PEM and a registry are imported from a file', async function () {
    this.timeout(90_000);
    const password = audit.password.replaceAll('"', '\\\\"');
    const file = write('login.properties', [
      ...tls,
      'ssl.keystore.type=PEM',
      `ssl.keystore.certificate.chain=${inline(certificate())}`,
      `ssl.keystore.key=${inline(audit.clientKey)}`,
      `ssl.key.password=${audit.keyPassphrase}`,
      'sasl.mechanism=PLAIN',
      jaas('plain.PlainLoginModule', `username="admin" password="${password}"`),
      `schema.registry.url=${url()}`,
      'basic.auth.credentials.source=USER_INFO',
      `basic.auth.user.info=reg:${audit.registrySecret}`,
    ]);
    const { clientKey = '', ...kept } = await importAndSave(file, 'imported login');
    deepEqual(kept, only('password', 'keyPassphrase', 'registrySecret'));
    equal(clientKey.trimEnd(), audit.clientKey.slice(audit.clientKey.indexOf('-----BEGIN')).trimEnd());
  });

  it('stay where they are when a client secret and a store are imported from a file', async function () {
    this.timeout(90_000);
    const file = write('oauth.properties', [
      ...tls,
      'ssl.keystore.type=PKCS12',
      `ssl.keystore.location=${join(keys ?? '', 'client.p12')}`,
      `ssl.keystore.password=${audit.keyPassphrase}`,
      'sasl.mechanism=OAUTHBEARER',
      `sasl.oauthbearer.token.endpoint.url=${url()}/token`,
      jaas('oauthbearer.OAuthBearerLoginModule', `clientId="app" clientSecret="${audit.clientSecret}"`),
    ]);
    const kept = await importAndSave(file, 'imported oauth');
    deepEqual(kept, only('clientSecret', 'clientStore', 'keyPassphrase'));
  });

  it('stay where they are when the file to import is of no use', async function () {
    this.timeout(60_000);
    const file = write('useless.properties', [
      'sasl.mechanism=PLAIN',
      jaas('plain.PlainLoginModule', `username="${audit.clientSecret}" password="${audit.awsSecretAccessKey}"`),
    ]);
    const added = vscode.commands.executeCommand('acklens.addConnection');
    await choose(file);
    await waitFor('what is wrong', async () =>
      (await html(webview)).includes('useless.properties: There is no bootstrap.servers in it.') ? true : undefined,
    );
    await look();
    await click('vscode-button:has-text("Cancel")', webview);
    await added;
    await gone('[data-field="servers"]', webview);
  });

  it('go out with no export', async () => {
    await vscode.commands.executeCommand('acklens.exportConnections');
    const { document } = vscode.window.activeTextEditor ?? fail('no export');
    ok(document.getText().includes('"name": "oauth"'));
    seen.push(document.getText());
    // The runner searches the workspace.
    const target = vscode.workspace.workspaceFolders?.[0]?.uri ?? fail('no workspace');
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(target, 'exported.json'),
      new TextEncoder().encode(document.getText()),
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('were seen nowhere', async () => {
    const { connections } = exports.explorer;
    seen.push(JSON.stringify(connections.list()), JSON.stringify(vscode.workspace.getConfiguration('acklens')));
    ok(seen.length > 50, `${seen.length} texts`);
    for (const [name, secret] of Object.entries(audit))
      for (const spelling of spellings(searchedPart(secret)))
        for (const one of seen) {
          const at = one.indexOf(spelling);
          ok(at < 0, `${name}: …${one.slice(Math.max(0, at - 80), Math.max(0, at))}`);
        }
  });

  it('are gone with their connections', async () => {
    const { connections } = exports.explorer;
    for (const { id } of connections.list()) {
      await connections.remove(id);
      deepEqual(await connections.secretsOf(id), {});
    }
    equal(connections.list().length, 0);
  });
});

function auditSecretsOr(keys: string | undefined): ReturnType<typeof auditSecrets> {
  const none = { password: '', clientSecret: '', clientKey: '', clientStore: '', keyPassphrase: '' };
  return keys === undefined
    ? { ...none, awsSecretAccessKey: '', awsSessionToken: '', registrySecret: '' }
    : auditSecrets(keys);
}

/** Refuses every login and repeats what it was sent, as careless servers do. */
async function startCareless(): Promise<Server> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const { authorization = '' } = request.headers;
      const plain = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
      const said = `${authorization} ${plain} ${body}`;
      response.writeHead(request.url === '/token' ? 400 : 401, { 'content-type': 'application/json' });
      const answer = { error: 'invalid_client', error_description: said, error_code: 40101, message: said };
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
