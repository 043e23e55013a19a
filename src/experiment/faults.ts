import type { SocketFault } from '../kafka/trial';
import type { TestedSetting } from './settings';

/** `leader-kill` needs the processes of the cluster at hand. */
export type FaultId = 'none' | SocketFault | 'leader-kill';

export interface TestedFault {
  readonly id: FaultId;
  readonly title: string;
  readonly meaning: string;
}

export const testedFaults: readonly TestedFault[] = [
  {
    id: 'none',
    title: 'no fault',
    meaning: 'The network works. One send after another, whatever the setting, so that what they cost can be compared.',
  },
  {
    id: 'cut-before',
    title: 'cut before the write',
    meaning: 'The connection breaks before the request reaches the broker.',
  },
  {
    id: 'cut-after',
    title: 'cut after the write',
    meaning: 'The broker carries the request out; the connection breaks before its answer arrives.',
  },
  {
    id: 'swallow',
    title: 'answer swallowed',
    meaning: 'The broker carries the request out; its answer never arrives, and the connection stays.',
  },
  {
    id: 'late',
    title: 'answer late',
    meaning: 'The answer arrives after the client has given up waiting for it.',
  },
  {
    id: 'leader-kill',
    title: 'leader killed',
    meaning:
      'The process of the leader is killed (SIGKILL) while messages are under way, and started again afterwards.',
  },
];

export const faultOf = (id: FaultId): TestedFault => {
  const found = testedFaults.find((fault) => fault.id === id);
  if (!found) throw new Error(`There is no fault ${id}.`);
  return found;
};

/** One sentence where a fault cannot strike a client that is set so. */
export function notApplicable({ client }: TestedSetting, fault: FaultId): string | undefined {
  return client.acks === 0 && (fault === 'swallow' || fault === 'late')
    ? 'With acks=0 the broker sends no answer that could be lost or late.'
    : undefined;
}
