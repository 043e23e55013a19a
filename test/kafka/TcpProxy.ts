import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Address {
  readonly host: string;
  readonly port: number;
}

interface Link {
  readonly near: Socket;
  readonly far: Socket;
  /** It is to be cut with the next answer. */
  isDoomed: boolean;
}

/** A socket in between that can misbehave. Faults act on connections that exist and on later ones. */
export class TcpProxy {
  private readonly links = new Set<Link>();
  private swallowing = false;
  private isBlackHole = false;
  private refusing = false;
  private delayMs = 0;
  private doom: { readonly apiKey: number; done(): void } | undefined;

  readonly port: number;
  private readonly server: Server;
  private readonly target: Address;

  private constructor(server: Server, port: number, target: Address) {
    this.server = server;
    this.port = port;
    this.target = target;
  }

  static start(target: Address, port = 0): Promise<TcpProxy> {
    return new Promise((resolve, reject) => {
      const server = createServer().once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        const proxy = new TcpProxy(server, typeof address === 'object' && address ? address.port : port, target);
        server.on('connection', (near) => proxy.link(near));
        resolve(proxy);
      });
    });
  }

  /** Resets every connection; new ones are accepted. */
  cut(): void {
    for (const { near, far } of this.links) {
      near.resetAndDestroy();
      far.destroy();
    }
    this.links.clear();
  }

  /** While on, requests reach the broker and its answers are thrown away. */
  swallowResponses(on: boolean): void {
    this.swallowing = on;
  }

  /** While on, requests are taken and thrown away. Afterwards every connection is reset: what follows would be half requests. */
  blackHole(on: boolean): void {
    this.isBlackHole = on;
    if (!on) this.cut();
  }

  /**
   * The next request with this key of Kafka's protocol reaches the broker; when its answer comes, nobody gets it and the
   * connection is reset. Resolves then.
   */
  cutInsteadOfAnswer(apiKey: number): Promise<void> {
    return new Promise((done) => {
      this.doom = { apiKey, done };
    });
  }

  /** While on, new connections are reset at once. */
  refuse(on: boolean): void {
    this.refusing = on;
  }

  /** Holds back answers by so many milliseconds. */
  delayResponses(ms: number): void {
    this.delayMs = ms;
  }

  stop(): Promise<void> {
    this.cut();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private link(near: Socket): void {
    if (this.refusing) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(this.target);
    const link: Link = { near, far, isDoomed: false };
    const keysOf = requestKeys();
    this.links.add(link);
    const close = (): void => {
      this.links.delete(link);
      near.destroy();
      far.destroy();
    };
    near
      .on('data', (bytes) => {
        link.isDoomed ||= keysOf(bytes).some((key) => key === this.doom?.apiKey);
        if (!this.isBlackHole) far.write(bytes);
      })
      .on('error', close)
      .on('close', close);
    far.on('error', close).on('close', close);
    far.on('data', (bytes) => {
      if (link.isDoomed) {
        near.resetAndDestroy();
        close();
        this.doom?.done();
        this.doom = undefined;
        return;
      }
      if (this.swallowing) return;
      if (this.delayMs === 0) near.write(bytes);
      else setTimeout(() => near.writable && near.write(bytes), this.delayMs);
    });
  }
}

/** The keys of the requests that begin in each piece of a stream from a client: every request is its size, then its key. */
function requestKeys(): (bytes: Buffer) => number[] {
  let rest = Buffer.alloc(0);
  let skip = 0;
  return (bytes) => {
    const keys: number[] = [];
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const skipped = Math.min(skip, rest.length);
      rest = rest.subarray(skipped);
      skip -= skipped;
      if (skip > 0 || rest.length < 6) return keys;
      skip = 4 + rest.readInt32BE(0);
      keys.push(rest.readInt16BE(4));
    }
  };
}
