import { deepEqual, equal, ok } from 'node:assert/strict';
import { clientEntries } from '../../../src/config/clientEntries';
import { importConnection } from '../../../src/kafka/importConnection';
import { fillPlaceholders } from '../../../src/kafka/imports/fillPlaceholders';
import { parseJaas } from '../../../src/kafka/imports/parseJaas';

const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');
const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n';
const pkcs12 = base64(Buffer.from([0x30, 0x82, 0x0a, 0x0b]));
const jks = base64(Buffer.from([0xfe, 0xed, 0xfe, 0xed, 0, 0]));
const files: Readonly<Record<string, string>> = {
  '/etc/ca.pem': base64(pem),
  '/etc/listed.pem': base64(`Alias name: ca\nEntry type: trustedCertEntry\n${pem}`),
  '/etc/client.pem': base64(pem),
  '/etc/client.key': base64(key),
  '/etc/both.pem': base64(key + pem),
  '/etc/client.p12': pkcs12,
  '/etc/client.jks': jks,
  '/etc/trust.jks': jks,
};

const read = (path: string, ...lines: readonly string[]) =>
  importConnection(clientEntries(path, lines.join('\n')), async (file) => files[file]);

describe('importConnection', () => {
  it('reads a plain Java client, and asks for its servers', async () => {
    deepEqual(await read('client.properties', 'bootstrap.servers=a:9092,b', 'acks=all'), {
      servers: ['a:9092', 'b:9092'],
      secrets: {},
      notes: [],
    });
    deepEqual(await read('client.properties', 'acks=all'), { problem: 'There is no bootstrap.servers in it.' });
    deepEqual(await read('client.properties', 'bootstrap.servers=a:b:c'), {
      problem: 'bootstrap.servers: a:b:c: the port must be a number from 1 to 65535.',
    });
    deepEqual(await read('client.properties', 'bootstrap.servers=a', 'security.protocol=TLS'), {
      problem: 'security.protocol is “TLS”: it must be PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL.',
    });
  });

  it('reads a Java client with SCRAM, its JAAS line over several lines and a password with every sign', async () => {
    deepEqual(
      await read(
        'client.properties',
        'bootstrap.servers = a:9093',
        'security.protocol = SASL_SSL',
        'sasl.mechanism = SCRAM-SHA-512',
        'sasl.jaas.config = org.apache.kafka.common.security.scram.ScramLoginModule required \\',
        '    username="alice" \\',
        '    password="p=w;\\\\"q\\\\\\\\ x";',
        'ssl.truststore.type = PEM',
        'ssl.truststore.location = /etc/ca.pem',
      ),
      {
        servers: ['a:9093'],
        security: { tls: { ca: pem.trim() }, sasl: { mechanism: 'SCRAM-SHA-512', username: 'alice' } },
        secrets: { password: 'p=w;"q\\ x' },
        notes: [],
      },
    );
  });

  it('reads mutual TLS from PEM, from one file with both, and from PKCS12', async () => {
    const ssl = ['bootstrap.servers=a:9093', 'security.protocol=SSL'];
    const client = { client: { kind: 'pem', certificate: pem.trim() } };
    const inPlace = pem.trim().replaceAll('\n', '\\n');
    deepEqual(
      await read(
        'client.properties',
        ...ssl,
        `ssl.truststore.certificates=${inPlace}`,
        `ssl.keystore.certificate.chain=${inPlace}`,
        `ssl.keystore.key=${key.trim().replaceAll('\n', '\\n')}`,
        'ssl.key.password=kp',
      ),
      {
        servers: ['a:9093'],
        security: { tls: { ca: pem.trim(), client: { kind: 'pem', certificate: pem.trim() } } },
        secrets: { clientKey: key.trim(), keyPassphrase: 'kp' },
        notes: [],
      },
    );
    deepEqual(await read('client.properties', ...ssl, 'ssl.keystore.location=/etc/both.pem'), {
      servers: ['a:9093'],
      security: { tls: { client: { kind: 'pem', certificate: pem.trim() } } },
      secrets: { clientKey: key.trim() },
      notes: [],
    });
    deepEqual(
      await read(
        'client.properties',
        ...ssl,
        'ssl.keystore.location=/etc/client.p12',
        'ssl.keystore.password=sp',
        'ssl.key.password=kp',
        'ssl.endpoint.identification.algorithm=',
      ),
      {
        servers: ['a:9093'],
        security: { tls: { client: { kind: 'pkcs12' }, anyHostname: true } },
        secrets: { clientStore: pkcs12, keyPassphrase: 'sp' },
        notes: [],
      },
    );
    deepEqual(
      await read(
        'kcat.conf',
        'metadata.broker.list=a:9093',
        'security.protocol=ssl',
        'ssl.ca.location=/etc/listed.pem',
        'ssl.certificate.location=/etc/client.pem',
        'ssl.key.location=/etc/client.key',
      ),
      {
        servers: ['a:9093'],
        security: { tls: { ca: pem.trim(), ...client } },
        secrets: { clientKey: key.trim() },
        notes: [],
      },
    );
  });

  it('explains stores of Java with the command that converts them, and files that are not there', async () => {
    const found = await read(
      'client.properties',
      'bootstrap.servers=a:9093',
      'security.protocol=SSL',
      'ssl.truststore.location=/etc/trust.jks',
      'ssl.keystore.location=/etc/client.jks',
    );
    ok('notes' in found);
    deepEqual(found.notes, [
      '/etc/trust.jks is a Java truststore. Make PEM of it with: keytool -list -rfc -keystore /etc/trust.jks > ca.pem',
      '/etc/client.jks is a Java keystore (JKS). Make PKCS12 of it with: keytool -importkeystore -srckeystore /etc/client.jks -destkeystore client.p12 -deststoretype PKCS12',
    ]);
    const missing = await read(
      'client.properties',
      'bootstrap.servers=a:9093',
      'security.protocol=SSL',
      'ssl.truststore.location=/gone/ca.pem',
    );
    ok('notes' in missing);
    deepEqual(missing.notes, ['The truststore /gone/ca.pem cannot be read from here: add it by hand.']);
  });

  it('reads kcat and librdkafka, where a backslash is a backslash', async () => {
    deepEqual(
      await read(
        'kcat.conf',
        '# production',
        'bootstrap.servers=a:9093',
        'security.protocol=sasl_ssl',
        'sasl.mechanisms=PLAIN',
        'sasl.username=svc',
        'sasl.password=p\\w=d',
        'enable.ssl.certificate.verification=false',
        'ssl.endpoint.identification.algorithm=none',
      ),
      {
        servers: ['a:9093'],
        security: { tls: { anyHostname: true }, sasl: { mechanism: 'PLAIN', username: 'svc' } },
        secrets: { password: 'p\\w=d' },
        notes: ['It does not verify certificates. AckLens always does: add the CA certificate.'],
      },
    );
  });

  it('reads Spring, from YAML and from properties, without its profiles', async () => {
    const yaml = [
      'spring:',
      '  kafka:',
      '    bootstrap-servers: a:9093,b:9093',
      '    security.protocol: SASL_SSL',
      '    ssl:',
      '      trust-store-type: PEM',
      '      trust-store-location: file:/etc/ca.pem',
      '    properties:',
      '      "[sasl.mechanism]": PLAIN',
      '      sasl.jaas.config: org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="pw";',
      '    producer:',
      '      properties:',
      '        sasl.mechanism: SCRAM-SHA-256',
      '---',
      'spring:',
      '  config.activate.on-profile: local',
      '  kafka:',
      '    bootstrap-servers: localhost:9092',
    ];
    const wanted = {
      servers: ['a:9093', 'b:9093'],
      security: { tls: { ca: pem.trim() }, sasl: { mechanism: 'PLAIN', username: 'u' } },
      secrets: { password: 'pw' },
      notes: [],
    };
    deepEqual(await read('application.yml', ...yaml), wanted);
    deepEqual(
      await read(
        'application.properties',
        'spring.kafka.bootstrap-servers=a:9093,b:9093',
        'spring.kafka.security.protocol=SASL_SSL',
        'spring.kafka.ssl.trust-store-location=file:/etc/ca.pem',
        'spring.kafka.properties[sasl.mechanism]=PLAIN',
        'spring.kafka.properties.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="pw";',
      ),
      wanted,
    );
  });

  it('reads OAUTHBEARER of Java, old and new, and of librdkafka', async () => {
    const sasl = {
      mechanism: 'OAUTHBEARER',
      tokenEndpoint: 'https://id.example/token',
      clientId: 'app',
      scope: 'kafka',
      extensions: { logicalCluster: 'lkc-1', identityPoolId: 'pool-2' },
    };
    const common = ['bootstrap.servers=a:9093', 'security.protocol=SASL_SSL', 'sasl.mechanism=OAUTHBEARER'];
    const url = 'sasl.oauthbearer.token.endpoint.url=https://id.example/token';
    const wanted = { servers: ['a:9093'], security: { tls: {}, sasl }, secrets: { clientSecret: 'cs' }, notes: [] };
    const module = 'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required';
    const extensions = "extension_logicalCluster='lkc-1' extension_identityPoolId='pool-2'";
    deepEqual(
      await read(
        'client.properties',
        ...common,
        url,
        `sasl.jaas.config=${module} clientId='app' clientSecret='cs' scope='kafka' ${extensions};`,
      ),
      wanted,
    );
    deepEqual(
      await read(
        'client.properties',
        ...common,
        url,
        'sasl.oauthbearer.client.credentials.client.id=app',
        'sasl.oauthbearer.client.credentials.client.secret=cs',
        'sasl.oauthbearer.scope=kafka',
        `sasl.jaas.config=${module} ${extensions};`,
      ),
      wanted,
    );
    deepEqual(
      await read(
        'rdkafka.conf',
        ...common,
        url,
        'sasl.oauthbearer.method=oidc',
        'sasl.oauthbearer.client.id=app',
        'sasl.oauthbearer.client.secret=cs',
        'sasl.oauthbearer.scope=kafka',
        'sasl.oauthbearer.extensions=logicalCluster=lkc-1,identityPoolId=pool-2',
      ),
      wanted,
    );
  });

  it('reads AWS MSK IAM with the region out of the broker’s name', async () => {
    const server = 'b-1.shop.abc.c2.kafka.eu-west-1.amazonaws.com:9098';
    const common = [`bootstrap.servers=${server}`, 'security.protocol=SASL_SSL', 'sasl.mechanism=AWS_MSK_IAM'];
    const sasl = { mechanism: 'AWS_MSK_IAM', region: 'eu-west-1', credentials: { kind: 'profile', name: 'shop' } };
    deepEqual(
      await read(
        'client.properties',
        ...common,
        'sasl.jaas.config=software.amazon.msk.auth.iam.IAMLoginModule required awsProfileName="shop";',
      ),
      { servers: [server], security: { tls: {}, sasl }, secrets: {}, notes: [] },
    );
    const role = 'arn:aws:iam::1:role/r';
    const assumed = await read(
      'client.properties',
      ...common,
      `sasl.jaas.config=software.amazon.msk.auth.iam.IAMLoginModule required awsRoleArn="${role}" awsRoleSessionName="s";`,
    );
    ok('security' in assumed && assumed.security?.sasl?.mechanism === 'AWS_MSK_IAM');
    deepEqual(assumed.security.sasl.credentials, { kind: 'role', arn: role, sessionName: 's' });
  });

  it('takes a schema registry along', async () => {
    const found = await read(
      'client.properties',
      'bootstrap.servers=a',
      'schema.registry.url=https://registry.example,https://replica.example',
      'basic.auth.credentials.source=USER_INFO',
      'basic.auth.user.info=reg:pw:with:colons',
    );
    deepEqual(found, {
      servers: ['a:9092'],
      registry: { url: 'https://registry.example', auth: { kind: 'basic', username: 'reg' } },
      secrets: { registrySecret: 'pw:with:colons' },
      notes: [],
    });
    const inUrl = ['bootstrap.servers=a', 'schema.registry.url=https://me:p%40ss%3A@registry.example/api'];
    deepEqual(await read('client.properties', ...inUrl), {
      servers: ['a:9092'],
      registry: { url: 'https://registry.example/api', auth: { kind: 'basic', username: 'me' } },
      secrets: { registrySecret: 'p@ss:' },
      notes: [],
    });
  });

  it('says what is missing, and takes no placeholder for a password', async () => {
    const sasl = ['bootstrap.servers=a', 'security.protocol=SASL_PLAINTEXT'];
    const found = await read('c.conf', ...sasl, 'sasl.mechanism=PLAIN', 'sasl.username=u', 'sasl.password=\u0024{PW}');
    ok('notes' in found);
    deepEqual(found.secrets, {});
    deepEqual(found.notes, ['There is no password in it: enter it.']);
    deepEqual(await read('c.properties', ...sasl), {
      problem:
        'SASL GSSAPI is not supported: only PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, OAUTHBEARER and AWS_MSK_IAM are.',
    });
  });

  it('reads nothing out of what is no configuration', async () => {
    for (const path of ['a.yml', 'a.json', 'a.properties', 'a.conf'])
      for (const text of ['', '\u0000\u0001', '- - -', '{"a": [1', 'just words'])
        deepEqual(await read(path, text), { problem: 'There is no bootstrap.servers in it.' });
  });
});

