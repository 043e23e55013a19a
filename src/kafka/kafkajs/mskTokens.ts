import { KafkaError } from '../errors';
import type { ConnectionSecrets } from '../secrets';
import type { AwsCredentials } from '../security';
import { type TokenSource, tokenSource } from './tokenSource';

/** Tokens of AWS MSK IAM: a signed URL in base64, good for at most 15 minutes. The signer is large and loaded when used. */
export function mskTokens(region: string, credentials: AwsCredentials, secrets: ConnectionSecrets): TokenSource {
  return tokenSource(async () => {
    const { signMskToken } = await import('./mskSigner');
    try {
      const { token, expiryTime } = await signMskToken(region, credentials, secrets);
      return { value: token, expiresAt: expiryTime };
    } catch (error) {
      throw new KafkaError('authentication', sentenceOfAws(error, credentials), { cause: error });
    }
  });
}

/** Names of errors that AWS services give when the request's time is too far from theirs. */
const skewed: ReadonlySet<unknown> = new Set([
  'RequestTimeTooSkewed',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
]);

/** What AWS's refusal to give credentials means, by the error's name: AWS words its messages anew. */
export function sentenceOfAws(error: unknown, credentials: AwsCredentials): string {
  const name: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'name') : undefined;
  if (skewed.has(name))
    return `AWS refuses the signature of this machine: check its clock, which says ${new Date().toISOString()}, and the secret key.`;
  if (name === 'ExpiredTokenException' || name === 'ExpiredToken')
    return 'The AWS session has expired: log in again, such as with aws sso login.';
  if (credentials.kind === 'role' && name === 'AccessDenied')
    return `The AWS identity of this machine may not assume ${credentials.arn}: check the role's trust policy.`;
  if (name === 'CredentialsProviderError') {
    if (credentials.kind === 'profile')
      return `The AWS profile ${credentials.name} gives no credentials: check ~/.aws/config and ~/.aws/credentials, or log in with aws sso login.`;
    return 'No AWS credentials were found in the environment, ~/.aws or the instance: log in, or enter an access key.';
  }
  return 'The AWS identity could not be found; the log has the details.';
}
