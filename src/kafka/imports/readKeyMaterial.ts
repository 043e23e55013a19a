import type { ConnectionSecrets } from '../secrets';
import type { Tls } from '../security';
import { certificatesIn, keyFile, keyIn, keystoreHelp, truststoreHelp } from './keyFile';

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
  const ca = certificates(get('ssl.truststore.certificates', 'ssl.ca.pem') ?? pemOf(trust));
  if (trust !== undefined && ca === undefined) notes.push(truststoreHelp(trustPath ?? ''));

  const storePath = get('ssl.keystore.location');
  const store = await load(storePath, 'keystore');
  const storePem = pemOf(store);
  const certificate = certificates(
    get('ssl.keystore.certificate.chain', 'ssl.certificate.pem') ??
      pemOf(await load(get('ssl.certificate.location'), 'certificate')) ??
      storePem,
  );
  const clientKey = keyIn(
    get('ssl.keystore.key', 'ssl.key.pem') ?? pemOf(await load(get('ssl.key.location'), 'key')) ?? storePem ?? '',
  );
  const isPkcs12 = store !== undefined && keyFile(store).kind === 'pkcs12';
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

function pemOf(base64: string | undefined): string | undefined {
  const file = base64 ? keyFile(base64) : undefined;
  return file?.kind === 'pem' ? file.text : undefined;
}

const certificates = (pem: string | undefined): string | undefined =>
  pem === undefined ? undefined : certificatesIn(pem) || undefined;
