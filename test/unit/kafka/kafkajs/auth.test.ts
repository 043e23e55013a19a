import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { authOptions } from '../../../../src/kafka/kafkajs/auth';
import type { ConnectionSecrets } from '../../../../src/kafka/secrets';
import type { Security } from '../../../../src/kafka/security';

const options = (security: Security | undefined, secrets: ConnectionSecrets = {}) =>
  authOptions({ id: 'c', name: 'c', bootstrapServers: ['b:9092'], ...(security ? { security } : {}) }, secrets);

describe('authOptions', () => {
  it('asks for nothing on a plain connection', () => {
    deepEqual(options(undefined), {});
    deepEqual(options({}), {});
  });

  it('verifies host names unless told otherwise', () => {
    const { ssl } = options({ tls: {} });
    deepEqual(ssl, {});
    const lax = options({ tls: { anyHostname: true } }).ssl;
    ok(typeof lax === 'object' && lax.checkServerIdentity);
    equal(lax.rejectUnauthorized, undefined);
  });

  it('logs in by password', () => {
    const login = { username: 'alice', password: 'pw' };
    const sasl = (mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512') =>
      options({ sasl: { mechanism, username: 'alice' } }, { password: 'pw' }).sasl;
    deepEqual(sasl('PLAIN'), { mechanism: 'plain', ...login });
    deepEqual(sasl('SCRAM-SHA-256'), { mechanism: 'scram-sha-256', ...login });
    deepEqual(sasl('SCRAM-SHA-512'), { mechanism: 'scram-sha-512', ...login });
  });

  it('says which secret is missing, and that without naming one', () => {
    throws(() => options({ sasl: { mechanism: 'PLAIN', username: 'alice' } }), {
      kind: 'authentication',
      message: 'The password of user alice is not saved on this machine: edit the connection and enter it.',
    });
    const oauth = { mechanism: 'OAUTHBEARER', tokenEndpoint: 'https://id/token', clientId: 'app' } as const;
    throws(() => options({ sasl: oauth }), {
      message: 'The client secret of app is not saved on this machine: edit the connection and enter it.',
    });
    const credentials = { kind: 'keys', accessKeyId: 'AKIA1' } as const;
    throws(() => options({ sasl: { mechanism: 'AWS_MSK_IAM', region: 'eu-west-1', credentials } }), {
      message: 'The secret key of AKIA1 is not saved on this machine: edit the connection and enter it.',
    });
    throws(() => options({ tls: { client: { kind: 'pkcs12' } } }), {
      message: 'The PKCS12 store of the client is not saved: edit the connection.',
    });
  });

  it('refuses key material that nobody can read, in words', () => {
    throws(() => options({ tls: { ca: 'nonsense' } }), {
      kind: 'invalid-input',
      message: 'The CA certificate is not PEM: it begins with -----BEGIN CERTIFICATE-----.',
    });
    throws(() => options({ tls: { caFile: '/nowhere/ca.pem' } }), {
      message: 'The CA certificate /nowhere/ca.pem cannot be read: check the path.',
    });
    throws(() => options({ tls: { client: { kind: 'pem', certificate: 'x' } } }, { clientKey: 'y' }), {
      message:
        'The client certificate or its key cannot be read: both must be PEM, and an encrypted key needs its passphrase.',
    });
    throws(() => options({ tls: { client: { kind: 'pkcs12' } } }, { clientStore: 'bm8=', keyPassphrase: 'pw' }), {
      message:
        'The PKCS12 store of the client cannot be read: check its password. A store of Java 8 must be converted anew with keytool -importkeystore.',
    });
  });
});
