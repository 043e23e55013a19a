/** What a connection needs beside its profile and nobody else may see. Empty fields are left out. */
export type ConnectionSecrets = { readonly [K in SecretName]?: string };

export const secretNames = [
  /** Of SASL PLAIN or SCRAM. */
  'password',
  /** Of OAUTHBEARER. */
  'clientSecret',
  /** PEM, encrypted or not. */
  'clientKey',
  /** A PKCS12 store with certificate and key, in base64. */
  'clientStore',
  /** Of `clientKey` or `clientStore`. */
  'keyPassphrase',
  'awsSecretAccessKey',
  'awsSessionToken',
  /** Password or token of the schema registry. */
  'registrySecret',
] as const;

export type SecretName = (typeof secretNames)[number];
