import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { refused } from '../../../../src/kafka/kafkajs/bearerMechanism';
import { signMskToken } from '../../../../src/kafka/kafkajs/mskSigner';
import { mskTokens, sentenceOfAws } from '../../../../src/kafka/kafkajs/mskTokens';
import { type OAuthSasl, oauthTokens } from '../../../../src/kafka/kafkajs/oauthTokens';
import { tokenSource } from '../../../../src/kafka/kafkajs/tokenSource';
import { TokenEndpoint } from '../../../kafka/TokenEndpoint';

describe('tokenSource', () => {
  it('asks once for all who wait, again 30 s before the end, and after a refusal', async () => {
    let asked = 0;
    let now = 0;
    const tokens = tokenSource(
      async () => {
        asked += 1;
        return { value: `token ${asked}`, expiresAt: now + 300_000 };
      },
      () => now,
    );
    deepEqual(await Promise.all([tokens.token(), tokens.token()]), ['token 1', 'token 1']);
    now = 269_000;
    equal(await tokens.token(), 'token 1');
    now = 270_000;
    equal(await tokens.token(), 'token 2');
    tokens.forget();
    equal(await tokens.token(), 'token 3');
  });

  it('asks each time where no lifetime is told, and again after a failure', async () => {
    let asked = 0;
    const tokens = tokenSource(async () => {
      asked += 1;
      if (asked === 2) throw new Error('once');
      return { value: String(asked), expiresAt: undefined };
    });
    equal(await tokens.token(), '1');
    await rejects(tokens.token(), { message: 'once' });
    equal(await tokens.token(), '3');
  });
});

describe('oauthTokens', () => {
  let endpoint: TokenEndpoint;
  before(async () => {
    endpoint = await TokenEndpoint.start();
  });
  after(() => endpoint.stop());
  beforeEach(() => {
    endpoint.answer = undefined;
    endpoint.requests.length = 0;
    endpoint.lifetimeSeconds = 300;
  });

  const sasl = (tokenEndpoint = endpoint.url): OAuthSasl => ({
    mechanism: 'OAUTHBEARER',
    tokenEndpoint,
    clientId: TokenEndpoint.clientId,
  });
  const tokens = (options?: OAuthSasl) => oauthTokens(options ?? sasl(), TokenEndpoint.clientSecret, undefined);

  it('sends client and secret as RFC 6749 has them, also with signs that URLs reserve', async () => {
    const source = tokens();
    match(await source.token(), /^[\w-]+\.[\w-]+\.$/);
    deepEqual(endpoint.requests, [
      {
        authorization: `Basic ${Buffer.from('acklens%20app:oauth%3Asecret%2F%2B%25').toString('base64')}`,
        form: { grant_type: 'client_credentials' },
      },
    ]);
    await source.token();
    equal(endpoint.requests.length, 1);
  });

  it('asks again for a token that is about to end', async () => {
    endpoint.lifetimeSeconds = 20;
    const source = tokens();
    await source.token();
    await source.token();
    equal(endpoint.requests.length, 2);
  });

  it('says what is wrong, and repeats nothing of an answer that may hold the secret', async () => {
    const cases: readonly (readonly [number, string, string])[] = [
      [
        401,
        `no JSON, but ${TokenEndpoint.clientSecret}`,
        'The token endpoint rejects client acklens app (HTTP 401): check client ID, client secret and that it may use the client credentials grant.',
      ],
      [404, '<html>', `${endpoint.url} answers HTTP 404 instead of a token: check that it is the token endpoint.`],
      [200, '{}', `${endpoint.url} answers without an access token: check that it is the token endpoint.`],
      [
        400,
        JSON.stringify({ error: 'unsupported_grant_type', error_description: TokenEndpoint.clientSecret }),
        `${endpoint.url} answers unsupported_grant_type instead of a token: check that it is the token endpoint.`,
      ],
    ];
    for (const [status, body, message] of cases) {
      endpoint.answer = { status, body };
      await rejects(tokens().token(), { name: 'KafkaError', kind: 'authentication', message });
    }
  });

  it('says why an endpoint cannot be reached', async () => {
    await rejects(tokens(sasl('http://127.0.0.1:1/token')).token(), {
      kind: 'refused',
      message: 'The token endpoint 127.0.0.1:1 refuses connections: check host and port.',
    });
    await rejects(tokens(sasl('http://identity.invalid/token')).token(), {
      kind: 'dns',
      message:
        'The token endpoint identity.invalid has a host name that is not known here: check the spelling, VPN and DNS.',
    });
    await rejects(tokens(sasl('ftp://identity/token')).token(), {
      kind: 'invalid-input',
      message: 'The token endpoint ftp://identity/token is not an http or https URL.',
    });
    const { port } = new URL(endpoint.url);
    await rejects(tokens(sasl(`https://127.0.0.1:${port}/token`)).token(), { kind: 'disconnected' });
  });
});

