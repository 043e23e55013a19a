import { createServer, type Server } from 'node:net';

/** Below what Linux (32768), macOS and Windows (49152) give to outgoing connections and to listeners without a wish. */
const first = 12_000;
const beyond = 32_000;
const size = 64;

/**
 * Ports of the loopback interface that nobody else takes until they are released, also while the process that is to
 * listen at them starts, is down or comes back. A free port that was asked from the system is anybody's again as soon as
 * it is closed.
 */
export class PortBlock {
  /** At most 63, all free at the moment of the reservation. */
  readonly ports: readonly number[];
  private readonly guard: Server;

  private constructor(guard: Server, ports: readonly number[]) {
    this.guard = guard;
    this.ports = ports;
  }

  static async reserve(count: number): Promise<PortBlock> {
    if (count >= size) throw new RangeError(`A block has ${size - 1} ports, not ${count}.`);
    for (;;) {
      const start = first + size * Math.floor(Math.random() * ((beyond - first) / size));
      // Whoever listens at its first port has the block.
      const guard = await listen(start);
      if (!guard) continue;
      const ports = Array.from({ length: count }, (_, i) => start + 1 + i);
      if (await areFree(ports)) {
        guard.unref();
        return new PortBlock(guard, ports);
      }
      guard.close();
    }
  }

  release(): void {
    this.guard.close();
  }
}

async function areFree(ports: readonly number[]): Promise<boolean> {
  const servers = await Promise.all(ports.map(listen));
  for (const server of servers) if (server) await new Promise((closed) => server.close(closed));
  return servers.every((server) => server !== undefined);
}

function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
