import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import type { TestStep } from '../../src/kafka/connectionTest';
import { testConnection } from '../../src/kafka/kafkajs/testConnection';
import type { ConnectionProfile } from '../../src/kafka/profile';
import type { ConnectionSecrets } from '../../src/kafka/secrets';
import type { PasswordMechanism, Security, Tls } from '../../src/kafka/security';
import { type ListenerName, testUsers } from '../kafka/brokerConfig';
import { freePorts } from '../kafka/freePorts';
import { kafkaSuite } from './kafkaSuite';

kafkaSuite('testing a connection', (kafka) => {
  let trusting: Tls;
  before(() => {
    trusting = { ca: kafka().keys?.caPem ?? '' };
  });

  const all = (listener: ListenerName): readonly string[] => kafka().bootstrapServers(listener);
  const first = (listener: ListenerName): string => all(listener)[0] ?? '';
  const steps = async (
    bootstrapServers: readonly string[],
    security: Security = {},
    secrets: ConnectionSecrets = {},
  ): Promise<readonly TestStep[]> => {
    const profile: ConnectionProfile = { id: 'tested', name: 'tested', bootstrapServers, security };
    const told: TestStep[] = [];
    await testConnection(profile, secrets, (step) => told.push(step), new AbortController().signal);
    for (const secret of Object.values(secrets)) assert.ok(!JSON.stringify(told).includes(secret));
    return told;
  };
  const outcomes = (told: readonly TestStep[]): string => told.map(({ id, outcome }) => `${id} ${outcome}`).join(', ');
  const login = (mechanism: PasswordMechanism, username: keyof typeof testUsers): [Security, ConnectionSecrets] => [
    { tls: trusting, sasl: { mechanism, username } },
    { password: testUsers[username] },
  ];

  it('goes through every step of a secured cluster', async () => {
    const told = await steps([first('SECURE')], ...login('SCRAM-SHA-256', 'admin'));
    assert.equal(
      outcomes(told),
      'dns passed, tcp passed, tls passed, api passed, sasl passed, cluster passed, listeners passed, acls passed',
    );
    const texts = Object.fromEntries(told.map(({ id, text }) => [id, text]));
    assert.equal(texts.tcp, `${first('SECURE')} accepts connections.`);
    assert.match(
      texts.tls ?? '',
      /^TLSv1\.3; the certificate is for localhost, 127\.0\.0\.1, issued by AckLens test CA, valid until 20\d\d-\d\d-\d\d\.$/,
    );
    assert.match(texts.api ?? '', new RegExp(`^${first('SECURE')} speaks Kafka and knows \\d+ requests\\.$`));
    assert.equal(texts.sasl, 'Logged in with SCRAM-SHA-256 as admin.');
    assert.match(texts.cluster ?? '', /^Cluster [\w-]{22}, 3 brokers\.$/);
    assert.equal(texts.listeners, `${all('SECURE').join(', ')} can be reached.`);
    assert.match(texts.acls ?? '', /visible\. This user may describe the cluster and its ACLs\.$/);
  });

  it('goes through a plain one, where two steps have nothing to do', async () => {
    assert.equal(
      outcomes(await steps(all('PLAINTEXT'))),
      'dns passed, tcp passed, tls skipped, api passed, sasl skipped, cluster passed, listeners passed, acls passed',
    );
  });

  it('explains an empty list of topics', async () => {
    const told = await steps([first('SECURE')], ...login('PLAIN', 'bob'));
    assert.deepEqual(told.at(-1), {
      id: 'acls',
      outcome: 'warning',
      text: 'No topic is visible, and this user may not describe the cluster: Kafka leaves out what a user may not see. To see topics it needs the ACL Describe (or Read) on them, for consumer groups Describe on them.',
    });
  });

  it('names the listener that is advertised and does not resolve', async () => {
    const told = await steps([first('LOST')]);
    assert.equal(outcomes(told.slice(-2)), 'cluster passed, listeners failed');
    const ports = all('LOST').map((server) => server.split(':')[1]);
    assert.equal(
      told.at(-1)?.text,
      `${[1, 2, 3].map((id) => `Broker ${id} advertises broker.invalid:${ports[id - 1]}, which is not known here.`).join(' ')} Clients are sent on to these addresses, whatever they were started with: set advertised.listeners of the brokers to addresses that lead here, or use the port of a listener that is meant for this network (containers and tunnels often need one of their own).`,
    );
  });

  it('stops where it fails, and says what to change', async () => {
    const [closed = 0] = await freePorts(1);
    const cases: readonly (readonly [readonly TestStep[], string, string])[] = [
      [
        await steps(['kafka.invalid:9092']),
        'dns failed',
        'kafka.invalid:9092 has a host name that is not known here: check the spelling, VPN and DNS.',
      ],
      [
        await steps([`127.0.0.1:${closed}`]),
        'dns passed, tcp failed',
        `127.0.0.1:${closed} refuses connections: check the port and that the broker is running.`,
      ],
      [
        await steps([first('SECURE')], { tls: {} }),
        'dns passed, tcp passed, tls failed',
        `${first('SECURE')} has a certificate of “AckLens test CA”, unknown here: add the CA certificate to the connection.`,
      ],
      [
        await steps([first('PLAINTEXT')], { tls: trusting }),
        'dns passed, tcp passed, tls failed',
        `${first('PLAINTEXT')} does not speak TLS: switch TLS off, or use the port of its TLS listener.`,
      ],
      [
        await steps([first('SECURE')]),
        'dns passed, tcp passed, tls skipped, api failed',
        `${first('SECURE')} expects TLS: switch TLS on for this connection.`,
      ],
      [
        await steps(
          [first('PLAINTEXT')],
          { sasl: { mechanism: 'PLAIN', username: 'admin' } },
          { password: 'unused-pw' },
        ),
        'dns passed, tcp passed, tls warning, api passed, sasl failed',
        `${first('PLAINTEXT')} does not offer PLAIN. It offers none: this port asks for no login.`,
      ],
      [
        await steps([first('SECURE')], login('PLAIN', 'admin')[0], { password: 'not-the-password' }),
        'dns passed, tcp passed, tls passed, api passed, sasl failed',
        `${first('SECURE')} rejects user admin (PLAIN): check the user name and the password.`,
      ],
      [
        await steps([first('SECURE')], { tls: trusting }),
        'dns passed, tcp passed, tls passed, api passed, sasl skipped, cluster failed',
        `${first('SECURE')} closed the connection; if it always does, it probably expects a login.`,
      ],
    ];
    for (const [told, expected, text] of cases) {
      assert.equal(outcomes(told), expected);
      assert.equal(told.at(-1)?.text, text);
    }
  });

  it('says which certificate has expired, is not valid yet, or is for another host', async () => {
    for (const [listener, text] of [
      ['EXPIRED', /has a certificate that expired on \d{4}-\d\d-\d\d: it needs a new one, or this clock is wrong\.$/],
      ['EARLY', /has a certificate that is not valid before \d{4}-\d\d-\d\d: check the clock of this machine\.$/],
      ['MISNAMED', /has a certificate for kafka\.example\.org: connect by such a name, or give the broker a new/],
    ] as const) {
      const told = await steps([first(listener)], { tls: trusting });
      assert.equal(outcomes(told), 'dns passed, tcp passed, tls failed');
      assert.match(told.at(-1)?.text ?? '', text);
    }
  });

  it('goes on with the servers that answer, and says which does not', async () => {
    const [closed = 0] = await freePorts(1);
    const told = await steps([`127.0.0.1:${closed}`, first('PLAINTEXT')]);
    assert.deepEqual(told[1], {
      id: 'tcp',
      outcome: 'warning',
      text: `127.0.0.1:${closed} refuses connections: check the port and that the broker is running. ${first('PLAINTEXT')} accepts connections.`,
    });
    assert.equal(told.at(-1)?.id, 'acls');
  });

  it('recognises the port of an HTTP server', async () => {
    const server = createHttpServer((_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const told = await steps([`127.0.0.1:${port}`]);
    assert.equal(told.at(-1)?.text, `127.0.0.1:${port} is an HTTP server, not a Kafka broker: check the port.`);
    server.close();
  });

  it('recognises the ports of other protocols', async () => {
    for (const greeting of ['SSH-2.0-OpenSSH_9.6\r\n', '220 mail.example ESMTP\r\n', '-ERR unknown command\r\n']) {
      const server = createServer((socket) => socket.on('error', () => undefined).end(greeting));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const told = await steps([`127.0.0.1:${port}`]);
      const text = `127.0.0.1:${port} does not speak the Kafka protocol: check the port.`;
      assert.deepEqual(told.at(-1), { id: 'api', outcome: 'failed', text });
      server.close();
    }
  });

  it('says of a server that hangs how long it was waited for, in plain text and in TLS', async () => {
    const server = createServer((socket) => void socket.on('error', () => undefined));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const [plain, secured] = await Promise.all([
      steps([`127.0.0.1:${port}`]),
      steps([`127.0.0.1:${port}`], { tls: trusting }),
    ]);
    assert.equal(outcomes(plain), 'dns passed, tcp passed, tls skipped, api failed');
    assert.equal(plain.at(-1)?.text, `127.0.0.1:${port} did not answer within 8 s.`);
    assert.equal(outcomes(secured), 'dns passed, tcp passed, tls failed');
    assert.equal(
      secured.at(-1)?.text,
      `127.0.0.1:${port} accepts the connection but does not answer the TLS handshake.`,
    );
    server.close();
  });

  it('ends at once when it is no longer wanted, also in front of a port that never answers', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const cancel = new AbortController();
    const told: string[] = [];
    const profile = { id: 'hangs', name: 'hangs', bootstrapServers: [`127.0.0.1:${port}`] };
    await testConnection(
      profile,
      {},
      ({ id }) => {
        told.push(id);
        if (id === 'tls') setImmediate(() => cancel.abort());
      },
      cancel.signal,
    );
    assert.deepEqual(told, ['dns', 'tcp', 'tls']);
    server.close();
  });
});
