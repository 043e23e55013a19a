import { deepEqual, equal } from 'node:assert/strict';
import { readDetails } from '../../../src/kafka/readSecurity';

describe('readDetails', () => {
  it('reads what an export writes', () => {
    const details = {
      security: {
        tls: { caFile: '/etc/ca.pem', client: { kind: 'pkcs12' } },
        sasl: { mechanism: 'AWS_MSK_IAM', region: 'eu-west-1', credentials: { kind: 'role', arn: 'arn' } },
      },
      environment: 'Staging',
      color: 'orange',
      readOnly: true,
      registry: { url: 'https://registry:8081/api', auth: { kind: 'basic', username: 'reg' } },
    };
    deepEqual(readDetails(JSON.parse(JSON.stringify(details))), details);
    deepEqual(readDetails({ name: 'n', bootstrapServers: 'a' }), {});
    deepEqual(readDetails({ security: { tls: true } }), { security: { tls: {} } });
    deepEqual(readDetails({ registry: { url: 'http://r' } }), {
      registry: { url: 'http://r', auth: { kind: 'none' } },
    });
  });

  it('takes no secret along that somebody wrote there', () => {
    const sasl = { mechanism: 'PLAIN', username: 'u', password: 'written-password' };
    deepEqual(readDetails({ security: { sasl }, color: 'pink', readOnly: 'yes' }), {
      security: { sasl: { mechanism: 'PLAIN', username: 'u' } },
    });
    const tokenEndpoint = 'https://app:written-secret@login.example/token';
    const oauth = { mechanism: 'OAUTHBEARER', tokenEndpoint, clientId: 'app' };
    const registry = { url: 'https://reg:written-p@ss@registry.example', auth: { kind: 'bearer', token: 'written' } };
    deepEqual(readDetails({ security: { sasl: oauth }, registry }), {
      security: { sasl: { ...oauth, tokenEndpoint: 'https://login.example/token' } },
      registry: { url: 'https://registry.example', auth: { kind: 'bearer' } },
    });
  });

  it('leaves a connection out rather than open it in another way than was meant', () => {
    for (const security of [
      'tls',
      { tls: 'on' },
      { tls: { client: { kind: 'jks' } } },
      { sasl: { mechanism: 'PLAIN' } },
      { sasl: { mechanism: 'GSSAPI' } },
      { sasl: { mechanism: 'OAUTHBEARER', clientId: 'x' } },
      { sasl: { mechanism: 'AWS_MSK_IAM', region: 'r', credentials: { kind: 'keys' } } },
    ])
      equal(readDetails({ security }), undefined, JSON.stringify(security));
    for (const registry of [
      'http://r',
      {},
      { url: 1 },
      { url: 'http://r', auth: 'basic' },
      { url: 'http://r', auth: { kind: 'basic' } },
    ])
      equal(readDetails({ registry }), undefined, JSON.stringify(registry));
  });
});
