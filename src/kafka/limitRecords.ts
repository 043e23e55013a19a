import type { LogListener } from './ports';

/**
 * Hands on exactly `max` records and nothing after the last of them: the reader is asked to stop, but what it has
 * already decoded may still come and must not be seen.
 */
export function limitRecords(listener: LogListener, max: number, onReached: () => void): LogListener {
  let left = max;
  const open = (): boolean => left > 0;
  return {
    topology: (facts) => {
      if (open()) listener.topology(facts);
    },
    batch: (partition, header) => {
      if (open()) listener.batch(partition, header);
    },
    record: (partition, record) => {
      if (!open()) return;
      left -= 1;
      listener.record(partition, record);
      if (left === 0) onReached();
    },
    hole: (partition, hole) => {
      if (open()) listener.hole(partition, hole);
    },
    skip: (partition, from, to, reason) => {
      if (open()) listener.skip(partition, from, to, reason);
    },
    position: (partition, position) => {
      if (open()) listener.position(partition, position);
    },
    problem: (...args) => {
      if (open()) listener.problem(...args);
    },
    event: (event) => {
      if (open()) listener.event(event);
    },
  };
}
