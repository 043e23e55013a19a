import { createServer, type Server } from 'node:http';

/** What a client sends by the client credentials grant of RFC 6749. */
export interface TokenRequest {
  readonly authorization: string | undefined;
  readonly form: Readonly<Record<string, string>>;
}

/**
 * A token endpoint for tests: checks client and secret, and issues unsigned JWTs such as the validator that Kafka brings
 * along for development takes (`{"alg":"none"}`, KIP-255).
 */
export class TokenEndpoint {
  static readonly clientId = 'acklens app';
  static readonly clientSecret = 'oauth:secret/+%';
  readonly requests: TokenRequest[] = [];
  /** The user that the next tokens are for. */
  subject = 'admin';
  lifetimeSeconds = 300;
  /** Set, everything is answered so. */
  answer: { readonly status: number; readonly body: string } | undefined;
  private readonly server: Server;
  readonly url: string;

  private constructor(server: Server, port: number) {
    this.server = server;
    this.url = `http://127.0.0.1:${port}/oauth/token`;
  }

  static async start(): Promise<TokenEndpoint> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const endpoint = new TokenEndpoint(server, typeof address === 'object' && address ? address.port : 0);
    server.on('request', (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        const form = Object.fromEntries(new URLSearchParams(body));
        endpoint.requests.push({ authorization: request.headers.authorization, form });
        const answer = endpoint.answer ?? endpoint.judge(request.headers.authorization, form);
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(answer.body);
      });
    });
    return endpoint;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.closeAllConnections();
      this.server.close(() => resolve());
    });
  }

  private judge(authorization: string | undefined, form: Readonly<Record<string, string>>) {
    const login = Buffer.from(authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
    const [id, secret] = login.split(':').map(decodeURIComponent);
    if (id !== TokenEndpoint.clientId || secret !== TokenEndpoint.clientSecret) return failure(401, 'invalid_client');
    if (form.grant_type !== 'client_credentials') return failure(400, 'unsupported_grant_type');
    if (form.scope !== undefined && form.scope !== 'kafka') return failure(400, 'invalid_scope');
    const now = Math.floor(Date.now() / 1_000);
    const claims = { sub: this.subject, scope: 'kafka', iat: now, exp: now + this.lifetimeSeconds };
    const token = `${encode({ alg: 'none' })}.${encode(claims)}.`;
    return {
      status: 200,
      body: JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: this.lifetimeSeconds }),
    };
  }
}

const failure = (status: number, error: string) => ({ status, body: JSON.stringify({ error }) });

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
