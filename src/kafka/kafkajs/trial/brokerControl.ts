import { KafkaError } from '../../errors';
import type { Broker } from '../../model';
import type { BrokerControl } from '../../trial';

/**
 * The processes of a cluster that runs on this machine, by the address of whoever started them: `GET` answers
 * `{"brokers":["host:port",...]}`, `POST <address>/kill/ID` and `POST <address>/start/ID` do it. Undefined where nobody
 * answers, or where it is another cluster: all brokers must be among its own.
 */
export async function openBrokerControl(
  address: string | undefined,
  brokers: readonly Broker[],
): Promise<BrokerControl | undefined> {
  // Whoever names another machine here has made a mistake that nobody wants to see the end of.
  if (address === undefined || !/^http:\/\/(127\.0\.0\.1|\[::1\]|localhost):\d+\//.test(address)) return undefined;
  const theirs = await listBrokers(address);
  const isTheirs = ({ host, port }: Broker): boolean => theirs.includes(`${host}:${port}`);
  if (brokers.length === 0 || !brokers.every(isTheirs)) return undefined;
  const post = async (what: 'kill' | 'start', broker: number): Promise<void> => {
    const answer = await fetch(`${address}/${what}/${broker}`, { method: 'POST', signal: AbortSignal.timeout(90_000) })
      .then(({ ok }) => ok)
      .catch(() => false);
    if (!answer)
      throw new KafkaError('unavailable', `The process of broker ${broker} could not be reached to ${what} it.`);
  };
  return { kill: (broker) => post('kill', broker), start: (broker) => post('start', broker) };
}

async function listBrokers(address: string): Promise<readonly unknown[]> {
  try {
    const answer: unknown = await (await fetch(address, { signal: AbortSignal.timeout(2_000) })).json();
    const list: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'brokers') : undefined;
    return Array.isArray(list) ? list : [];
  } catch {
    // Nobody listens, or not somebody of ours: there is nothing to kill then.
    return [];
  }
}
