import type { Producer, Producing } from '../producer';
import type { ConnectionProfile } from '../profile';
import { BrokerLinks, type LinkOptions } from './BrokerLinks';
import { ProducingRun } from './ProducingRun';

/**
 * Writes through kafkajs's connections, with requests of our own: kafkajs's producer sends again what may have been
 * written, and does not tell which attempt the broker had seen, so nobody could say what is unknown.
 */
export function createKafkaJsProducer(profile: ConnectionProfile, options: LinkOptions = {}): Producer {
  const links = new BrokerLinks(profile, options);
  const running = new Set<Producing>();

  return {
    produce(request, listener) {
      const run = new ProducingRun(links, request, listener);
      running.add(run);
      const forget = (): void => {
        running.delete(run);
      };
      run.done.then(forget, forget);
      return run;
    },
    async close() {
      for (const run of running) run.cancel();
      await Promise.allSettled([...running].map(({ done }) => done));
      await links.close();
    },
  };
}
