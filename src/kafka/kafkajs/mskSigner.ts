import {
  generateAuthToken,
  generateAuthTokenFromCredentialsProvider,
  generateAuthTokenFromProfile,
  generateAuthTokenFromRole,
} from 'aws-msk-iam-sasl-signer-js';
import type { ConnectionSecrets } from '../secrets';
import type { AwsCredentials } from '../security';

/** The only file that names the AWS signer: a bundle of its own, since half a megabyte is loaded for it. */
export async function signMskToken(
  region: string,
  credentials: AwsCredentials,
  secrets: ConnectionSecrets,
): Promise<{ readonly token: string; readonly expiryTime: number }> {
  switch (credentials.kind) {
    case 'default':
      return generateAuthToken({ region });
    case 'profile':
      return generateAuthTokenFromProfile({ region, awsProfileName: credentials.name });
    case 'role':
      return generateAuthTokenFromRole({
        region,
        awsRoleArn: credentials.arn,
        ...(credentials.sessionName === undefined ? {} : { awsRoleSessionName: credentials.sessionName }),
      });
    case 'keys':
      return generateAuthTokenFromCredentialsProvider({
        region,
        awsCredentialsProvider: async () => ({
          accessKeyId: credentials.accessKeyId,
          secretAccessKey: secrets.awsSecretAccessKey ?? '',
          ...(secrets.awsSessionToken ? { sessionToken: secrets.awsSessionToken } : {}),
        }),
      });
  }
}
