import { deepEqual, equal, ok } from 'node:assert/strict';
import { ConnectionFormBridge, type FormSubject } from '../../../../src/explorer/connect/ConnectionFormBridge';
import { draftOf } from '../../../../src/explorer/connect/connectionDraft';
import { exportConnections } from '../../../../src/explorer/connect/exportConnections';
import type { NewConnection } from '../../../../src/explorer/connections';
import type { ConnectionSecrets } from '../../../../src/kafka/secrets';
import type { ConnectionFormHost, ConnectionFormView, TestStep } from '../../../../src/protocol/connectionForm';
import { connect, type Port } from '../../../../src/protocol/rpc';
import { clonedWire } from '../../protocol/wire';

const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
const key = '-----BEGIN PRIVATE KEY-----\nS0VZU0VDUkVU\n-----END PRIVATE KEY-----';
const saved: ConnectionSecrets = { password: 'saved-password' };
const profile: NewConnection = {
  name: 'orders',
  bootstrapServers: ['a:9093', 'b:9093'],
  security: { tls: { ca: pem }, sasl: { mechanism: 'SCRAM-SHA-512', username: 'alice' } },
  environment: 'Production',
  color: 'red',
  readOnly: true,
};

interface Chosen {
  readonly path: string;
  readonly content: string | Buffer;
}

function open(subject: Partial<FormSubject> = {}, files: readonly Chosen[] = []) {
  const [page, host] = clonedWire();
  const crossed: string[] = [];
  const saves: { readonly profile: NewConnection; readonly secrets: ConnectionSecrets }[] = [];
  const tested: ConnectionSecrets[] = [];
  const steps: TestStep[] = [];
  const waiting = [...files];
  const bridge = new ConnectionFormBridge(
    { title: 'Edit orders', profile, secrets: saved, notes: [], secretsOnly: false, ...subject },
    {
      async test(_profile, secrets, tell) {
        tested.push(secrets);
        tell({ id: 'dns', outcome: 'passed', text: 'a is 10.0.0.1.' });
      },
      async chooseFile() {
        const file = waiting.shift();
        if (!file) return undefined;
        const bytes = Buffer.from(file.content);
        return { path: file.path, base64: bytes.toString('base64'), text: bytes.toString() };
      },
      readFile: async () => undefined,
      save: async (one, secrets) => void saves.push({ profile: one, secrets }),
      close: () => undefined,
    },
  );
  const spied: Port = {
    post: (message) => {
      crossed.push(JSON.stringify(message));
      host.post(message);
    },
    onMessage: (listener) => host.onMessage(listener),
  };
  bridge.attach(spied);
  const view = connect<ConnectionFormView, ConnectionFormHost>(page, { step: (step) => void steps.push(step) });
  /** All that the page was ever told. */
  const told = (): string => crossed.join('\n');
  return { host: view.remote, saves, tested, steps, told };
}

