import type { ObjectValue } from './literals';

/** Whether a file that does not import kafkajs may yet call clients of it, which another file made. */
export const mayUseKafkajs = (text: string): boolean =>
  text.includes('kafkajs') || (/kafka/i.test(text) && calls.test(text) && !otherLibrary.test(text));

const calls = /\.\s*(?:send|sendBatch|subscribe|run|producer|consumer|createTopics)\s*\(\s*\{/;

const otherLibrary =
  /['"](?:@confluentinc\/kafka-javascript|@platformatic\/kafka|node-rdkafka|kafka-node|no-kafka|sinek)['"]/;

/** What is named after another way to send is none of Kafka's producers, however its messages look. */
const otherChannel = /socket|\bws\b|mqtt|nats|amqp|rabbit|pulsar|\b(?:sqs|sns|stomp|channel|http|axios)\b/i;

/** Options that only kafkajs takes in such a call, on a receiver of unknown origin. */
export function looksLikeKafkajs(method: string, receiver: string, argument: ObjectValue | undefined): boolean {
  if (otherChannel.test(receiver)) return false;
  const has = (name: string): boolean => argument?.entries.has(name) === true;
  switch (method) {
    case 'send':
      return has('topic') && has('messages') && has('acks');
    case 'sendBatch':
      return has('topicMessages') && has('acks');
    case 'subscribe':
      return has('fromBeginning') && (has('topic') || has('topics'));
    case 'run':
      return has('autoCommit') && (has('eachMessage') || has('eachBatch'));
    case 'producer':
      return /kafka/i.test(receiver) && ['idempotent', 'transactionalId', 'maxInFlightRequests', 'acks'].some(has);
    case 'consumer':
      return /kafka/i.test(receiver) && has('groupId');
    default:
      return false;
  }
}
