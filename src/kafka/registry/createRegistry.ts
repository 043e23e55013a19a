import { readFileSync } from 'node:fs';
import { rootCertificates, type SecureContextOptions } from 'node:tls';
import { KafkaError } from '../errors';
import type { ConnectionProfile, RegistryProfile } from '../profile';
import {
  type Compatibility,
  type Deletable,
  type Schema,
  type SchemaReference,
  type SchemaRegistry,
  type SchemaVersion,
  schemaTypes,
} from '../schemas';
import type { ConnectionSecrets } from '../secrets';
import { registryRequest } from './registryRequest';

export interface RegistryOptions {
  readonly secrets?: ConnectionSecrets;
  readonly timeoutMs?: number;
}

/**
 * A client of Confluent's REST API: https://docs.confluent.io/platform/current/schema-registry/develop/api.html
 * Opens no connection before the first call and keeps none. Throws a KafkaError where the profile is of no use.
 */
export function createRegistry(
  profile: Pick<ConnectionProfile, 'registry' | 'security'>,
  { secrets = {}, timeoutMs = 10_000 }: RegistryOptions = {},
): SchemaRegistry {
  const { registry } = profile;
  if (!registry) throw new KafkaError('invalid-input', 'This connection has no schema registry: edit it to add one.');
  const base = baseOf(registry);
  const authorization = authorizationOf(registry, secrets);
  const tls = tlsOf(profile, secrets);

  /** `deleted` asks for what was deleted, too. */
  const get = async (path: readonly string[], query = ''): Promise<unknown> => {
    const url = new URL(base);
    url.pathname = [url.pathname.replace(/\/+$/, ''), ...path.map(encodeURIComponent)].join('/');
    url.search = query;
    const { status, body } = await registryRequest({ url, authorization, tls, timeoutMs });
    return readAnswer(url, status, body, registry);
  };
  /** Everything and what of it is not deleted, where the registry tells the two apart. */
  const deletable = async <T>(path: readonly string[], is: (value: unknown) => value is T): Promise<Deletable<T>[]> => {
    const [live, all] = await Promise.all([get(path), get(path, 'deleted=true').catch(() => undefined)]);
    const isList = (value: unknown): value is T[] => Array.isArray(value) && value.every(is);
    if (!isList(live)) throw strange(base);
    const there = new Set(live);
    return [...new Set([...there, ...(isList(all) ? all : [])])].map((name) => ({ name, isDeleted: !there.has(name) }));
  };

  return {
    subjects: () => deletable(['subjects'], isText),
    versions: (subject) => deletable(['subjects', subject, 'versions'], isCount),
    async version(subject, version): Promise<SchemaVersion> {
      const answer = fields(await get(['subjects', subject, 'versions', String(version)], 'deleted=true'));
      if (!isCount(answer.version) || !isCount(answer.id)) throw strange(base);
      if (version !== 'latest' && answer.version !== version) throw strange(base);
      return { ...readSchema(answer, base), subject, version: answer.version, id: answer.id };
    },
    schema: async (id) => readSchema(fields(await get(['schemas', 'ids', String(id)])), base),
    async compatibility(subject): Promise<Compatibility | undefined> {
      const own = subject === undefined ? undefined : await levelAt(get, ['config', subject]);
      if (own !== undefined) return { level: own, isOwn: true };
      const level = await levelAt(get, ['config']);
      return level === undefined ? undefined : { level, isOwn: false };
    },
  };
}

function baseOf({ url }: RegistryProfile): URL {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (base?.protocol === 'http:' || base?.protocol === 'https:') return base;
  throw new KafkaError('invalid-input', 'The URL of the schema registry is not an http or https URL.');
}

function authorizationOf({ auth }: RegistryProfile, { registrySecret }: ConnectionSecrets): string | undefined {
  if (auth.kind === 'none') return undefined;
  if (!registrySecret)
    throw new KafkaError(
      'authentication',
      `The ${auth.kind === 'basic' ? 'password' : 'token'} of the schema registry is not saved on this machine: edit the connection and enter it.`,
    );
  if (auth.kind === 'bearer') return `Bearer ${registrySecret}`;
  return `Basic ${Buffer.from(`${auth.username}:${registrySecret}`).toString('base64')}`;
}

