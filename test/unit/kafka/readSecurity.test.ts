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
    };
    deepEqual(readDetails(JSON.parse(JSON.stringify(details))), details);
    deepEqual(readDetails({ name: 'n', bootstrapServers: 'a' }), {});
    deepEqual(readDetails({ security: { tls: true } }), { security: { tls: {} } });
  });

  it('takes no secret along that somebody wrote there', () => {
    const sasl = { mechanism: 'PLAIN', username: 'u', password: 'written-password' };
    deepEqual(readDetails({ security: { sasl }, color: 'pink', readOnly: 'yes' }), {
      security: { sasl: { mechanism: 'PLAIN', username: 'u' } },
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
  });
});