describe('fillPlaceholders', () => {
  it('fills from the environment, from files, and by default', async () => {
    const entries = new Map([
      ['a', '\u0024{PW}'],
      ['b', 'x \u0024{env:PW} y \u0024{env::PW}'],
      ['c', '\u0024{file:/run/secrets.properties:pw}'],
      ['d', '\u0024{NONE:kept:on}'],
      ['e', '\u0024{NONE} \u0024{vault:x:y}'],
    ]);
    const filled = await fillPlaceholders(entries, {
      env: (name) => (name === 'PW' ? 'from env' : undefined),
      file: async (path, name) => `${name} of ${path}`,
    });
    deepEqual(
      [...filled],
      [
        ['a', 'from env'],
        ['b', 'x from env y from env'],
        ['c', 'pw of /run/secrets.properties'],
        ['d', 'kept:on'],
        ['e', '\u0024{NONE} x:y'],
      ],
    );
  });
});

describe('parseJaas', () => {
  it('reads values in quotes, without, and none', () => {
    deepEqual(parseJaas(' a.B required x="1;2" y=z w=\'q\' ;'), {
      module: 'a.B',
      options: { x: '1;2', y: 'z', w: 'q' },
    });
    equal(parseJaas('nonsense'), undefined);
    equal(parseJaas(''), undefined);
  });

  it('ends on a text without end', () => {
    const text = `a.B required x="${'\\'.repeat(50_000)}`;
    deepEqual(parseJaas(text)?.module, 'a.B');
  });
});
