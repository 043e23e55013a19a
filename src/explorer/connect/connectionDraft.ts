import { certificatesIn } from '../../kafka/imports/keyFile';
import { type ConnectionProfile, parseBootstrapServers, type RegistryProfile } from '../../kafka/profile';
import type { SecretName } from '../../kafka/secrets';
import type { AwsCredentials, Sasl, Security } from '../../kafka/security';
import type { ConnectionDraft } from '../../protocol/connectionForm';

/** A profile as the form shows it. */
export function draftOf(profile: Omit<ConnectionProfile, 'id'>): ConnectionDraft {
  const { tls, sasl } = profile.security ?? {};
  const oauth = sasl?.mechanism === 'OAUTHBEARER' ? sasl : undefined;
  const iam = sasl?.mechanism === 'AWS_MSK_IAM' ? sasl : undefined;
  const { registry } = profile;
  return {
    name: profile.name,
    servers: profile.bootstrapServers.join(', '),
    environment: profile.environment ?? '',
    color: profile.color ?? 'none',
    readOnly: profile.readOnly ?? false,
    tls: tls !== undefined,
    ca: tls?.ca ?? tls?.caFile ?? '',
    anyHostname: tls?.anyHostname ?? false,
    client: tls?.client?.kind ?? 'none',
    certificate: tls?.client?.kind === 'pem' ? tls.client.certificate : '',
    mechanism: sasl?.mechanism ?? 'none',
    username: sasl && 'username' in sasl ? sasl.username : '',
    tokenEndpoint: oauth?.tokenEndpoint ?? '',
    clientId: oauth?.clientId ?? '',
    scope: oauth?.scope ?? '',
    extensions: Object.entries(oauth?.extensions ?? {})
      .map(([name, value]) => `${name}=${value}`)
      .join(', '),
    region: iam?.region ?? '',
    aws: iam?.credentials.kind ?? 'default',
    awsProfile: iam?.credentials.kind === 'profile' ? iam.credentials.name : '',
    roleArn: iam?.credentials.kind === 'role' ? iam.credentials.arn : '',
    roleSession: iam?.credentials.kind === 'role' ? (iam.credentials.sessionName ?? '') : '',
    accessKeyId: iam?.credentials.kind === 'keys' ? iam.credentials.accessKeyId : '',
    registryUrl: registry?.url ?? '',
    registryAuth: registry?.auth.kind ?? 'none',
    registryUser: registry?.auth.kind === 'basic' ? registry.auth.username : '',
  };
}

/** The profile that a draft without problems stands for. */
export function profileOf(draft: ConnectionDraft): Omit<ConnectionProfile, 'id'> {
  const parsed = parseBootstrapServers(draft.servers);
  const security = securityOf(draft);
  return {
    name: draft.name.trim(),
    bootstrapServers: 'servers' in parsed ? parsed.servers : [],
    ...(Object.keys(security).length > 0 ? { security } : {}),
    ...(draft.environment.trim() ? { environment: draft.environment.trim() } : {}),
    ...(draft.color === 'none' ? {} : { color: draft.color }),
    ...(draft.readOnly ? { readOnly: true } : {}),
    ...(draft.registryUrl.trim() ? { registry: registryOf(draft) } : {}),
  };
}

/** The secrets that a draft has use for; others are not kept. */
export function secretsOf(draft: ConnectionDraft): readonly SecretName[] {
  const names: SecretName[] = [];
  if (draft.tls && draft.client === 'pem') names.push('clientKey', 'keyPassphrase');
  if (draft.tls && draft.client === 'pkcs12') names.push('clientStore', 'keyPassphrase');
  if (draft.mechanism === 'OAUTHBEARER') names.push('clientSecret');
  else if (draft.mechanism === 'AWS_MSK_IAM') {
    if (draft.aws === 'keys') names.push('awsSecretAccessKey', 'awsSessionToken');
  } else if (draft.mechanism !== 'none') names.push('password');
  if (draft.registryUrl.trim() && draft.registryAuth !== 'none') names.push('registrySecret');
  return names;
}

/** `a=b, c=d`; undefined where it is not that. */
export function parseExtensions(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = text.split(',').map((pair) => pair.trim());
  if (text.trim() === '') return {};
  const read = pairs.map((pair) => /^(?<name>[A-Za-z]+)=(?<value>[\x20-\x7e]+)$/.exec(pair)?.groups);
  if (read.some((pair) => pair === undefined)) return undefined;
  return Object.fromEntries(read.map((pair) => [pair?.name ?? '', pair?.value ?? '']));
}

function securityOf(draft: ConnectionDraft): Security {
  const sasl = saslOf(draft);
  const ca = draft.ca.trim();
  const tls = {
    ...(ca === '' ? {} : ca.includes('-----BEGIN') ? { ca: certificatesIn(ca) } : { caFile: ca }),
    ...(draft.client === 'pem'
      ? { client: { kind: 'pem', certificate: certificatesIn(draft.certificate) } as const }
      : {}),
    ...(draft.client === 'pkcs12' ? { client: { kind: 'pkcs12' } as const } : {}),
    ...(draft.anyHostname ? { anyHostname: true } : {}),
  };
  return { ...(draft.tls ? { tls } : {}), ...(sasl ? { sasl } : {}) };
}

function saslOf(draft: ConnectionDraft): Sasl | undefined {
  switch (draft.mechanism) {
    case 'none':
      return undefined;
    case 'OAUTHBEARER': {
      const extensions = parseExtensions(draft.extensions) ?? {};
      return {
        mechanism: draft.mechanism,
        tokenEndpoint: draft.tokenEndpoint.trim(),
        clientId: draft.clientId.trim(),
        ...(draft.scope.trim() ? { scope: draft.scope.trim() } : {}),
        ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
      };
    }
    case 'AWS_MSK_IAM':
      return { mechanism: draft.mechanism, region: draft.region.trim(), credentials: credentialsOf(draft) };
    default:
      return { mechanism: draft.mechanism, username: draft.username };
  }
}

function credentialsOf(draft: ConnectionDraft): AwsCredentials {
  switch (draft.aws) {
    case 'default':
      return { kind: 'default' };
    case 'profile':
      return { kind: 'profile', name: draft.awsProfile.trim() };
    case 'role': {
      const session = draft.roleSession.trim();
      return { kind: 'role', arn: draft.roleArn.trim(), ...(session ? { sessionName: session } : {}) };
    }
    case 'keys':
      return { kind: 'keys', accessKeyId: draft.accessKeyId.trim() };
  }
}

function registryOf(draft: ConnectionDraft): RegistryProfile {
  const url = draft.registryUrl.trim();
  if (draft.registryAuth === 'basic') return { url, auth: { kind: 'basic', username: draft.registryUser.trim() } };
  return { url, auth: { kind: draft.registryAuth } };
}
