import { KafkaError } from '../kafka/errors';
import type { ExperimentWorld } from './world';

/** Removes temporary topics; those that are gone already are as good. Answers what is left, and why. */
export async function removeTopics(
  { admin, sleep }: Pick<ExperimentWorld, 'admin' | 'sleep'>,
  topics: readonly string[],
): Promise<{ readonly left: readonly string[]; readonly problem: string | undefined }> {
  const left: string[] = [];
  let problem: string | undefined;
  for (const topic of topics)
    for (let tries = 1; ; tries++) {
      try {
        await admin.deleteTopic(topic);
        break;
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error;
        if (error.kind === 'unknown-topic') break;
        const isPassing = error.kind !== 'authorization' && error.kind !== 'read-only';
        if (!isPassing || tries >= mostTries) {
          left.push(topic);
          problem ??= error.message;
          break;
        }
        await sleep(500);
      }
    }
  return { left, problem };
}

const mostTries = 4;
