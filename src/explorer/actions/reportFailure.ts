import { complain } from '../../host/messages';
import { KafkaError } from '../../kafka/errors';

/** Says why something failed that stands in no row and no box of its own; undefined then. */
export async function reportFailure<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    complain(error.message);
    return undefined;
  }
}
