import { type ConnectionColor, type ConnectionProfile, connectionColors, type RegistryProfile } from './profile';
import type { AwsCredentials, Sasl, Security, Tls } from './security';
import { splitUserInfo } from './splitUserInfo';

export type ProfileDetails = Pick<ConnectionProfile, 'security' | 'environment' | 'color' | 'readOnly' | 'registry'>;

/**
 * What stands beside name and servers in a settings file. Undefined where the way into the cluster is not understood in
 * full: a connection by half of it would be another one than was meant. Fields that nobody knows, such as a password
 * that somebody wrote there, are not taken along.
 */
export function readDetails(entry: Fields): ProfileDetails | undefined {
  const security = entry.security === undefined ? {} : readSecurity(entry.security);
  const registry = entry.registry === undefined ? undefined : readRegistry(entry.registry);
  if (!security || registry === 'wrong') return undefined;
  const color = connectionColors.find((one) => one === entry.color);
  return {
    ...(security.tls || security.sasl ? { security } : {}),
    ...(isText(entry.environment) ? { environment: entry.environment } : {}),
    ...(color === undefined ? {} : { color: color satisfies ConnectionColor }),
    ...(entry.readOnly === true ? { readOnly: true } : {}),
    ...(registry ? { registry } : {}),
  };
}

function readRegistry(value: unknown): RegistryProfile | 'wrong' {
  if (!isFields(value) || !isText(value.url)) return 'wrong';
  // A password that somebody wrote into the URL is not taken along.
  const { url } = splitUserInfo(value.url.trim());
  const { auth = { kind: 'none' } } = value;
  if (!isFields(auth)) return 'wrong';
  const { kind, username } = auth;
  if (kind === 'none' || kind === 'bearer') return { url, auth: { kind } };
  return kind === 'basic' && isText(username) ? { url, auth: { kind, username } } : 'wrong';
}

type Fields = Readonly<Record<string, unknown>>;

export function readSecurity(value: unknown): Security | undefined {
  if (!isFields(value)) return undefined;
  const tls = value.tls === undefined ? undefined : readTls(value.tls);
  const sasl = value.sasl === undefined ? undefined : readSasl(value.sasl);
  if ((value.tls !== undefined && !tls) || (value.sasl !== undefined && !sasl)) return undefined;
  return { ...(tls ? { tls } : {}), ...(sasl ? { sasl } : {}) };
}

/** `true` is TLS with nothing to add. */
function readTls(value: unknown): Tls | undefined {
  if (value === true) return {};
  if (!isFields(value)) return undefined;
  const { ca, caFile, anyHostname } = value;
  const client = readClient(value.client);
  if (client === 'wrong') return undefined;
  return {
    ...(isText(ca) ? { ca } : {}),
    ...(isText(caFile) ? { caFile } : {}),
    ...(client ? { client } : {}),
    ...(anyHostname === true ? { anyHostname } : {}),
  };
}

function readClient(value: unknown): Tls['client'] | 'wrong' {
  if (value === undefined) return undefined;
  if (!isFields(value)) return 'wrong';
  if (value.kind === 'pkcs12') return { kind: 'pkcs12' };
  return value.kind === 'pem' && isText(value.certificate) ? { kind: 'pem', certificate: value.certificate } : 'wrong';
}

function readSasl(value: unknown): Sasl | undefined {
  if (!isFields(value)) return undefined;
  const { mechanism } = value;
  switch (mechanism) {
    case 'PLAIN':
    case 'SCRAM-SHA-256':
    case 'SCRAM-SHA-512':
      return isText(value.username) ? { mechanism, username: value.username } : undefined;
    case 'OAUTHBEARER': {
      const { tokenEndpoint, clientId, scope, extensions } = value;
      if (!isText(tokenEndpoint) || !isText(clientId)) return undefined;
      const pairs = isFields(extensions) ? Object.entries(extensions).filter(([, one]) => isText(one)) : [];
      return {
        mechanism,
        tokenEndpoint: splitUserInfo(tokenEndpoint).url,
        clientId,
        ...(isText(scope) ? { scope } : {}),
        ...(pairs.length > 0 ? { extensions: Object.fromEntries(pairs) as Readonly<Record<string, string>> } : {}),
      };
    }
    case 'AWS_MSK_IAM': {
      const credentials = value.credentials === undefined ? { kind: 'default' as const } : readAws(value.credentials);
      return isText(value.region) && credentials ? { mechanism, region: value.region, credentials } : undefined;
    }
    default:
      return undefined;
  }
}

function readAws(value: unknown): AwsCredentials | undefined {
  if (!isFields(value)) return undefined;
  const { kind, name, arn, sessionName, accessKeyId } = value;
  if (kind === 'default') return { kind };
  if (kind === 'profile') return isText(name) ? { kind, name } : undefined;
  if (kind === 'role') return isText(arn) ? { kind, arn, ...(isText(sessionName) ? { sessionName } : {}) } : undefined;
  return kind === 'keys' && isText(accessKeyId) ? { kind, accessKeyId } : undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
