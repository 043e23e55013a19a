import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KafkaCluster } from './KafkaCluster';

export interface BrokerControlServer {
  /** For ACKLENS_BROKER_CONTROL. Whoever knows it can kill the brokers of this cluster, on this machine only. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Lets the delivery experiment kill brokers of a cluster of our own and start them again: see openBrokerControl. */
export async function serveBrokerControl(cluster: KafkaCluster): Promise<BrokerControlServer> {
  const secret = `/${randomUUID()}`;
  const act = async (what: string | undefined, id: number): Promise<void> => {
    if (what === 'kill') await cluster.broker(id).kill();
    else await cluster.restart(id);
  };
  const server = createServer((request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const { method, url = '' } = request;
    const match = /^\/(kill|start)\/(\d+)$/.exec(url.startsWith(secret) ? url.slice(secret.length) : '');
    if (method === 'GET' && url === secret) answer(200, { brokers: cluster.bootstrapServers() });
    else if (method === 'POST' && match)
      act(match[1], Number(match[2])).then(
        () => answer(200, {}),
        (error: unknown) => answer(500, { problem: String(error) }),
      );
    else answer(404, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${secret}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
