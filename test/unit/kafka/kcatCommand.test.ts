import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { kcatCommand } from '../../../src/kafka/kcatCommand';
import type { SecretName } from '../../../src/kafka/secrets';
import type { Security } from '../../../src/kafka/security';

const place = { topic: 'orders', partition: 3, offset: 1200 };
const servers = ['b1:9092', '[::1]:9093'];
const none = new Set<SecretName>();

/** The words that a shell makes of the command, with these variables. */
function words(command: string, env: Readonly<Record<string, string>> = {}): string[] {
  const script = `kcat() { for word in "$@"; do printf '%s\\0' "$word"; done; }; ${command}`;
  const printed = execFileSync('sh', ['-c', script], { env: { PATH: process.env.PATH ?? '', ...env } });
  return printed.toString().split('\0').slice(0, -1);
}

const command = (security: Security | undefined, has: ReadonlySet<SecretName> = none): string =>
  kcatCommand({ bootstrapServers: servers, ...(security ? { security } : {}) }, place, has) ?? 'none';

const settingsOf = (all: readonly string[]): string[] => all.filter((_, i) => all[i - 1] === '-X');

describe('kcatCommand', function () {
  this.timeout(20_000);

  it('reads one record of one partition, also of a transaction that is open or aborted', () => {
    deepStrictEqual(words(command(undefined)), [
      '-C',
      '-b',
      'b1:9092,[::1]:9093',
      '-X',
      'isolation.level=read_uncommitted',
      ...['-t', 'orders', '-p', '3', '-o', '1200', '-c', '1', '-e', '-f'],
      '%t [%p] offset %o, %T ms\\nheaders: %h\\nkey (%K bytes): %k\\nvalue (%S bytes):\\n%s\\n',
    ]);
  });

  it('takes the password out of the environment', () => {
    const text = command({
      tls: { caFile: "/etc/ca's.pem" },
      sasl: { mechanism: 'SCRAM-SHA-512', username: 'al$(id)' },
    });
    deepStrictEqual(settingsOf(words(text, { KAFKA_PASSWORD: 'pa ss"word' })), [
      'security.protocol=SASL_SSL',
      "ssl.ca.location=/etc/ca's.pem",
      'sasl.mechanism=SCRAM-SHA-512',
      'sasl.username=al$(id)',
      'sasl.password=pa ss"word',
      'isolation.level=read_uncommitted',
    ]);
  });

  it('names the files of a client certificate, and asks for a passphrase where there is one', () => {
    const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
    const text = command({ tls: { ca: `${pem}\n`, client: { kind: 'pem', certificate: pem }, anyHostname: true } });
    deepStrictEqual(settingsOf(words(text, { KAFKA_KEY_FILE: 'k.pem' })), [
      'security.protocol=SSL',
      `ssl.ca.pem=${pem}`,
      'ssl.endpoint.identification.algorithm=none',
      `ssl.certificate.pem=${pem}`,
      'ssl.key.location=k.pem',
      'isolation.level=read_uncommitted',
    ]);
    const store = command(
      { tls: { client: { kind: 'pkcs12' } } },
      new Set<SecretName>(['keyPassphrase', 'clientStore']),
    );
    deepStrictEqual(settingsOf(words(store, { KAFKA_KEYSTORE_FILE: 'k.p12', KAFKA_KEYSTORE_PASSWORD: 'x' })), [
      'security.protocol=SSL',
      'ssl.keystore.location=k.p12',
      'ssl.keystore.password=x',
      'isolation.level=read_uncommitted',
    ]);
  });

  it('logs in by a token, and says where kcat cannot', () => {
    const sasl = {
      mechanism: 'OAUTHBEARER',
      tokenEndpoint: 'https://login.example/token?a=b&c',
      clientId: 'shop',
      scope: 'kafka read',
      extensions: { logicalCluster: 'lkc-1' },
    } as const;
    deepStrictEqual(settingsOf(words(command({ tls: {}, sasl }), { KAFKA_CLIENT_SECRET: 'x' })), [
      'security.protocol=SASL_SSL',
      'sasl.mechanism=OAUTHBEARER',
      'sasl.oauthbearer.method=oidc',
      'sasl.oauthbearer.token.endpoint.url=https://login.example/token?a=b&c',
      'sasl.oauthbearer.client.id=shop',
      'sasl.oauthbearer.client.secret=x',
      'sasl.oauthbearer.scope=kafka read',
      'sasl.oauthbearer.extensions=logicalCluster=lkc-1',
      'isolation.level=read_uncommitted',
    ]);
    const iam = { mechanism: 'AWS_MSK_IAM', region: 'eu-west-1', credentials: { kind: 'default' } } as const;
    strictEqual(command({ tls: {}, sasl: iam }), 'none');
  });

  it('keeps the shell from running anything that a name says', () => {
    const topic = 'o\'; touch /tmp/x; $(id) `id` \n"';
    const text = kcatCommand({ bootstrapServers: servers }, { ...place, topic }, none) ?? '';
    ok(words(text).includes(topic));
  });
});
