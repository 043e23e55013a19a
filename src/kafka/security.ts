/**
 * How to get into a cluster, without the secrets. Kafka's four protocols are what is there of the two: neither is
 * PLAINTEXT, `tls` alone SSL, `sasl` alone SASL_PLAINTEXT, both SASL_SSL.
 */
export interface Security {
  readonly tls?: Tls;
  readonly sasl?: Sasl;
}

export interface Tls {
  /** PEM, one certificate or several. With neither this nor `caFile`, the authorities that Node brings along count. */
  readonly ca?: string;
  /** Read whenever a connection is opened, so that a renewed file counts. */
  readonly caFile?: string;
  /** For mutual TLS. The key, or the whole PKCS12 store, is a secret. */
  readonly client?: { readonly kind: 'pem'; readonly certificate: string } | { readonly kind: 'pkcs12' };
  /** True accepts a certificate for another host name (`ssl.endpoint.identification.algorithm=` in Java's words). */
  readonly anyHostname?: boolean;
}

export type PasswordMechanism = 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';

export type Sasl =
  | { readonly mechanism: PasswordMechanism; readonly username: string }
  | {
      /** A token by the OAuth 2.0 client credentials grant (RFC 6749, section 4.4). */
      readonly mechanism: 'OAUTHBEARER';
      readonly tokenEndpoint: string;
      readonly clientId: string;
      readonly scope?: string;
      /** SASL extensions (KIP-342), such as `logicalCluster`. */
      readonly extensions?: Readonly<Record<string, string>>;
    }
  | { readonly mechanism: 'AWS_MSK_IAM'; readonly region: string; readonly credentials: AwsCredentials };

export type SaslMechanism = Sasl['mechanism'];

/** Where the AWS identity comes from; `default` is the chain of the AWS SDK: environment, files, SSO, instance. */
export type AwsCredentials =
  | { readonly kind: 'default' }
  | { readonly kind: 'profile'; readonly name: string }
  | { readonly kind: 'role'; readonly arn: string; readonly sessionName?: string }
  | { readonly kind: 'keys'; readonly accessKeyId: string };

/** Kafka's own name for it, as in `security.protocol`. */
export function protocolName({ tls, sasl }: Security): 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL' {
  if (sasl) return tls ? 'SASL_SSL' : 'SASL_PLAINTEXT';
  return tls ? 'SSL' : 'PLAINTEXT';
}
