import { once } from 'node:events';
import { connect, createServer, type Server, Socket } from 'node:net';
import type { ISocketFactory } from 'kafkajs';

/** `request`: a Produce request vanishes before the broker sees it. `answer`: written, but the client never hears. */
export type Fault = 'request' | 'answer';

const produceApi = 0;

/**
 * TCP proxies between a kafkajs client and its brokers that break connections at a chosen Produce request, so that it is
 * known, not guessed, what was lost and what will be written twice. It understands just enough of the protocol for that:
 * frames, the API of a request, the first error code of a Produce answer (versions 0 to 8).
 */
export class FaultyNetwork {
  private readonly links = new Map<string, Promise<Server>>();
  private readonly sockets = new Set<Socket>();
  /** The client's ends of the connections, by their ports. */
  private readonly clients = new Map<number, Socket>();
  private passed: (() => void) | undefined;
  private armed: { readonly fault: Fault; happened(): void } | undefined;

  /** For the kafkajs client: leads every connection through a proxy of its own broker. */
  readonly socketFactory: ISocketFactory = ({ host, port, onConnect }) => {
    const socket = new Socket();
    this.link(host, port).then(
      (server) => {
        const address = server.address();
        if (typeof address === 'object' && address !== null) socket.connect(address.port, '127.0.0.1', onConnect);
      },
      (error: Error) => socket.destroy(error),
    );
    socket.once('connect', () => {
      const port = socket.localPort ?? 0;
      this.clients.set(port, socket);
      socket.once('close', () => this.clients.delete(port));
    });
    return socket.setKeepAlive(true, 60_000);
  };

  /**
   * The next Produce request meets the fault, and its connection is reset. The promise tells when the client knows that:
   * what it writes before would be lost as well.
   */
  arm(fault: Fault): Promise<void> {
    return new Promise((resolve) => {
      this.armed = { fault, happened: resolve };
    });
  }

  /** Resolves when the next Produce request has gone on to its broker. */
  passage(): Promise<void> {
    return new Promise((resolve) => {
      this.passed = resolve;
    });
  }

  /** Takes back a fault that has not struck. */
  disarm(): void {
    this.armed = undefined;
  }

  async stop(): Promise<void> {
    const servers = await Promise.all(this.links.values());
    for (const socket of this.sockets) socket.destroy();
    for (const server of servers) server.close();
  }

  private link(host: string, port: number): Promise<Server> {
    const name = `${host}:${port}`;
    const known = this.links.get(name);
    if (known) return known;
    const server = createServer((near) => this.join(near, connect(port, host)));
    const listening = once(server.listen(0, '127.0.0.1'), 'listening').then(() => server);
    this.links.set(name, listening);
    return listening;
  }

  private join(near: Socket, far: Socket): void {
    const cut = (): void => {
      near.resetAndDestroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket.on('error', cut).on('close', () => {
        this.sockets.delete(socket);
        cut();
      });
    }
    const strike = (): void => {
      const { armed } = this;
      const client = this.clients.get(near.remotePort ?? 0);
      this.armed = undefined;
      cut();
      if (client === undefined || client.destroyed) armed?.happened();
      else client.once('close', () => armed?.happened());
    };
    let watched: number | undefined;
    near.on(
      'data',
      eachFrame((frame) => {
        const isProduce = frame.readInt16BE(4) === produceApi;
        if (isProduce && this.armed && watched === undefined) {
          if (this.armed.fault === 'request') {
            strike();
            return;
          }
          watched = frame.readInt32BE(8);
        }
        far.write(frame);
        if (isProduce) this.passed?.();
      }),
    );
    far.on(
      'data',
      eachFrame((frame) => {
        if (frame.readInt32BE(4) === watched) {
          watched = undefined;
          // A request that the broker refused was not written: the fault waits for the next one.
          if (produceError(frame) === 0) {
            strike();
            return;
          }
        }
        if (near.writable) near.write(frame);
      }),
    );
  }
}

/** Size, correlation id, one topic by name, one partition, its error. */
function produceError(frame: Buffer): number {
  const name = frame.readInt16BE(12);
  return frame.readInt16BE(14 + name + 4 + 4);
}

/** Gathers chunks until a frame is whole: four bytes of size, then so many bytes. */
function eachFrame(take: (frame: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 4) {
      const end = 4 + rest.readInt32BE(0);
      if (rest.length < end) return;
      take(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  };
}
