import type { ExperimentWorld } from '../../../src/experiment/world';
import type { NewTopic } from '../../../src/kafka/clusterActions';
import { KafkaError } from '../../../src/kafka/errors';
import type { LogListener, ReadRequest } from '../../../src/kafka/ports';
import type { TrialListener, TrialRequest } from '../../../src/kafka/trial';

/** A cluster in memory that takes what a client sends; the client is played by the test. */
export class PlayedWorld implements ExperimentWorld {
  readonly created: NewTopic[] = [];
  readonly topicNames = new Set<string>();
  readonly brokers = undefined;
  /** Values in the order of the log, by topic. */
  readonly logs = new Map<string, Uint8Array[]>();
  refusal: KafkaError | undefined;
  /** Plays the client; by default everything is written and acknowledged. */
  client = (request: TrialRequest, listener: TrialListener): void => {
    for (let n = 1; n <= request.count; n++) {
      this.logs.get(request.topic)?.push(request.value(n));
      listener.attempt({ numbers: [n], end: { kind: 'written' } });
      listener.outcome([n], 'acknowledged', 5);
    }
  };
  /** Resolves the trial under way where the test holds it. */
  hold: Promise<void> | undefined;
  cancelled = 0;

  readonly admin: ExperimentWorld['admin'] = {
    overview: async () => ({
      clusterId: 'x',
      controllerId: 1,
      brokers: [1, 2, 3].map((id) => ({ id, host: 'h', port: id, isController: id === 1 })),
    }),
    topicNames: async () => [...this.topicNames],
    topic: async (name) => ({
      name,
      isInternal: false,
      partitions: [{ id: 0, leader: 1, replicas: [1, 2, 3], isr: [1, 2, 3] }],
    }),
    offsets: async () => [{ partition: 0, begin: 0, end: 0 }],
    createTopic: async (topic) => {
      if (this.refusal) throw this.refusal;
      this.created.push(topic);
      this.topicNames.add(topic.name);
      this.logs.set(topic.name, []);
    },
    deleteTopic: async (name) => {
      if (!this.topicNames.delete(name)) throw new KafkaError('unknown-topic', `There is no topic ${name}.`);
    },
  };

  readonly trials: ExperimentWorld['trials'] = {
    name: 'played 1',
    run: (request, listener) => {
      let cancel: () => void = () => undefined;
      const stopped = new Promise<void>((resolve) => {
        cancel = resolve;
      });
      const play = async () => {
        await Promise.race([this.hold, stopped]);
        this.client(request, listener);
        return { elapsedMs: 100, isSettled: true, problem: undefined };
      };
      return {
        done: play(),
        cancel: () => {
          this.cancelled += 1;
          cancel();
        },
      };
    },
  };

  readonly reader: ExperimentWorld['reader'] = {
    read: async (request: ReadRequest, listener: LogListener) => {
      const values = this.logs.get(request.topic) ?? [];
      for (const [offset, bytes] of values.entries())
        listener.record(0, {
          bytes,
          offset,
          timestamp: 0,
          keyStart: -1,
          keyEnd: -1,
          valueStart: 0,
          valueEnd: bytes.length,
          headersStart: 0,
          headersEnd: 0,
          headerCount: 0,
        });
      const end = values.length;
      listener.position(0, { next: end, highWatermark: end, lastStableOffset: end, logStart: 0 });
      return { done: Promise.resolve(), pause: () => undefined, stop: async () => undefined };
    },
    verify: async () => undefined,
    close: async () => undefined,
  };

  sleep = async (): Promise<void> => undefined;
  now = (): number => Date.parse('2026-03-01T12:00:00Z');
  close = async (): Promise<void> => undefined;
}
