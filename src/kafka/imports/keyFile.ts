export type KeyFile =
  | { readonly kind: 'pem'; readonly text: string }
  | { readonly kind: 'pkcs12' }
  /** JKS, or what has nothing to do with keys. */
  | { readonly kind: 'other' };

/** What a file of keys is by its first bytes, whatever its name ends in: keytool writes PKCS12 into `.jks` files too. */
export function keyFile(base64: string): KeyFile {
  // DER, which PKCS12 is in, begins with the bytes 30 8x.
  if (base64.startsWith('MI')) return { kind: 'pkcs12' };
  const text = utf8(base64);
  // Also behind blanks, or behind the words that keytool -list -rfc puts in front of each certificate.
  return text.includes('-----BEGIN ') ? { kind: 'pem', text } : { kind: 'other' };
}

/** The certificates of a PEM text and nothing else: a file may hold a key beside them, which belongs to the secrets. */
export const certificatesIn = (pem: string): string =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).join('\n');

/** The private key of a PEM text, encrypted or not. */
export const keyIn = (pem: string): string | undefined =>
  /-----BEGIN (?:\w+ )*PRIVATE KEY-----[\s\S]+?-----END (?:\w+ )*PRIVATE KEY-----/.exec(pem)?.[0];

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The pure zones have neither Buffer nor atob. */
function utf8(base64: string): string {
  const written = base64.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((written.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let end = 0;
  for (const digit of written) {
    held = (held << 6) | digits.indexOf(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[end] = (held >> bits) & 0xff;
    held &= (1 << bits) - 1;
    end += 1;
  }
  return new TextDecoder().decode(bytes);
}

/** The commands take JKS and PKCS12 alike. */
export const truststoreHelp = (path: string): string =>
  `${path} is a Java truststore. Make PEM of it with: keytool -list -rfc -keystore ${path} > ca.pem`;

export const keystoreHelp = (path: string): string =>
  `${path} is a Java keystore (JKS). Make PKCS12 of it with: keytool -importkeystore -srckeystore ${path} -destkeystore client.p12 -deststoretype PKCS12`;