describe('the form of a connection', () => {
  it('says which secrets are saved and never which they are', async () => {
    const form = open();
    const state = await form.host.state();
    deepEqual(state.held, ['password']);
    deepEqual(await form.host.save(state.draft, {}), {});
    deepEqual(form.saves, [{ profile, secrets: saved }]);
    ok(!form.told().includes('saved-password'));
  });

  it('takes what was typed for what was saved, and forgets what the choices have no use for', async () => {
    const form = open();
    const { draft } = await form.host.state();
    await form.host.save(draft, { password: 'typed-password' });
    deepEqual(form.saves[0]?.secrets, { password: 'typed-password' });
    await form.host.save({ ...draft, mechanism: 'none' }, {});
    deepEqual(form.saves[1]?.secrets, {});
    equal(form.saves[1]?.profile.security?.sasl, undefined);
    ok(!form.told().includes('typed-password'));
  });

  it('comes back as it was, for every way into a cluster', async () => {
    const securities: readonly NonNullable<NewConnection['security']>[] = [
      { tls: {} },
      { tls: { caFile: '/etc/ca.pem', anyHostname: true, client: { kind: 'pkcs12' } } },
      { tls: { client: { kind: 'pem', certificate: pem } } },
      { sasl: { mechanism: 'PLAIN', username: 'u' } },
      {
        tls: {},
        sasl: {
          mechanism: 'OAUTHBEARER',
          tokenEndpoint: 'https://id/token',
          clientId: 'app',
          scope: 'kafka',
          extensions: { logicalCluster: 'lkc-1', identityPoolId: 'p' },
        },
      },
      { tls: {}, sasl: { mechanism: 'AWS_MSK_IAM', region: 'eu-west-1', credentials: { kind: 'default' } } },
      {
        tls: {},
        sasl: {
          mechanism: 'AWS_MSK_IAM',
          region: 'us-gov-east-1',
          credentials: { kind: 'role', arn: 'arn:aws:iam::123456789012:role/r', sessionName: 's' },
        },
      },
    ];
    const secrets = { clientStore: 'x', clientKey: key, password: 'p', clientSecret: 's' };
    for (const security of securities) {
      const form = open({ profile: { name: 'n', bootstrapServers: ['a:1'], security }, secrets });
      deepEqual(await form.host.save((await form.host.state()).draft, {}), {});
      deepEqual(form.saves[0]?.profile, { name: 'n', bootstrapServers: ['a:1'], security });
    }
    const plain = open({ profile: { name: 'n', bootstrapServers: ['a:1'] } });
    await plain.host.save((await plain.host.state()).draft, {});
    deepEqual(plain.saves[0], { profile: { name: 'n', bootstrapServers: ['a:1'] }, secrets: {} });
  });

  it('says what is missing in each field, and saves nothing meanwhile', async () => {
    const form = open({ secrets: {} });
    const empty = draftOf({ name: '', bootstrapServers: [] });
    deepEqual(await form.host.save(empty, {}), {
      name: 'Enter a name.',
      servers: 'Enter at least one server, such as localhost:9092.',
    });
    const named = { ...empty, name: 'n', servers: 'a:1' };
    deepEqual(await form.host.check({ ...named, mechanism: 'PLAIN' }, {}), {
      username: 'Enter the user name.',
      password: 'Enter the password.',
    });
    deepEqual(await form.host.check({ ...named, mechanism: 'OAUTHBEARER', extensions: 'x' }, {}), {
      tokenEndpoint: 'Enter an http or https URL.',
      clientId: 'Enter the client ID.',
      extensions: 'Write name=value, several separated by commas; names have letters only.',
      clientSecret: 'Enter the client secret.',
    });
    deepEqual(await form.host.check({ ...named, mechanism: 'AWS_MSK_IAM', aws: 'role' }, {}), {
      region: 'Enter a region such as eu-west-1.',
      roleArn: 'Enter an ARN such as arn:aws:iam::123456789012:role/reader.',
    });
    deepEqual(await form.host.check({ ...named, tls: true, client: 'pem', ca: 'two\nlines' }, {}), {
      ca: 'This is not PEM: it begins with -----BEGIN CERTIFICATE-----.',
      certificate: 'Add the client certificate in PEM; it begins with -----BEGIN CERTIFICATE-----.',
      clientKey: 'Choose the file with the private key.',
    });
    deepEqual(await form.host.check({ ...named, registryUrl: 'registry', registryAuth: 'basic' }, {}), {
      registryUrl: 'Enter an http or https URL.',
      registryUser: 'Enter the user name.',
      registrySecret: 'Enter the password or token.',
    });
    const url = 'https://ada:s3cret@registry/api';
    deepEqual(await form.host.check({ ...named, registryUrl: url }, {}), {
      registryUrl: 'Leave user and password out of the URL: they have fields of their own.',
    });
    deepEqual(await form.host.test(empty, {}), await form.host.check(empty, {}));
    deepEqual([form.saves, form.tested], [[], []]);
  });

  it('tests with the secrets that would be saved, and tells each step', async () => {
    const form = open();
    const { draft } = await form.host.state();
    deepEqual(await form.host.test(draft, {}), {});
    deepEqual(form.tested, [saved]);
    deepEqual(form.steps, [{ id: 'dns', outcome: 'passed', text: 'a is 10.0.0.1.' }]);
  });

  it('takes certificates out of files, keeps keys on its side, and explains stores of Java', async () => {
    const form = open({ secrets: {} }, [
      { path: '/k/both.pem', content: `${key}\n${pem}\n` },
      { path: '/k/both.pem', content: `${key}\n${pem}\n` },
      { path: '/k/client.jks', content: Buffer.from([0xfe, 0xed, 0xfe, 0xed]) },
      { path: '/k/trust.jks', content: Buffer.from([0xfe, 0xed, 0xfe, 0xed]) },
      { path: '/k/client.jks', content: Buffer.from([0x30, 0x82, 1, 2]) },
      { path: '/k/notes.txt', content: 'no key' },
    ]);
    deepEqual(await form.host.pick('certificate'), { kind: 'text', text: pem });
    deepEqual(await form.host.pick('clientKey'), { kind: 'held', file: 'both.pem' });
    deepEqual(await form.host.pick('clientStore'), {
      kind: 'problem',
      sentence:
        'client.jks is a Java keystore (JKS). Make PKCS12 of it with: keytool -importkeystore -srckeystore client.jks -destkeystore client.p12 -deststoretype PKCS12',
    });
    deepEqual(await form.host.pick('ca'), {
      kind: 'problem',
      sentence: 'trust.jks is a Java truststore. Make PEM of it with: keytool -list -rfc -keystore trust.jks > ca.pem',
    });
    deepEqual(await form.host.pick('clientStore'), { kind: 'held', file: 'client.jks' });
    deepEqual(await form.host.pick('clientKey'), {
      kind: 'problem',
      sentence: 'notes.txt has no private key in PEM: it begins with -----BEGIN PRIVATE KEY-----.',
    });
    equal(await form.host.pick('ca'), undefined);
    const draft = { ...draftOf({ name: 'n', bootstrapServers: ['a:1'] }), tls: true, client: 'pem', certificate: pem };
    deepEqual(await form.host.save({ ...draft, client: 'pem' }, {}), {});
    deepEqual(form.saves[0]?.secrets, { clientKey: key });
    ok(!form.told().includes('S0VZU0VDUkVU'));
  });

  it('fills itself from a client configuration, with the password behind the curtain', async () => {
    const content = [
      'bootstrap.servers=c:9093',
      'security.protocol=SASL_SSL',
      'sasl.mechanism=PLAIN',
      'sasl.jaas.config=x.PlainLoginModule required username="bob" password="imported-password";',
      'ssl.truststore.location=trust.jks',
    ].join('\n');
    const form = open({ profile: { name: '', bootstrapServers: [] }, secrets: {} }, [
      { path: '/app/client.properties', content },
      { path: '/app/other.properties', content: 'acks=all' },
    ]);
    const state = await form.host.importFile();
    ok(state && 'draft' in state);
    equal(state.draft.name, 'c:9093');
    equal(state.draft.username, 'bob');
    deepEqual(state.held, ['password']);
    deepEqual(state.notes, ['client.properties: The truststore trust.jks cannot be read from here: add it by hand.']);
    deepEqual(await form.host.importFile(), { problem: 'other.properties: There is no bootstrap.servers in it.' });
    deepEqual(await form.host.save(state.draft, {}), {});
    deepEqual(form.saves[0]?.secrets, { password: 'imported-password' });
    ok(!form.told().includes('imported-password'));
  });
});

describe('exportConnections', () => {
  it('writes the setting that says the same, without ids', () => {
    const registry = { url: 'https://registry', auth: { kind: 'basic', username: 'reg' } } as const;
    deepEqual(JSON.parse(exportConnections([{ id: 'secret-id', ...profile, registry }])), {
      'acklens.connections': [{ ...profile, bootstrapServers: 'a:9093,b:9093', registry }],
    });
  });
});
