import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import { BrokerLinks } from '../../../../src/kafka/kafkajs/BrokerLinks';

/** A broker that hangs, as under SIGSTOP: the system accepts the connection and nothing answers. */
async function withSilentBroker(use: (address: string) => Promise<void>): Promise<void> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    await use(`127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

describe('a broker that takes connections and does not answer', () => {
  it('is no broker for whoever waited for the same connection either', () =>
    withSilentBroker(async (address) => {
      const profile = { id: 'hangs', name: 'hangs', bootstrapServers: [address] };
      const links = new BrokerLinks(profile, { connectionTimeoutMs: 200, requestTimeoutMs: 200 });
      const both = await Promise.allSettled([links.any(), links.any()]);
      await links.close();
      assert.deepEqual(
        both.map((each) => each.status === 'rejected' && [each.reason.kind, each.reason.message]),
        Array(2).fill(['timeout', `${address} did not answer within 0.2 s.`]),
      );
    }));
});
