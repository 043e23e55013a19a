import type { ConnectionSecrets } from '../secrets';
import type { AwsCredentials, Sasl } from '../security';
import { splitUserInfo } from '../splitUserInfo';
import { parseJaas } from './parseJaas';

export interface ReadLogin {
  readonly sasl: Sasl;
  readonly secrets: ConnectionSecrets;
  readonly notes: readonly string[];
}

type Settings = ReadonlyMap<string, string>;

/** Mechanism, user and secret, as the Java client or librdkafka would read them. */
export function readLogin(settings: Settings, servers: readonly string[]): ReadLogin | { readonly problem: string } {
  const jaas = parseJaas(settings.get('sasl.jaas.config') ?? '');
  const options = jaas?.options ?? {};
  const isIam = /IAM/.test(jaas?.module ?? '') || /IAM/.test(settings.get('sasl.login.callback.handler.class') ?? '');
  const mechanism = isIam ? 'AWS_MSK_IAM' : (settings.get('sasl.mechanism') ?? 'GSSAPI').toUpperCase();
  switch (mechanism) {
    case 'PLAIN':
    case 'SCRAM-SHA-256':
    case 'SCRAM-SHA-512': {
      const username = options.username ?? settings.get('sasl.username') ?? '';
      const password = given(options.password ?? settings.get('sasl.password'));
      return {
        sasl: { mechanism, username },
        secrets: password === undefined ? {} : { password },
        notes: [
          ...(username === '' ? ['There is no user name in it: enter it.'] : []),
          ...(password === undefined ? ['There is no password in it: enter it.'] : []),
        ],
      };
    }
    case 'OAUTHBEARER':
      return readOAuth(settings, options);
    case 'AWS_MSK_IAM':
      return readIam(options, servers);
    default:
      return { problem: `SASL ${mechanism} is not supported: only ${supported} are.` };
  }
}

const supported = 'PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, OAUTHBEARER and AWS_MSK_IAM';

/** Java has client and secret in the JAAS options (KIP-768) or in settings (KIP-1139), librdkafka in settings of its own. */
function readOAuth(settings: Settings, options: Readonly<Record<string, string>>): ReadLogin {
  const either = (option: string, ...names: readonly string[]): string | undefined =>
    given([options[option], ...names.map((name) => settings.get(name))].find((value) => given(value) !== undefined));
  const own = 'sasl.oauthbearer.client.credentials.client';
  const tokenEndpoint = splitUserInfo(settings.get('sasl.oauthbearer.token.endpoint.url') ?? '').url;
  const clientId = either('clientId', `${own}.id`, 'sasl.oauthbearer.client.id') ?? '';
  const clientSecret = either('clientSecret', `${own}.secret`, 'sasl.oauthbearer.client.secret');
  const scope = either('scope', 'sasl.oauthbearer.scope');
  const extensions = Object.fromEntries([
    ...Object.entries(options).flatMap(([name, value]) => {
      const extension = /^extension_(?<name>.+)$/.exec(name)?.groups?.name;
      return extension === undefined ? [] : [[extension, value] as const];
    }),
    ...(settings.get('sasl.oauthbearer.extensions') ?? '').split(',').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at > 0 ? [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const] : [];
    }),
  ]);
  return {
    sasl: {
      mechanism: 'OAUTHBEARER',
      tokenEndpoint,
      clientId,
      ...(scope === undefined ? {} : { scope }),
      ...(Object.keys(extensions).length === 0 ? {} : { extensions }),
    },
    secrets: clientSecret === undefined ? {} : { clientSecret },
    notes: [
      ...(tokenEndpoint === ''
        ? ['There is no sasl.oauthbearer.token.endpoint.url in it: enter the token endpoint.']
        : []),
      ...(clientId === '' ? ['There is no client ID in it: enter it.'] : []),
      ...(clientSecret === undefined ? ['There is no client secret in it: enter it.'] : []),
    ],
  };
}

/** Options of aws-msk-iam-auth's IAMLoginModule. The region stands in the broker's name. */
function readIam(options: Readonly<Record<string, string>>, servers: readonly string[]): ReadLogin {
  const { awsProfileName, awsRoleArn, awsRoleSessionName } = options;
  const region = /\.kafka(?:-serverless)?\.(?<region>[a-z0-9-]+)\.(?:amazonaws\.com|on\.aws)/.exec(servers.join(' '))
    ?.groups?.region;
  const credentials: AwsCredentials = awsRoleArn
    ? { kind: 'role', arn: awsRoleArn, ...(awsRoleSessionName ? { sessionName: awsRoleSessionName } : {}) }
    : awsProfileName
      ? { kind: 'profile', name: awsProfileName }
      : { kind: 'default' };
  return {
    sasl: { mechanism: 'AWS_MSK_IAM', region: region ?? '', credentials },
    secrets: {},
    notes: region === undefined ? ['The AWS region cannot be told from the servers: enter it.'] : [],
  };
}

/** A placeholder that nobody has filled in is no value. */
const given = (value: string | undefined): string | undefined =>
  value === undefined || value === '' || /^\$\{.*\}$/.test(value) ? undefined : value;
