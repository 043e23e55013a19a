import type { ConnectionSecrets } from '../secrets';
import type { Tls } from '../security';

/** Content in base64; undefined where the file is not there or may not be read. */
export type FileReader = (path: string) => Promise<string | undefined>;

export interface KeyMaterial {
  readonly tls: Tls;
  readonly secrets: ConnectionSecrets;
  readonly notes: readonly string[];
}

type Settings = ReadonlyMap<string, string>;

/** Truststore and keystore of Java, or librdkafka's files, as PEM and PKCS12; what is neither is explained. */
export async function readKeyMaterial(settings: Settings, readFile: FileReader): Promise<KeyMaterial> {
  const notes: string[] = [];
  const get = (...names: readonly string[]): string | undefined =>
    names.map((name) => settings.get(name)).find((value) => value !== undefined && value !== '');
  const load = async (path: string | undefined, what: string): Promise<string | undefined> => {
    if (path === undefined) return undefined;
    const content = await readFile(path.replace(/^file:(?:\/\/)?/, ''));
    if (content === undefined) notes.push(`The ${what} ${path} cannot be read from here: add it by hand.`);
    return content;
  };

  const trustPath = get('ssl.truststore.location', 'ssl.ca.location');
  const trust = await load(trustPath, 'truststore');
  const ca = get('ssl.truststore.certificates', 'ssl.ca.pem') ?? (trust && pemOf(trust));
  if (trust !== undefined && ca === undefined) notes.push(truststoreHelp(trustPath ?? ''));

  const storePath = get('ssl.keystore.location');
  const store = await load(storePath, 'keystore');
  const storePem = store && pemOf(store);
  const certificate =
    get('ssl.keystore.certificate.chain', 'ssl.certificate.pem') ??
    pemOf((await load(get('ssl.certificate.location'), 'certificate')) ?? '') ??
    storePem;
  const clientKey =
    get('ssl.keystore.key', 'ssl.key.pem') ?? pemOf((await load(get('ssl.key.location'), 'key')) ?? '') ?? storePem;
  const isPkcs12 = store?.startsWith(derPrefix) ?? false;
  if (store !== undefined && storePem === undefined && !isPkcs12) notes.push(keystoreHelp(storePath ?? ''));

  const passphrase = isPkcs12
    ? get('ssl.keystore.password', 'ssl.key.password')
    : get('ssl.key.password', 'ssl.keystore.password');
  if (get('enable.ssl.certificate.verification') === 'false')
    notes.push('It does not verify certificates. AckLens always does: add the CA certificate.');

  const client =
    isPkcs12 && store !== undefined
      ? { tls: { client: { kind: 'pkcs12' } } as const, secrets: { clientStore: store } }
      : certificate !== undefined && clientKey !== undefined
        ? { tls: { client: { kind: 'pem', certificate } } as const, secrets: { clientKey } }
        : undefined;
  return {
    tls: {
      ...(ca === undefined ? {} : { ca }),
      ...(client?.tls ?? {}),
      ...(/^(?:|none)$/i.test(settings.get('ssl.endpoint.identification.algorithm') ?? 'https')
        ? { anyHostname: true }
        : {}),
    },
    secrets: { ...client?.secrets, ...(client && passphrase !== undefined ? { keyPassphrase: passphrase } : {}) },
    notes,
  };
}

/** DER, which PKCS12 is in, begins with 30 8x; a JKS store with FE ED FE ED, whatever its name ends in. */
const derPrefix = 'MI';

/** `-----BEGIN`, also behind blanks or the words that keytool -list -rfc puts in front of each certificate. */
function pemOf(base64: string): string | undefined {
  if (base64.startsWith(derPrefix) || base64 === '') return undefined;
  const text = utf8(base64);
  return text.includes('-----BEGIN ') ? text : undefined;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The pure zones have neither Buffer nor atob. */
function utf8(base64: string): string {
  const bytes = new Uint8Array(Math.floor((base64.replace(/=+$/, '').length * 3) / 4));
  let bits = 0;
  let held = 0;
  let end = 0;
  for (const digit of base64.replace(/=+$/, '')) {
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

/** Both commands were run on stores that keytool makes, JKS and PKCS12 alike. */
export const truststoreHelp = (path: string): string =>
  `${path} is a Java truststore. Make PEM of it with: keytool -list -rfc -keystore ${path} > ca.pem`;

export const keystoreHelp = (path: string): string =>
  `${path} is a Java keystore (JKS). Make PKCS12 of it with: keytool -importkeystore -srckeystore ${path} -destkeystore client.p12 -deststoretype PKCS12`;