describe('tokens of AWS MSK IAM', function () {
  this.timeout(20_000);
  // The example keys of AWS's own documentation.
  const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
  const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

  it('are checked here by a signature that gives AWS’s published vectors', () => {
    // "Create a signed AWS API request", example of a derived signing key.
    const key = signingKey('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', ['20150830', 'us-east-1', 'iam']);
    equal(key.toString('hex'), 'c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9');
    // Amazon S3 API reference, "Authenticating requests: using query parameters".
    const url = new URL(
      `https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${accessKeyId}%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host`,
    );
    equal(
      signatureOf(url, secretAccessKey, 'UNSIGNED-PAYLOAD'),
      'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    );
  });

  it('carry such a signature of kafka-cluster:Connect, for 15 minutes', async () => {
    const before = Date.now();
    const secrets = { awsSecretAccessKey: secretAccessKey, awsSessionToken: 'session/token+=' };
    const { token, expiryTime } = await signMskToken('eu-west-1', { kind: 'keys', accessKeyId }, secrets);
    const url = new URL(Buffer.from(token, 'base64url').toString('utf8'));
    equal(`${url.origin}${url.pathname}`, 'https://kafka.eu-west-1.amazonaws.com/');
    const { 'X-Amz-Date': date = '', 'X-Amz-Signature': signature, ...query } = Object.fromEntries(url.searchParams);
    deepEqual(query, {
      Action: 'kafka-cluster:Connect',
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': `${accessKeyId}/${date.slice(0, 8)}/eu-west-1/kafka-cluster/aws4_request`,
      'X-Amz-Expires': '900',
      'X-Amz-Security-Token': 'session/token+=',
      'X-Amz-SignedHeaders': 'host',
      'User-Agent': query['User-Agent'],
    });
    match(query['User-Agent'] ?? '', /^aws-msk-iam-sasl-signer-js\//);
    const signed = Date.parse(date.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'));
    equal(Math.abs(signed - before) < 60_000, true);
    equal(expiryTime, signed + 900_000);
    // The agent is added after signing, and the signature is no part of what it signs.
    url.searchParams.delete('User-Agent');
    url.searchParams.delete('X-Amz-Signature');
    equal(signature, signatureOf(url, secretAccessKey, createHash('sha256').update('').digest('hex')));
  });

  it('name the clock where a broker rejects them, since a skewed one does that', () => {
    const sentence = refused('b-1.shop.kafka.eu-west-1.amazonaws.com:9098', 'AWS_MSK_IAM', 'Access denied');
    match(
      sentence,
      /rejects the IAM login \(Access denied\): the identity needs kafka-cluster:Connect on this cluster, the region must be the cluster's, and this clock must be right: it says \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/,
    );
  });

  it('name the clock where AWS itself finds it skewed, and what else it says about an identity', async () => {
    const role = { kind: 'role', arn: 'arn:aws:iam::123456789012:role/reader' } as const;
    const answers: readonly (readonly [string, RegExp])[] = [
      [
        'SignatureDoesNotMatch',
        /^AWS refuses the signature of this machine: check its clock, which says \d{4}-.*Z, and the secret key\.$/,
      ],
      ['RequestExpired', /check its clock/],
      ['ExpiredToken', /^The AWS session has expired: log in again, such as with aws sso login\.$/],
      [
        'AccessDenied',
        /^The AWS identity of this machine may not assume arn:aws:iam::123456789012:role\/reader: check the role's trust policy\.$/,
      ],
    ];
    for (const [code, sentence] of answers) {
      const message = sentenceOfAws(Object.assign(new Error('The text of AWS'), { name: code }), role);
      match(message, sentence);
    }
  });

  it('say which profile gives no credentials', async () => {
    const kept = { config: process.env.AWS_CONFIG_FILE, shared: process.env.AWS_SHARED_CREDENTIALS_FILE };
    process.env.AWS_CONFIG_FILE = '/nowhere/config';
    process.env.AWS_SHARED_CREDENTIALS_FILE = '/nowhere/credentials';
    try {
      const tokens = mskTokens('eu-west-1', { kind: 'profile', name: 'shop' }, {});
      await rejects(tokens.token(), {
        kind: 'authentication',
        message:
          'The AWS profile shop gives no credentials: check ~/.aws/config and ~/.aws/credentials, or log in with aws sso login.',
      });
    } finally {
      restore('AWS_CONFIG_FILE', kept.config);
      restore('AWS_SHARED_CREDENTIALS_FILE', kept.shared);
    }
  });
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const signingKey = (secret: string, scope: readonly string[]): Buffer =>
  [...scope, 'aws4_request'].reduce<string | Buffer>((key, part) => hmac(key, part), `AWS4${secret}`) as Buffer;

/** AWS Signature Version 4 of a presigned GET, written from its description and not from the signer's source. */
function signatureOf(url: URL, secret: string, payloadHash: string): string {
  const strict = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...url.searchParams].map(([name, value]) => `${strict(name)}=${strict(value)}`).sort();
  const canonical = ['GET', url.pathname, query.join('&'), `host:${url.host}`, '', 'host', payloadHash].join('\n');
  const [, ...scope] = (url.searchParams.get('X-Amz-Credential') ?? '').split('/').slice(0, 4);
  const text = [
    'AWS4-HMAC-SHA256',
    url.searchParams.get('X-Amz-Date'),
    [...scope, 'aws4_request'].join('/'),
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  return hmac(signingKey(secret, scope), text).toString('hex');
}