/** The cluster's own authority often signs the registry of the same house, and so do its client certificates. */
function tlsOf({ security }: Pick<ConnectionProfile, 'security'>, secrets: ConnectionSecrets): SecureContextOptions {
  const { ca, caFile, client } = security?.tls ?? {};
  const authority = caFile === undefined ? ca : readAuthority(caFile);
  const passphrase = secrets.keyPassphrase === undefined ? {} : { passphrase: secrets.keyPassphrase };
  return {
    ...(authority === undefined ? {} : { ca: [...rootCertificates, authority] }),
    ...(client?.kind === 'pem' && secrets.clientKey
      ? { cert: client.certificate, key: secrets.clientKey, ...passphrase }
      : {}),
    ...(client?.kind === 'pkcs12' && secrets.clientStore
      ? { pfx: Buffer.from(secrets.clientStore, 'base64'), ...passphrase }
      : {}),
  };
}

function readAuthority(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new KafkaError('invalid-input', `The CA certificate ${file} cannot be read: check the path.`, {
      cause: error,
    });
  }
}

type Get = (path: readonly string[], query?: string) => Promise<unknown>;

/** A subject without a level of its own answers "not found"; who may not see it is told nothing. */
async function levelAt(get: Get, path: readonly string[]): Promise<string | undefined> {
  try {
    const { compatibilityLevel } = fields(await get(path));
    return isWord(compatibilityLevel) ? compatibilityLevel : undefined;
  } catch (error) {
    if (error instanceof KafkaError && quiet.has(error.kind)) return undefined;
    throw error;
  }
}

const quiet: ReadonlySet<KafkaError['kind']> = new Set(['unknown-schema', 'authorization']);

/** Nothing of the answer is repeated: behind a wrong URL may stand anything. */
function readAnswer(url: URL, status: number, body: Buffer, { auth }: RegistryProfile): unknown {
  const at = `The registry ${url.host}`;
  if (status === 401)
    throw new KafkaError(
      'authentication',
      auth.kind === 'none'
        ? `${at} asks for a login: edit the connection and enter it.`
        : `${at} rejects the ${auth.kind === 'basic' ? `user ${auth.username}: check the user name and the password` : 'token: check that it is valid still'}.`,
    );
  if (status === 403)
    throw new KafkaError('authorization', `${at} does not allow this to the login of this connection.`);
  const value = parse(body);
  if (status === 404 && isCount(fields(value).error_code))
    throw new KafkaError('unknown-schema', `${at} does not have ${whatOf(url)}: it may have been deleted.`);
  if (status === 404)
    throw new KafkaError(
      'wrong-protocol',
      `${at} does not know the path ${url.pathname}: check the URL of the registry.`,
    );
  if (status >= 300 && status < 400)
    throw new KafkaError(
      'wrong-protocol',
      `${at} answers with a redirect (HTTP ${status}): enter the URL that it leads to.`,
    );
  if (status >= 500)
    throw new KafkaError('unavailable', `${at} has a fault of its own (HTTP ${status}): its log has the reason.`);
  if (status !== 200) throw new KafkaError('unexpected', `${at} answers with HTTP ${status}.`);
  if (value === undefined) throw strange(url);
  return value;
}

function whatOf({ pathname }: URL): string {
  const id = /\/schemas\/ids\/(\d+)$/.exec(pathname)?.[1];
  return id === undefined ? 'this subject or version' : `a schema with the id ${id}`;
}

const strange = ({ host }: URL): KafkaError =>
  new KafkaError('wrong-protocol', `${host} answers, but not as a schema registry does: check the URL.`);

function readSchema(answer: Fields, base: URL): Schema {
  const { schema, schemaType } = answer;
  const isAvro = schemaType === undefined || schemaType === null;
  const type = isAvro ? 'AVRO' : schemaTypes.find((one) => one === schemaType);
  const references = readReferences(answer.references);
  if (!isText(schema) || !references) throw strange(base);
  if (!type)
    throw new KafkaError(
      'unsupported',
      `The schema is of a type that AckLens does not know${isWord(schemaType) ? `: ${schemaType}` : ''}.`,
    );
  return { type, text: schema, references };
}

/** Undefined where one cannot be read: without all that it refers to the schema would be another one. */
function readReferences(value: unknown): readonly SchemaReference[] | undefined {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return undefined;
  const read: SchemaReference[] = [];
  for (const one of value) {
    const { name, subject, version } = fields(one);
    if (!isText(name) || !isText(subject) || !isCount(version)) return undefined;
    read.push({ name, subject, version });
  }
  return read;
}

type Fields = Readonly<Record<string, unknown>>;

function parse(body: Buffer): unknown {
  try {
    // Bytes that are no UTF-8 are refused: replaced by another character they would change the schema.
    return JSON.parse(utf8.decode(body));
  } catch {
    return undefined;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

const isText = (value: unknown): value is string => typeof value === 'string';

/** What may be repeated in a sentence. */
const isWord = (value: unknown): value is string => isText(value) && /^\w{1,60}$/.test(value);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;
