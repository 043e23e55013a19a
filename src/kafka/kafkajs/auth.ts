import { readFileSync } from 'node:fs';
import type { KafkaConfig } from 'kafkajs';
import { KafkaError } from '../errors';
import type { ConnectionProfile } from '../profile';
import type { ConnectionSecrets, SecretName } from '../secrets';
import type { Sasl, Tls } from '../security';
import { bearerMechanism } from './bearerMechanism';
import { mskTokens } from './mskTokens';
import { oauthTokens } from './oauthTokens';
import { tlsOptions } from './tlsOptions';

export type AuthOptions = Pick<KafkaConfig, 'ssl' | 'sasl'>;

/** TLS and login of a profile in kafkajs's words. Throws a KafkaError where a key or a secret is of no use. */
export function authOptions({ security = {} }: ConnectionProfile, secrets: ConnectionSecrets): AuthOptions {
  const { tls, sasl } = security;
  const ca = tls && caOf(tls);
  return {
    ...(tls ? { ssl: tlsOptions(tls, ca, secrets) } : {}),
    ...(sasl ? { sasl: mechanismOf(sasl, secrets, ca) } : {}),
  };
}

function caOf({ ca, caFile }: Tls): string | undefined {
  if (caFile === undefined) return ca;
  try {
    return readFileSync(caFile, 'utf8');
  } catch (error) {
    throw new KafkaError('invalid-input', `The CA certificate ${caFile} cannot be read: check the path.`, {
      cause: error,
    });
  }
}

function mechanismOf(sasl: Sasl, secrets: ConnectionSecrets, ca: string | undefined): NonNullable<KafkaConfig['sasl']> {
  switch (sasl.mechanism) {
    case 'PLAIN':
    case 'SCRAM-SHA-256':
    case 'SCRAM-SHA-512': {
      const { username } = sasl;
      const password = needed(secrets, 'password', `password of user ${username}`);
      if (sasl.mechanism === 'PLAIN') return { mechanism: 'plain', username, password };
      if (sasl.mechanism === 'SCRAM-SHA-256') return { mechanism: 'scram-sha-256', username, password };
      return { mechanism: 'scram-sha-512', username, password };
    }
    case 'OAUTHBEARER': {
      const clientSecret = needed(secrets, 'clientSecret', `client secret of ${sasl.clientId}`);
      return bearerMechanism(sasl.mechanism, oauthTokens(sasl, clientSecret, ca), sasl.extensions);
    }
    case 'AWS_MSK_IAM': {
      if (sasl.credentials.kind === 'keys')
        needed(secrets, 'awsSecretAccessKey', `secret key of ${sasl.credentials.accessKeyId}`);
      return bearerMechanism(sasl.mechanism, mskTokens(sasl.region, sasl.credentials, secrets));
    }
  }
}

function needed(secrets: ConnectionSecrets, name: SecretName, what: string): string {
  const secret = secrets[name];
  if (secret) return secret;
  throw new KafkaError('authentication', `The ${what} is not saved on this machine: edit the connection and enter it.`);
}
