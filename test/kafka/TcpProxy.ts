import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A socket in between that can misbehave. Faults act on connections that exist and on later ones. */
export class TcpProxy {
  private readonly links = new Set<{ readonly near: Socket; readonly far: Socket }>();
  private swallowing = false;
  private isBlackHole = false;
  private refusing = false;
  private delayMs = 0;

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
    const link = { near, far };
    this.links.add(link);
    const close = (): void => {
      this.links.delete(link);
      near.destroy();
      far.destroy();
    };
    near
      .on('data', (bytes) => {
        if (!this.isBlackHole) far.write(bytes);
      })
      .on('error', close)
      .on('close', close);
    far.on('error', close).on('close', close);
    far.on('data', (bytes) => {
      if (this.swallowing) return;
      if (this.delayMs === 0) near.write(bytes);
      else setTimeout(() => near.writable && near.write(bytes), this.delayMs);
    });
  }
}
