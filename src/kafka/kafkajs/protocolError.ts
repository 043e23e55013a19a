import { KafkaError, type KafkaErrorKind } from '../errors';

/** What was asked, for the sentence: `read topic orders` with the ACL that it needs, `Read on topic orders`. */
export interface Asked {
  readonly what: string;
  readonly acl: string;
}

/** Codes of "Kafka protocol documentation, Error Codes" that this adapter decides on. */
export const errorCodes = {
  offsetOutOfRange: 1,
  unknownTopicOrPartition: 3,
  leaderNotAvailable: 5,
  groupAuthorizationFailed: 30,
  topicAuthorizationFailed: 29,
  clusterAuthorizationFailed: 31,
  unsupportedVersion: 35,
  coordinatorLoading: 14,
  coordinatorNotAvailable: 15,
  notCoordinator: 16,
} as const;

/** Turns an error code of a response into a KafkaError. */
export function protocolError(code: number, { what, acl }: Asked): KafkaError {
  const known = sentences[code];
  if (known) return new KafkaError(known[0], known[1](what, acl));
  return new KafkaError('unexpected', `The broker answered error ${code} when asked to ${what}.`);
}

type Sentence = (what: string, acl: string) => string;

const waits: Sentence = (what) => `The cluster could not ${what} just now: a leader or coordinator is being elected.`;
const forbidden: Sentence = (what, acl) => `You may not ${what}: the user needs the ACL ${acl}.`;

const sentences: Readonly<Record<number, readonly [KafkaErrorKind, Sentence]>> = {
  3: ['unknown-topic', (what) => `The cluster cannot ${what}: there is no such topic or partition.`],
  5: ['unavailable', waits],
  6: ['unavailable', waits],
  7: ['timeout', (what) => `The broker took too long to ${what}.`],
  9: ['unavailable', waits],
  14: ['unavailable', waits],
  15: ['unavailable', waits],
  16: ['unavailable', waits],
  17: ['invalid-input', (what) => `The cluster cannot ${what}: the name is not a valid topic name.`],
  29: ['authorization', forbidden],
  30: ['authorization', forbidden],
  31: ['authorization', forbidden],
  35: ['unsupported', (what) => `This broker's version does not know the request to ${what}.`],
  56: ['unavailable', (what) => `The broker could not ${what}: a disk of it failed (KAFKA_STORAGE_ERROR).`],
  69: ['unavailable', (what) => `There is no such group to ${what}.`],
  74: ['unavailable', waits],
  75: ['unavailable', waits],
  78: ['unavailable', waits],
};
