import { deepStrictEqual, ok, rejects, strictEqual, throws } from 'node:assert/strict';
import { createServer } from 'node:net';
import type { RegistryProfile } from '../../../../src/kafka/profile';
import { createRegistry, type RegistryOptions } from '../../../../src/kafka/registry/createRegistry';
import type { SchemaRegistry } from '../../../../src/kafka/schemas';
import type { Tls } from '../../../../src/kafka/security';
import { openCodec } from '../../../../src/schemas/openCodec';
import { freePorts } from '../../../kafka/freePorts';
import { type ContractOptions, ContractRegistry } from '../../../registry/ContractRegistry';
import { registerSchema } from '../../../registry/registerSchema';

const open = (
  url: string,
  auth: RegistryProfile['auth'] = { kind: 'none' },
  options: RegistryOptions = {},
  tls?: Tls,
): SchemaRegistry => createRegistry({ registry: { url, auth }, ...(tls ? { security: { tls } } : {}) }, options);

describe('A registry that does not do what it should', function () {
  this.timeout(30_000);
  const servers: { stop(): Promise<unknown> | undefined }[] = [];
  const start = async (options: ContractOptions = {}): Promise<ContractRegistry> => {
    const server = await ContractRegistry.start(options);
    servers.push(server);
    return server;
  };
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

  const answering = (status: number, body: string) =>
    start({
      instead: (_request, response) => {
        response.writeHead(status, { 'content-type': 'text/html', location: 'http://elsewhere/' });
        response.end(body);
        return true;
      },
    });

  it('lets in who has the password, and tells who has not', async () => {
    const server = await start({ authorization: `Basic ${Buffer.from('ada:pä:ss').toString('base64')}` });
    const at = `The registry localhost:${server.port}`;
    const basic = { kind: 'basic', username: 'ada' } as const;
    deepStrictEqual(await open(server.url, basic, { secrets: { registrySecret: 'pä:ss' } }).subjects(), []);
    await rejects(
      open(server.url, basic, { secrets: { registrySecret: 'wrong-secret' } }).subjects(),
      (error: Error) => {
        strictEqual(error.message, `${at} rejects the user ada: check the user name and the password.`);
        ok(!JSON.stringify(error, Object.getOwnPropertyNames(error)).includes('wrong-secret'));
        return true;
      },
    );
    await rejects(open(server.url).subjects(), {
      message: `${at} asks for a login: edit the connection and enter it.`,
    });
    throws(() => open(server.url, basic), {
      message: 'The password of the schema registry is not saved on this machine: edit the connection and enter it.',
    });
  });

  it('sends a bearer token', async () => {
    const server = await start({ authorization: 'Bearer t0ken' });
    const bearer = { kind: 'bearer' } as const;
    deepStrictEqual(await open(server.url, bearer, { secrets: { registrySecret: 't0ken' } }).subjects(), []);
    await rejects(open(server.url, bearer, { secrets: { registrySecret: 'old' } }).subjects(), {
      kind: 'authentication',
      message: `The registry localhost:${server.port} rejects the token: check that it is valid still.`,
    });
  });

  it('keeps a path in the URL', async () => {
    const server = await start({ prefix: '/apis/ccompat/v7' });
    await registerSchema(server.url, 's', { schema: '"int"' });
    strictEqual((await open(`${server.url}/`).version('s', 1)).text, '"int"');
    const { host } = new URL(server.url);
    await rejects(open(`http://${host}/wrong`).version('s', 1), {
      message: `The registry ${host} does not know the path /wrong/subjects/s/versions/1: check the URL of the registry.`,
    });
  });

  it('has a sentence for each strange answer', async () => {
    for (const [status, body, kind, sentence] of [
      [
        200,
        '<html>Sign in</html>',
        'wrong-protocol',
        '{host} answers, but not as a schema registry does: check the URL.',
      ],
      [200, '{"a":1}', 'wrong-protocol', '{host} answers, but not as a schema registry does: check the URL.'],
      [
        302,
        '',
        'wrong-protocol',
        'The registry {host} answers with a redirect (HTTP 302): enter the URL that it leads to.',
      ],
      [403, 'no', 'authorization', 'The registry {host} does not allow this to the login of this connection.'],
      [
        500,
        '{"error_code":50001}',
        'unavailable',
        'The registry {host} has a fault of its own (HTTP 500): its log has the reason.',
      ],
      [418, '{}', 'unexpected', 'The registry {host} answers with HTTP 418.'],
    ] as const) {
      const server = await answering(status, body);
      const { host } = new URL(server.url);
      await rejects(
        open(server.url).subjects(),
        { kind, message: sentence.replace('{host}', host) },
        `${status} ${body}`,
      );
    }
    const huge = await answering(200, `["${'x'.repeat(17 * 1_048_576)}"]`);
    await rejects(open(huge.url).subjects(), { kind: 'undecodable' });
  });

  it('has a sentence for each way not to be there', async () => {
    const [port = 0] = await freePorts(1);
    await rejects(open(`http://localhost:${port}`).subjects(), {
      kind: 'refused',
      message: `The registry localhost:${port} refuses connections: check host and port.`,
    });
    await rejects(open('http://no-such-host.invalid').subjects(), {
      kind: 'dns',
      message:
        'The registry no-such-host.invalid has a host name that is not known here: check the spelling, VPN and DNS.',
    });
    const silent = await start({ instead: () => true });
    await rejects(open(silent.url, { kind: 'none' }, { timeoutMs: 100 }).subjects(), {
      kind: 'timeout',
      message: `The registry localhost:${silent.port} did not answer within 0.1 s.`,
    });
    const plain = await start();
    await rejects(open(plain.url.replace('http:', 'https:')).subjects(), {
      kind: 'wrong-protocol',
      message: `The registry localhost:${plain.port} does not speak TLS as it should: check http and https in its URL.`,
    });
    const other = createServer(
      (socket) =>
        void socket
          .end('SSH-2.0-OpenSSH_9.6\r\n')
          .on('error', () => socket.destroy())
          .resume(),
    );
    await new Promise<void>((resolve) => other.listen(0, resolve));
    servers.push({ stop: () => new Promise((resolve) => other.close(resolve)) });
    const address = other.address() as { port: number };
    await rejects(open(`http://localhost:${address.port}`).subjects(), { kind: 'wrong-protocol' });
    throws(() => open('ftp://x'), { message: 'The URL of the schema registry is not an http or https URL.' });
    throws(() => createRegistry({}), { message: 'This connection has no schema registry: edit it to add one.' });
  });

  it('refuses a schema of a language that nobody knows, and one that refers to itself without end', async () => {
    const odd = await answering(200, '{"schema":"x","schemaType":"XML"}');
    await rejects(open(odd.url).schema(1), {
      kind: 'unsupported',
      message: 'The schema is of a type that AckLens does not know: XML.',
    });
    let asked = 0;
    const endless = await start({
      instead: (_request, response) => {
        asked += 1;
        const references = [{ name: `n${asked}`, subject: `s${asked}`, version: 1 }];
        response.end(JSON.stringify({ subject: 's', version: 1, id: asked, schema: '"int"', references }));
        return true;
      },
    });
    const registry = open(endless.url);
    await rejects(openCodec(registry, await registry.schema(1)), {
      message: 'The schema refers to more than 500 others.',
    });
  });
});
