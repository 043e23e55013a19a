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
  notController: 41,
  securityDisabled: 54,
  groupIdNotFound: 69,
  coordinatorLoading: 14,
  coordinatorNotAvailable: 15,
  notCoordinator: 16,
} as const;

/** Turns an error code of a response into a KafkaError. The broker's own message, where it has one, is the reason. */
export function protocolError(code: number, { what, acl }: Asked, message?: string): KafkaError {
  const known = sentences[code];
  const reason = message === undefined || message === '' ? '' : ` The broker says: ${sentenceOf(message)}`;
  if (known) return new KafkaError(known[0], `${known[1](what, acl)}${reason}`);
  return new KafkaError('unexpected', `The broker answered error ${code} when asked to ${what}.${reason}`);
}

/** Messages come with and without a full stop, and a policy may write anything. */
const sentenceOf = (message: string): string => {
  const text = message.trim().slice(0, 1_000);
  return /[.!?]$/.test(text) ? text : `${text}.`;
};

type Sentence = (what: string, acl: string) => string;

const waits: Sentence = (what) => `The cluster could not ${what} just now: a leader or coordinator is being elected.`;
const forbidden: Sentence = (what, acl) => `You may not ${what}: the user needs the ACL ${acl}.`;

const inUse: Sentence = (what) =>
  `The broker will not ${what}: the group has members. Stop its consumers, wait until it is empty, and try again.`;

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
  22: ['conflict', inUse],
  24: ['invalid-input', (what) => `The broker will not ${what}: the group id is not valid.`],
  25: ['conflict', inUse],
  27: ['conflict', inUse],
  35: ['unsupported', (what) => `This broker's version does not know the request to ${what}.`],
  36: ['conflict', (what) => `The cluster cannot ${what}: there is one of that name.`],
  37: ['invalid-input', (what) => `The broker will not ${what}: the number of partitions does not fit.`],
  38: ['invalid-input', (what) => `The broker will not ${what}: the replication factor does not fit the brokers.`],
  39: ['invalid-input', (what) => `The broker will not ${what}: the replica assignment is not valid.`],
  40: ['invalid-input', (what) => `The broker will not ${what}: a setting or its value is not valid.`],
  41: ['unavailable', (what) => `The cluster could not ${what} just now: its controller has changed. Try again.`],
  42: ['invalid-input', (what) => `The broker will not ${what}: it does not accept such a request.`],
  44: ['authorization', (what) => `A policy of this cluster forbids to ${what}.`],
  54: ['unsupported', (what) => `The cluster cannot ${what}: it has no authorizer.`],
  56: ['unavailable', (what) => `The broker could not ${what}: a disk of it failed (KAFKA_STORAGE_ERROR).`],
  60: ['conflict', (what) => `The cluster cannot ${what} now: its partitions are being reassigned.`],
  68: ['conflict', inUse],
  69: ['unavailable', (what) => `There is no such group to ${what}.`],
  73: ['conflict', (what) => `The cluster cannot ${what}: its setting delete.topic.enable is false.`],
  74: ['unavailable', waits],
  75: ['unavailable', waits],
  78: ['unavailable', waits],
  86: ['conflict', (what) => `The broker will not ${what}: the group still subscribes to the topic.`],
  87: ['invalid-input', (what) => `The broker will not ${what}: a validator refuses it.`],
  89: ['unavailable', (what) => `The cluster could not ${what} now: a quota for such changes is used up. Try again.`],
  113: ['conflict', inUse],
};

/** Leader moved or electing, replica behind, disk failed, epochs unknown or fenced: temporary, and metadata knows more. */
export const movedCodes: ReadonlySet<number> = new Set([3, 5, 6, 9, 56, 74, 75, 78]);
