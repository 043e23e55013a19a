import type { ConnectionProfile } from './profile';
import type { SecretName } from './secrets';
import { protocolName, type Sasl, type Tls } from './security';

/**
 * A command for a POSIX shell by which kcat prints one record, without a secret in it: where one belongs stands a variable
 * of the environment. `has` says which secrets the connection keeps. Undefined where kcat cannot get in: it has no AWS
 * MSK IAM. Names of the settings: librdkafka's CONFIGURATION.md.
 */
export function kcatCommand(
  profile: Pick<ConnectionProfile, 'bootstrapServers' | 'security'>,
  { topic, partition, offset }: { readonly topic: string; readonly partition: number; readonly offset: number },
  has: ReadonlySet<SecretName>,
): string | undefined {
  const settings = settingsOf(profile, has);
  if (!settings) return undefined;
  return [
    'kcat -C',
    `-b ${quote(profile.bootstrapServers.join(','))}`,
    ...settings.map((setting) => `-X ${setting}`),
    `-t ${quote(topic)} -p ${partition} -o ${offset} -c 1 -e`,
    `-f ${quote(format)}`,
  ].join(' ');
}

const format = '%t [%p] offset %o, %T ms\\nheaders: %h\\nkey (%K bytes): %k\\nvalue (%S bytes):\\n%s\\n';

function settingsOf(
  { security = {} }: Pick<ConnectionProfile, 'security'>,
  has: ReadonlySet<SecretName>,
): readonly string[] | undefined {
  const { tls, sasl } = security;
  const login = sasl ? loginOf(sasl) : [];
  if (!login) return undefined;
  const protocol = protocolName(security);
  return [
    ...(protocol === 'PLAINTEXT' ? [] : [plain('security.protocol', protocol)]),
    ...(tls ? tlsOf(tls, has) : []),
    ...login,
    // librdkafka reads committed records only, by default: it would pass over one of an open or aborted transaction.
    plain('isolation.level', 'read_uncommitted'),
  ];
}

function tlsOf({ ca, caFile, client, anyHostname }: Tls, has: ReadonlySet<SecretName>): readonly string[] {
  const passphrase = has.has('keyPassphrase');
  return [
    ...(caFile !== undefined
      ? [plain('ssl.ca.location', caFile)]
      : ca !== undefined
        ? [plain('ssl.ca.pem', ca.trim())]
        : []),
    ...(anyHostname ? [plain('ssl.endpoint.identification.algorithm', 'none')] : []),
    ...(client?.kind === 'pem'
      ? [
          plain('ssl.certificate.pem', client.certificate.trim()),
          secret('ssl.key.location', 'KAFKA_KEY_FILE'),
          ...(passphrase ? [secret('ssl.key.password', 'KAFKA_KEY_PASSWORD')] : []),
        ]
      : []),
    ...(client?.kind === 'pkcs12'
      ? [
          secret('ssl.keystore.location', 'KAFKA_KEYSTORE_FILE'),
          ...(passphrase ? [secret('ssl.keystore.password', 'KAFKA_KEYSTORE_PASSWORD')] : []),
        ]
      : []),
  ];
}

function loginOf(sasl: Sasl): readonly string[] | undefined {
  switch (sasl.mechanism) {
    case 'AWS_MSK_IAM':
      return undefined;
    case 'OAUTHBEARER': {
      const extensions = Object.entries(sasl.extensions ?? {}).map(([name, value]) => `${name}=${value}`);
      return [
        plain('sasl.mechanism', 'OAUTHBEARER'),
        plain('sasl.oauthbearer.method', 'oidc'),
        plain('sasl.oauthbearer.token.endpoint.url', sasl.tokenEndpoint),
        plain('sasl.oauthbearer.client.id', sasl.clientId),
        secret('sasl.oauthbearer.client.secret', 'KAFKA_CLIENT_SECRET'),
        ...(sasl.scope === undefined ? [] : [plain('sasl.oauthbearer.scope', sasl.scope)]),
        ...(extensions.length === 0 ? [] : [plain('sasl.oauthbearer.extensions', extensions.join(','))]),
      ];
    }
    default:
      return [
        plain('sasl.mechanism', sasl.mechanism),
        plain('sasl.username', sasl.username),
        secret('sasl.password', 'KAFKA_PASSWORD'),
      ];
  }
}

const plain = (name: string, value: string): string => quote(`${name}=${value}`);

const secret = (name: string, variable: string): string => `${name}="$${variable}"`;

/** One word for the shell, whatever stands in it. */
const quote = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
