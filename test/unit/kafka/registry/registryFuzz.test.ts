import assert from 'node:assert/strict';
import { createServer, type Server, type Socket } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { KafkaError } from '../../../../src/kafka/errors';
import { createRegistry } from '../../../../src/kafka/registry/createRegistry';
import {
  isSchemaError,
  type Schema,
  type SchemaRegistry,
  type SchemaVersion,
  schemaTypes,
} from '../../../../src/kafka/schemas';
import { openCodec } from '../../../../src/schemas/openCodec';
import { mutate, randomFrom } from '../../../lintCases/mutate';
import { ContractRegistry } from '../../../registry/ContractRegistry';
import { registerSchema } from '../../../registry/registerSchema';
import { mutateJson } from '../../schemas/mutateJson';
import { samples } from '../../schemas/schemaSamples';
import { random } from '../../tail/readLog';
import { mutateBytes } from '../kafkajs/mutateBytes';

/** ACKLENS_FUZZ=20000 looks longer. */
const mutations = Number(process.env.ACKLENS_FUZZ ?? 150);
const seed = Number(process.env.ACKLENS_SEED ?? 20261128);
const timeoutMs = 200;
const secret = 'hunter2-never-shown';

describe(`what a schema registry answers, damaged (seed ${seed})`, function () {
  this.timeout(60_000 + mutations * 100);
  /** Bodies of a registry that is in order, by path. */
  const bodies = new Map<string, string>();
  let server: DamagingServer;

  before(async () => {
    const registry = await ContractRegistry.start();
    await registerSchema(registry.url, 'line', { schema: '"int"' });
    const references = [{ name: 'line', subject: 'line', version: 1 }];
    for (const schema of ['"long"', '"string"']) await registerSchema(registry.url, 's', { schema, references });
    for (const path of ['/subjects', '/subjects/s/versions'])
      for (const query of ['', '?deleted=true']) bodies.set(path + query, await textOf(registry.url + path + query));
    for (const path of ['/subjects/s/versions/1', '/subjects/s/versions/latest', '/subjects/line/versions/1'])
      bodies.set(`${path}?deleted=true`, await textOf(`${registry.url}${path}?deleted=true`));
    for (const path of ['/schemas/ids/2', '/config', '/config/s']) bodies.set(path, await textOf(registry.url + path));
    await registry.stop();
    server = await DamagingServer.start();
  });
  after(() => server.stop());

  /** Asks for everything, each answer damaged by `damage`. */
  async function ask(at: number, damage: Damage): Promise<void> {
    const sent = new Map<string, Answer>();
    server.answer = (path) => {
      const body = bodies.get(path) ?? '{"error_code":40401,"message":"Subject not found."}';
      const known = { status: bodies.has(path) ? 200 : 404, body: Buffer.from(body) };
      const answer = damage(known, random(seed + at * 31 + path.length));
      sent.set(path, answer);
      return answer;
    };
    const auth = { kind: 'basic', username: 'ada' } as const;
    const options = { secrets: { registrySecret: secret }, timeoutMs };
    const registry = createRegistry({ registry: { url: server.url, auth } }, options);
    const ways = waysToAsk(registry);
    const [name, path, run, check] = ways[at % ways.length] ?? assert.fail();
    const what = (): string =>
      `${at}, ${name}: ${[...sent].map(([to, { raw, body }]) => `${to}: ${(raw ?? body).toString('latin1').slice(0, 2_000)}`).join('; ')}`;
    const began = performance.now();
    try {
      const value = await run();
      check(value, what);
      const told = sent.get(path);
      if (told)
        assert.ok(
          isTold(value, told, bodies.get(path) ?? ''),
          `not what was sent: ${JSON.stringify(value)}, ${what()}`,
        );
    } catch (error) {
      if (!(error instanceof KafkaError)) throw new Error(`${String(error)}: ${what()}`, { cause: error });
      assert.match(error.message, /^\S.{5,300}\.$/su, what());
      assert.ok(!/["<>{}]/.test(error.message), `repeats the answer: ${error.message}, ${what()}`);
      assert.ok(!JSON.stringify(error, Object.getOwnPropertyNames(error)).includes(secret), what());
    }
    assert.ok(performance.now() - began < timeoutMs + 2_000, `took ${performance.now() - began} ms: ${what()}`);
  }

  it('bodies are read as they were sent, or refused', async () => {
    for (let at = 0; at < mutations; at++)
      await ask(at, ({ status, body }, next) => ({ status, body: damagedBody(body, next) }));
  });

  it('heads, lengths and ways of sending are read as they were meant, or refused', async () => {
    for (let at = 0; at < mutations; at++)
      await ask(at, (answer, next) => ({ ...answer, raw: damagedHead(answer, next) }));
  });

  it('redirects and other states are never followed and never taken for the answer', async () => {
    for (let at = 0; at < mutations / 4; at++)
      await ask(at, ({ body }, next) => ({
        body,
        status: pick([100, 101, 201, 204, 206, 301, 302, 304, 307, 401, 404, 407, 418, 500, 599, 999], next),
      }));
    assert.deepEqual(server.strays, []);
  });

  it('what has no end is given up', async () => {
    for (const endless of ['body', 'head', 'trickle', 'hints', 'chunks'] as const)
      for (const at of mutations > 1_000 ? [0, 1, 2, 3, 4, 5] : [4]) {
        const before = process.memoryUsage().rss;
        await ask(at, (answer) => ({ ...answer, endless }));
        assert.ok(process.memoryUsage().rss - before < 150 << 20, `much memory: ${endless}`);
      }
  });

  it('what has no end and comes in pieces of a byte is given up before it fills the memory', async () => {
    server.answer = () => ({ status: 200, body: Buffer.alloc(0), endless: 'chunks' });
    const registry = createRegistry({ registry: { url: server.url, auth: { kind: 'none' } } }, { timeoutMs: 60_000 });
    await assert.rejects(registry.schema(1), { kind: 'undecodable' });
  });

  it('leaves no connection open', async () => {
    for (let left = 200; left > 0 && server.open > 0; left--) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(server.open, 0);
  });

  it('references lead through any graph to a codec or to a sentence, within bounds', async () => {
    for (let at = 0; at < mutations; at++) await followReferences(random(seed + at), at);
  });
});

interface Answer {
  readonly status: number;
  readonly body: Buffer;
  /** Head and body, where they are not those of an answer in order. */
  readonly raw?: Buffer;
  readonly endless?: 'body' | 'head' | 'trickle' | 'hints' | 'chunks';
}

type Damage = (answer: Answer, next: () => number) => Answer;

type Way = readonly [
  name: string,
  path: string,
  run: () => Promise<unknown>,
  check: (value: unknown, what: () => string) => void,
];

function waysToAsk(registry: SchemaRegistry): readonly Way[] {
  const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;
  const list =
    (is: (name: unknown) => boolean) =>
    (value: unknown, what: () => string): void => {
      const all = value as readonly { readonly name: unknown; readonly isDeleted: unknown }[];
      assert.ok(
        all.every(({ name, isDeleted }) => is(name) && typeof isDeleted === 'boolean'),
        what(),
      );
    };
  const schema = (value: unknown, what: () => string): void => {
    const { type, text, references } = value as Schema;
    assert.ok(schemaTypes.includes(type) && typeof text === 'string' && Array.isArray(references), what());
    for (const one of references)
      assert.ok(typeof one.name === 'string' && typeof one.subject === 'string' && isCount(one.version), what());
  };
  const version = (value: unknown, what: () => string): void => {
    schema(value, what);
    const { version: number, id } = value as SchemaVersion;
    assert.ok(isCount(number) && isCount(id), what());
  };
  return [
    ['subjects', '/subjects', () => registry.subjects(), list((name) => typeof name === 'string')],
    ['versions', '/subjects/s/versions', () => registry.versions('s'), list(isCount)],
    [
      'version',
      '/subjects/s/versions/1?deleted=true',
      () => registry.version('s', 1),
      (value, what) => {
        version(value, what);
        assert.equal((value as SchemaVersion).version, 1, what());
      },
    ],
    ['latest', '/subjects/s/versions/latest?deleted=true', () => registry.version('s', 'latest'), version],
    ['schema', '/schemas/ids/2', () => registry.schema(2), schema],
    [
      'compatibility',
      '',
      () => registry.compatibility('s'),
      (value, what) => {
        if (value !== undefined) assert.match((value as { level: string }).level, /^\w{1,60}$/, what());
      },
    ],
  ];
}

/** Whether a value is what the body says: that which was sent, or the one in order where only the way of sending is damaged. */
function isTold(value: unknown, { status, body, raw }: Answer, inOrder: string): boolean {
  if (raw === undefined && status !== 200) return false;
  const told: unknown = JSON.parse(raw === undefined ? body.toString() : inOrder);
  if (Array.isArray(value)) {
    const live = value.filter(({ isDeleted }) => !isDeleted).map(({ name }) => name);
    return isDeepStrictEqual(live, [...new Set(told as unknown[])]);
  }
  const { text, references } = value as Schema;
  const said = told as Record<string, unknown>;
  return (
    text === said.schema && isDeepStrictEqual(references.length, ((said.references as unknown[] | null) ?? []).length)
  );
}

const pick = <T>(from: readonly T[], next: () => number): T => from[Math.floor(next() * from.length)] as T;

function damagedBody(body: Buffer, next: () => number): Buffer {
  const kind = Math.floor(next() * 4);
  if (kind === 0) return mutateBytes(body, next);
  if (kind === 1) return body.subarray(0, Math.floor(next() * body.length));
  const text = body.toString();
  if (kind === 2) return Buffer.from(mutate(text, '{"schema":"\\"int\\""}', randomFrom(Math.floor(next() * 2 ** 31))));
  const value = JSON.stringify(mutateJson(JSON.parse(text), next)) ?? '';
  return Buffer.from(value);
}

function headOf(status: number, length: number, more: readonly string[] = []): Buffer {
  const lines = [
    `HTTP/1.1 ${status} Any`,
    'content-type: application/vnd.schemaregistry.v1+json',
    `content-length: ${length}`,
  ];
  return Buffer.from(`${[...lines, ...more].join('\r\n')}\r\n\r\n`);
}

function damagedHead({ status, body }: Answer, next: () => number): Buffer {
  const head = (...lines: readonly string[]): Buffer =>
    Buffer.from(`${[`HTTP/1.1 ${status} OK`, ...lines].join('\r\n')}\r\n\r\n`);
  const length = `content-length: ${body.length}`;
  const damaged = (text: string): string =>
    mutate(text, 'HTTP/1.1 200 OK\r\n', randomFrom(Math.floor(next() * 2 ** 31))).slice(0, 60_000);
  const [size, rest] = [`${body.length.toString(16)}\r\n`, '\r\n0\r\n\r\n'];
  switch (Math.floor(next() * 8)) {
    case 0:
      return Buffer.concat([mutateBytes(headOf(status, body.length), next), body]);
    case 1: {
      const lengths = [
        -1,
        0,
        body.length - 1,
        body.length + 1,
        2 ** 40,
        1e30,
        '0x10',
        '',
        `${body.length}, ${body.length}`,
      ];
      return Buffer.concat([head(`content-length: ${pick(lengths, next)}`), body]);
    }
    case 2: {
      const isFirst = next() < 0.5;
      const parts = [isFirst ? damaged(size) : size, body, isFirst ? rest : damaged(rest)];
      return Buffer.concat([head('transfer-encoding: chunked'), ...parts.map((part) => Buffer.from(part))]);
    }
    case 3:
      return Buffer.concat([head('transfer-encoding: chunked', length), Buffer.from(`${size}${body}${rest}`)]);
    case 4:
      return Buffer.concat([
        head(length, `content-type: ${pick(['text/html', 'image/png', '', 'x'.repeat(9_000), '\u0000'], next)}`),
        body,
      ]);
    case 5:
      return Buffer.concat([head(length, `content-encoding: ${pick(['gzip', 'br', 'identity', '?'], next)}`), body]);
    case 6:
      return Buffer.concat([head(length), body, headOf(200, 10), Buffer.from('["second"]')]);
    default:
      return Buffer.concat([Buffer.from(damaged(headOf(status, body.length).toString())), body]);
  }
}

/** Answers what it is told to, byte by byte where it must be. */
class DamagingServer {
  answer: (path: string) => Answer = () => ({ status: 500, body: Buffer.alloc(0) });
  /** Paths that nobody should ask for. */
  readonly strays: string[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      let head = '';
      socket.on('data', (bytes) => {
        head += bytes.toString('latin1');
        if (!head.includes('\r\n\r\n')) return;
        const path = /^GET (\S*) /.exec(head)?.[1] ?? '';
        head = '';
        if (path.includes('elsewhere')) this.strays.push(path);
        this.send(socket, this.answer(path));
      });
    });
  }

  static async start(): Promise<DamagingServer> {
    const one = new DamagingServer();
    await new Promise<void>((resolve) => one.server.listen(0, '127.0.0.1', resolve));
    return one;
  }

  get url(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  get open(): number {
    return this.sockets.size;
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private send(socket: Socket, { status, body, raw, endless }: Answer): void {
    if (endless) this.pour(socket, endless);
    else if (raw) socket.end(raw);
    else socket.write(Buffer.concat([headOf(status, body.length, [`location: ${this.url}/elsewhere`]), body]));
  }

  private pour(socket: Socket, kind: NonNullable<Answer['endless']>): void {
    const head = 'HTTP/1.1 200 OK\r\n';
    const ways: Readonly<Record<typeof kind, readonly [first: string, again: string, everyMs: number]>> = {
      body: [`${head}\r\n["`, 'x'.repeat(1 << 20), 0],
      head: [head, `x-${'y'.repeat(1_000)}: z\r\n`, 0],
      trickle: [`${head}content-length: 100000\r\n\r\n["`, 'x', 5],
      hints: ['', 'HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n', 0],
      chunks: [`${head}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n'.repeat(1_000), 0],
    };
    const [first, again, everyMs] = ways[kind];
    socket.write(first);
    const more = (): void => {
      if (socket.destroyed) return;
      const hasRoom = socket.write(again);
      if (everyMs > 0) setTimeout(more, everyMs);
      else if (hasRoom) setImmediate(more);
      else socket.once('drain', more);
    };
    more();
  }
}

async function textOf(url: string): Promise<string> {
  return (await fetch(url)).text();
}

/** A registry whose schemas refer to one another at random: to themselves, in circles, to what is not there. */
async function followReferences(next: () => number, at: number): Promise<void> {
  const sample = samples[at % samples.length] ?? assert.fail();
  const texts = [sample.text, ...sample.references.map(([, text]) => text), '"int"', '{"type":"record"', ''];
  const size = 1 + Math.floor(next() * (at % 50 === 0 ? 700 : 6));
  const graph = Array.from({ length: size }, (_, n) => ({
    type: next() < 0.9 ? sample.type : pick(schemaTypes, next),
    text: n === 0 ? sample.text : pick(texts, next),
    references: Array.from({ length: Math.floor(next() * 4) }, () => ({
      name: pick([...sample.references.map(([name]) => name), 'self', '__proto__', '../x', ''], next),
      subject: String(Math.floor(next() * (size + 0.1))),
      version: 1 + Math.floor(next() * 2),
    })),
  }));
  let asked = 0;
  const registry = {
    version: async (subject: string, version: number | 'latest'): Promise<SchemaVersion> => {
      asked += 1;
      const found = graph[Number(subject)];
      if (!found) throw new KafkaError('unknown-schema', 'The registry x does not have this subject or version.');
      return { ...found, subject, version: Number(version), id: 1 };
    },
  };
  const what = (): string => `graph ${at}: ${JSON.stringify(graph).slice(0, 3_000)}`;
  const began = process.cpuUsage();
  try {
    const codec = await openCodec(registry, graph[0] ?? assert.fail());
    assert.ok(codec.characters > 0, what());
  } catch (error) {
    if (!(error instanceof KafkaError) && !isSchemaError(error))
      throw new Error(`${String(error)}: ${what()}`, { cause: error });
    assert.match(error.message, /^\S.*[.…]$/su, what());
  }
  assert.ok(asked <= 501, `${asked} requests: ${what()}`);
  assert.ok(process.cpuUsage(began).user < 1_500_000, `${process.cpuUsage(began).user / 1_000} ms: ${what()}`);
}
