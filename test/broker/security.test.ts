import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } from 'kafkajs';
import { KafkaError } from '../../src/kafka/errors';
import { createKafkaJsAdmin } from '../../src/kafka/kafkajs/admin';
import { createKafkaJsReader } from '../../src/kafka/kafkajs/reader';
import type { ConnectionProfile } from '../../src/kafka/profile';
import type { ConnectionSecrets } from '../../src/kafka/secrets';
import type { PasswordMechanism, Security, Tls } from '../../src/kafka/security';
import { type ListenerName, testUsers } from '../kafka/brokerConfig';
import type { KafkaCluster } from '../kafka/KafkaCluster';
import type { TestKeys } from '../kafka/makeKeys';
import { TokenEndpoint } from '../kafka/TokenEndpoint';
import { kafkaSuite, topicName } from './kafkaSuite';
import { Recording } from './Recording';
import { createTopic, kafkaJs, produce } from './topics';

interface Way {
  readonly listener: ListenerName;
  readonly security?: Security;
  readonly secrets?: ConnectionSecrets;
}

kafkaSuite('getting into a cluster', (kafka) => {
  let topic = '';
  let keys: TestKeys;
  let endpoint: TokenEndpoint;
  let trusting: Tls;
  const logged: string[] = [];

  before(async () => {
    const made = kafka().keys;
    assert.ok(made);
    keys = made;
    trusting = { ca: keys.caPem };
    endpoint = await TokenEndpoint.start();
    topic = topicName('secured');
    await createTopic(kafka(), { topic });
    await produce(kafka(), [`send\t${topic}\t0\tk\tv`, `send\t${topic}\t0\tk\tw`]);
  });
  after(() => endpoint.stop());
  beforeEach(() => {
    endpoint.answer = undefined;
    endpoint.requests.length = 0;
    endpoint.subject = 'admin';
    logged.length = 0;
  });

  const server = (listener: ListenerName): string => kafka().bootstrapServers(listener)[0] ?? '';
  const profileOf = ({ listener, security }: Way): ConnectionProfile => ({
    id: 'secured',
    name: 'secured',
    bootstrapServers: [server(listener)],
    ...(security ? { security } : {}),
  });
  const optionsOf = ({ secrets }: Way) => ({
    log: (level: string, message: string) => void logged.push(`${level} ${message}`),
    ...(secrets ? { secrets } : {}),
  });

  const look = async (way: Way): Promise<string> => {
    const admin = createKafkaJsAdmin(profileOf(way), optionsOf(way));
    try {
      const { brokers } = await admin.overview();
      const offsets = await admin.offsets(topic);
      return `${brokers.length} brokers, ${offsets[0]?.end} records`;
    } finally {
      await admin.close();
    }
  };
  const read = async (way: Way): Promise<string> => {
    const reader = createKafkaJsReader(profileOf(way), optionsOf(way));
    const recording = new Recording();
    try {
      const request = { topic, start: { kind: 'beginning' }, isolation: 'read_uncommitted', stopAtEnd: true } as const;
      await (await reader.read(request, recording)).done;
      return `${recording.records.length} records`;
    } finally {
      await reader.close();
    }
  };
  const works = async (way: Way): Promise<void> => {
    assert.equal(await look(way), '3 brokers, 2 records');
    assert.equal(await read(way), '2 records');
    auditLog(way);
  };
  /** Both ways in end with the same words. */
  const fails = async (way: Way, kind: string, message: string): Promise<void> => {
    await assert.rejects(look(way), { name: 'KafkaError', kind, message });
    await assert.rejects(read(way), { name: 'KafkaError', kind, message });
    auditLog(way);
  };
  /** A new ACL reaches one broker after the other. */
  const untilAllowed = async (way: Way): Promise<void> => {
    for (;;) {
      try {
        await look(way);
        return;
      } catch (error) {
        if (!(error instanceof KafkaError) || error.kind !== 'authorization') throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  const auditLog = ({ secrets = {} }: Way): void => {
    for (const secret of Object.values(secrets)) assert.ok(!logged.join('\n').includes(secret), logged.join('\n'));
  };

  describe('by TLS', () => {
    it('shows a client certificate in PEM', async () => {
      const client = { kind: 'pem', certificate: keys.clientCertPem } as const;
      const secrets = { clientKey: keys.clientKeyPem };
      // The certificate's subject is no super user: what it may see is decided by the ACLs.
      const way: Way = { listener: 'MTLS', security: { tls: { ...trusting, client } }, secrets };
      await allow(kafka(), 'User:CN=client', topic);
      await untilAllowed(way);
      await works(way);
    });

    it('shows a client certificate out of a PKCS12 store as keytool makes it', async () => {
      const clientStore = readFileSync(`${keys.folder}/client.p12`).toString('base64');
      const security: Security = { tls: { ...trusting, client: { kind: 'pkcs12' } } };
      await works({ listener: 'MTLS', security, secrets: { clientStore, keyPassphrase: keys.password } });
      await fails(
        { listener: 'MTLS', security, secrets: { clientStore, keyPassphrase: 'wrong-passphrase' } },
        'invalid-input',
        'The PKCS12 store of the client cannot be read: check its password. A store of Java 8 must be converted anew with keytool -importkeystore.',
      );
    });

    it('says that a client certificate is missing, or not accepted', async () => {
      const at = server('MTLS');
      await fails(
        { listener: 'MTLS', security: { tls: trusting } },
        'tls',
        `${at} refuses the TLS connection: it probably asks for a client certificate.`,
      );
      const client = { kind: 'pem', certificate: keys.strangerCertPem } as const;
      await fails(
        { listener: 'MTLS', security: { tls: { ...trusting, client } }, secrets: { clientKey: keys.strangerKeyPem } },
        'tls',
        `${at} refuses the TLS connection: it does not accept the client certificate; its truststore must know the CA.`,
      );
    });

    it('names the authority that is not known', async () => {
      await fails(
        { listener: 'MTLS', security: { tls: {} } },
        'tls',
        `${server('MTLS')} has a certificate of “AckLens test CA”, unknown here: add the CA certificate to the connection.`,
      );
    });

    it('says when a certificate expired', async () => {
      const until = new Date(new X509Certificate(keys.expiredPem).validTo);
      assert.ok(until.getTime() < Date.now());
      await fails(
        { listener: 'EXPIRED', security: { tls: trusting } },
        'tls',
        `${server('EXPIRED')} has a certificate that expired on ${until.toISOString().slice(0, 10)}: it needs a new one, or this clock is wrong.`,
      );
    });

    it('says from when on a certificate is valid', async () => {
      const from = new Date(new X509Certificate(keys.earlyPem).validFrom);
      assert.ok(from.getTime() > Date.now());
      await fails(
        { listener: 'EARLY', security: { tls: trusting } },
        'tls',
        `${server('EARLY')} has a certificate that is not valid before ${from.toISOString().slice(0, 10)}: check the clock of this machine.`,
      );
    });

    it('says for which hosts a certificate is, and takes it when told to', async () => {
      await fails(
        { listener: 'MISNAMED', security: { tls: trusting } },
        'tls',
        `${server('MISNAMED')} has a certificate for kafka.example.org: connect by such a name, or give the broker a new certificate.`,
      );
      await works({ listener: 'MISNAMED', security: { tls: { ...trusting, anyHostname: true } } });
    });

    it('tells TLS on a plain port from no TLS on a TLS port', async () => {
      await fails(
        { listener: 'PLAINTEXT', security: { tls: trusting } },
        'wrong-protocol',
        `${server('PLAINTEXT')} does not speak TLS: switch TLS off, or use the port of its TLS listener.`,
      );
      await fails(
        { listener: 'MTLS' },
        'wrong-protocol',
        `${server('MTLS')} expects TLS: switch TLS on for this connection.`,
      );
    });
  });

  describe('by a password', () => {
    const login = (mechanism: PasswordMechanism, username = 'admin', password: string = testUsers.admin): Way => ({
      listener: 'SECURE',
      security: { tls: trusting, sasl: { mechanism, username } },
      secrets: { password },
    });

    for (const mechanism of ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const) {
      it(`logs in with ${mechanism}`, () => works(login(mechanism)));

      it(`says that ${mechanism} rejects a password, or a user`, async () => {
        const rest = mechanism === 'PLAIN' ? '.' : '; the user must have been created for this mechanism.';
        for (const way of [
          login(mechanism, 'admin', 'not-the-password'),
          login(mechanism, 'nobody', 'nobody-secret'),
        ]) {
          const user = way.security?.sasl && 'username' in way.security.sasl ? way.security.sasl.username : '';
          await fails(
            way,
            'authentication',
            `${server('SECURE')} rejects user ${user} (${mechanism}): check the user name and the password${rest}`,
          );
        }
      });
    }

    it('says that a password is missing before anything is sent', async () => {
      const way = login('PLAIN');
      await fails(
        { listener: 'SECURE', ...(way.security ? { security: way.security } : {}) },
        'authentication',
        'The password of user admin is not saved on this machine: edit the connection and enter it.',
      );
    });

    it('says that a login is not asked for', () =>
      fails(
        { ...login('PLAIN'), listener: 'PLAINTEXT', security: { sasl: { mechanism: 'PLAIN', username: 'admin' } } },
        'authentication',
        `${server('PLAINTEXT')} asks for no login: choose no SASL, or the port of another listener.`,
      ));

    it('says that a login is missing', () =>
      fails(
        { listener: 'SECURE', security: { tls: trusting } },
        'disconnected',
        `${server('SECURE')} closed the connection; if it always does, it probably expects a login.`,
      ));
  });

  describe('by a token', () => {
    const bearer = (more: { clientSecret?: string; scope?: string; extensions?: Record<string, string> } = {}): Way => {
      const { clientSecret = TokenEndpoint.clientSecret, ...rest } = more;
      const sasl = {
        mechanism: 'OAUTHBEARER',
        tokenEndpoint: endpoint.url,
        clientId: TokenEndpoint.clientId,
        ...rest,
      } as const;
      return { listener: 'SECURE', security: { tls: trusting, sasl }, secrets: { clientSecret } };
    };

    it('gets one token for all brokers, with scope and extensions', async () => {
      await works(bearer({ scope: 'kafka', extensions: { logicalCluster: 'lkc-1' } }));
      assert.deepEqual(
        endpoint.requests.map(({ form }) => form),
        // One for the admin and one for the reader: each is a client of its own.
        [
          { grant_type: 'client_credentials', scope: 'kafka' },
          { grant_type: 'client_credentials', scope: 'kafka' },
        ],
      );
    });

    it('says that the endpoint rejects the client, or the scope', async () => {
      await fails(
        bearer({ clientSecret: 'not-the-secret' }),
        'authentication',
        'The token endpoint rejects client acklens app (invalid_client): check client ID, client secret and that it may use the client credentials grant.',
      );
      await fails(
        bearer({ scope: 'cafka' }),
        'authentication',
        'The token endpoint rejects the scope (invalid_scope): check its spelling.',
      );
    });

    it('says that the broker rejects the token', async () => {
      const body = JSON.stringify({ access_token: 'not.a.token', expires_in: 300 });
      endpoint.answer = { status: 200, body };
      await fails(
        bearer(),
        'authentication',
        `${server('SECURE')} rejects the token (invalid_token): check its scope, audience and issuer, and the listener's OAuth settings.`,
      );
    });
  });

  describe('without the ACLs', () => {
    const alice: Way = {
      listener: 'SECURE',
      get security() {
        return { tls: trusting, sasl: { mechanism: 'SCRAM-SHA-512', username: 'alice' } } as const;
      },
      secrets: { password: testUsers.alice },
    };

    it('lists nothing, and names the ACL that a topic needs', async () => {
      const admin = createKafkaJsAdmin(profileOf(alice), optionsOf(alice));
      try {
        assert.deepEqual(await admin.topics(), []);
      } finally {
        await admin.close();
      }
      const message = `You may not describe topic ${topic}: the user needs the ACL Describe on topic ${topic}.`;
      await assert.rejects(look(alice), { kind: 'authorization', message });
      await assert.rejects(read(alice), {
        kind: 'authorization',
        message: `You may not read topic ${topic}: the user needs the ACL Describe on topic ${topic}.`,
      });
    });
  });
});

/** Lets a principal read one topic. */
async function allow(cluster: KafkaCluster, principal: string, topic: string): Promise<void> {
  const admin = kafkaJs(cluster).admin();
  await admin.connect();
  await admin.createAcls({
    acl: [
      {
        principal,
        host: '*',
        resourceType: AclResourceTypes.TOPIC,
        resourceName: topic,
        resourcePatternType: ResourcePatternTypes.LITERAL,
        operation: AclOperationTypes.READ,
        permissionType: AclPermissionTypes.ALLOW,
      },
    ],
  });
  await admin.disconnect();
}
