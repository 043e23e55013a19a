import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

interface Version {
  readonly version: number;
  readonly id: number;
  readonly schema: string;
  readonly schemaType?: string;
  readonly references?: readonly unknown[];
  deleted?: boolean;
}

interface Body {
  readonly schema?: string;
  readonly schemaType?: string;
  readonly references?: readonly unknown[];
  readonly compatibility?: string;
}

export interface ContractOptions {
  readonly tls?: { readonly key: string; readonly cert: string };
  /** The only `authorization` that is let in. */
  readonly authorization?: string;
  /** Answers instead of the registry where it returns true. */
  readonly instead?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Before all paths, such as `/api/ccompat`. */
  readonly prefix?: string;
}

/**
 * Stands for a schema registry in tests: the part of Confluent's REST API that AckLens uses, written from its published
 * documentation (https://docs.confluent.io/platform/current/schema-registry/develop/api.html), not from AckLens. It checks
 * no schema and no compatibility. The same suite runs against Apicurio with the broker tests, and against any other
 * registry with ACKLENS_TEST_REGISTRY=url.
 */
export class ContractRegistry {
  readonly requests: string[] = [];
  private readonly server: Server;
  private readonly options: ContractOptions;
  private readonly subjects = new Map<string, Version[]>();
  private readonly schemas: {
    readonly id: number;
    readonly text: string;
    readonly version: Omit<Version, 'version'>;
  }[] = [];
  private readonly levels = new Map<string, string>([['', 'BACKWARD']]);

  private constructor(options: ContractOptions) {
    this.options = options;
    const serve = (request: IncomingMessage, response: ServerResponse): void => void this.serve(request, response);
    this.server = options.tls ? createSecureServer(options.tls, serve) : createServer(serve);
  }

  static async start(options: ContractOptions = {}): Promise<ContractRegistry> {
    const registry = new ContractRegistry(options);
    await new Promise<void>((resolve) => registry.server.listen(0, '127.0.0.1', resolve));
    return registry;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.options.tls ? 'https' : 'http'}://localhost:${this.port}${this.options.prefix ?? ''}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    this.requests.push(`${method} ${url}`);
    if (this.options.instead?.(request, response)) return;
    if (this.options.authorization !== undefined && request.headers.authorization !== this.options.authorization)
      return answer(response, 401, { error_code: 401, message: 'Unauthorized' });
    const body: Buffer[] = [];
    for await (const part of request) body.push(part as Buffer);
    const target = new URL(url, 'http://registry');
    const prefix = this.options.prefix ?? '';
    if (!target.pathname.startsWith(prefix)) return answer(response, 404, 'Not here');
    const path = target.pathname.slice(prefix.length).split('/').slice(1).map(decodeURIComponent);
    const text = Buffer.concat(body).toString();
    const [status, value] = this.handle(method, path, target.searchParams, JSON.parse(text || '{}') as Body);
    answer(response, status, value);
  }

  private handle(method: string, path: string[], query: URLSearchParams, body: Body): [number, unknown] {
    const [first = '', second = '', third = '', fourth = ''] = path;
    const deleted = query.get('deleted') === 'true';
    const route = `${method} ${first}${third === '' ? '' : `/${third}`}`;
    if (route === 'GET subjects' && second === '')
      return [
        200,
        [...this.subjects].filter(([, all]) => deleted || all.some((one) => !one.deleted)).map(([name]) => name),
      ];
    if (route === 'DELETE subjects') return this.remove(second, query.get('permanent') === 'true');
    if (route === 'POST subjects/versions') return this.register(second, body);
    if (route === 'GET subjects/versions') {
      const all = (this.subjects.get(second) ?? []).filter((one) => deleted || !one.deleted);
      if (all.length === 0) return [404, { error_code: 40401, message: `Subject '${second}' not found.` }];
      if (fourth === '') return [200, all.map(({ version }) => version)];
      const found = fourth === 'latest' ? all.at(-1) : all.find(({ version }) => String(version) === fourth);
      if (!found) return [404, { error_code: 40402, message: `Version ${fourth} not found.` }];
      const { deleted: _deleted, ...shown } = found;
      return [200, { subject: second, ...shown }];
    }
    if (route === 'DELETE subjects/versions') {
      const found = this.subjects.get(second)?.find(({ version }) => String(version) === fourth);
      if (found) found.deleted = true;
      return [200, Number(fourth)];
    }
    if (first === 'schemas' && second === 'ids') {
      const found = this.schemas.find(({ id }) => String(id) === third);
      if (!found) return [404, { error_code: 40403, message: 'Schema not found' }];
      const { id: _id, deleted: _deleted, ...shown } = found.version;
      return [200, shown];
    }
    if (first === 'config' && method === 'GET') {
      const level = this.levels.get(second);
      return level === undefined
        ? [
            404,
            { error_code: 40408, message: `Subject '${second}' does not have subject-level compatibility configured` },
          ]
        : [200, { compatibilityLevel: level }];
    }
    if (first === 'config' && method === 'PUT') {
      this.levels.set(second, body.compatibility ?? '');
      return [200, body];
    }
    return [404, { error_code: 404, message: 'HTTP 404 Not Found' }];
  }

  private register(subject: string, body: Body): [number, unknown] {
    const { schema = '', schemaType = 'AVRO', references = [] } = body;
    const text = JSON.stringify([schema, schemaType, references]);
    const shown = {
      schema,
      ...(schemaType === 'AVRO' ? {} : { schemaType }),
      ...(references.length === 0 ? {} : { references }),
    };
    // One schema has one id, under however many subjects.
    let known = this.schemas.find((one) => one.text === text);
    if (!known) {
      const id = this.schemas.length + 1;
      known = { id, text, version: { id, ...shown } };
      this.schemas.push(known);
    }
    const versions = this.subjects.get(subject) ?? [];
    this.subjects.set(subject, versions);
    const { id } = known;
    if (!versions.some((one) => one.id === id && !one.deleted))
      versions.push({ version: versions.length + 1, id, ...shown });
    return [200, { id }];
  }

  private remove(subject: string, forGood: boolean): [number, unknown] {
    const versions = this.subjects.get(subject) ?? [];
    for (const version of versions) version.deleted = true;
    if (forGood) this.subjects.delete(subject);
    return [200, versions.map(({ version }) => version)];
  }
}

function answer(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/vnd.schemaregistry.v1+json' });
  response.end(JSON.stringify(value));
}
