import type { ClientSetting } from '../kafka/trial';

export type SettingId =
  | 'acks0'
  | 'acks1'
  | 'acks1-no-retries'
  | 'all'
  | 'all-no-retries'
  | 'idempotent'
  | 'idempotent-parallel'
  | 'transactional';

/** A way to set a client, as it is put to the test. */
export interface TestedSetting {
  readonly id: SettingId;
  /** Short, for a table. */
  readonly title: string;
  /** What exactly the client does. */
  readonly meaning: string;
  readonly client: ClientSetting;
  /** Left out unless it is asked for. */
  readonly isSpecial?: true;
}

/** Eight retries outlast the election of a leader; an application that sends one after another has one under way. */
const retries = 8;
const inFlight = 5;

/** Weakest promise first. */
export const testedSettings: readonly TestedSetting[] = [
  {
    id: 'acks0',
    title: 'acks=0',
    meaning: 'acks=0, up to five sends under way. No answer is asked for, so there is nothing to retry on.',
    client: { acks: 0, kind: 'plain', retries, inFlight },
  },
  {
    id: 'acks1',
    title: 'acks=1',
    meaning: 'acks=1, up to five sends under way; the client retries up to eight times.',
    client: { acks: 1, kind: 'plain', retries, inFlight },
  },
  {
    id: 'acks1-no-retries',
    title: 'acks=1, no retries',
    meaning: 'acks=1, up to five sends under way, retries=0: the client reports an error instead of trying again.',
    client: { acks: 1, kind: 'plain', retries: 0, inFlight },
  },
  {
    id: 'all',
    title: 'acks=all',
    meaning: 'acks=all without idempotence, up to five sends under way; the client retries up to eight times.',
    client: { acks: 'all', kind: 'plain', retries, inFlight },
  },
  {
    id: 'all-no-retries',
    title: 'acks=all, no retries',
    meaning: 'acks=all without idempotence, up to five sends under way, retries=0.',
    client: { acks: 'all', kind: 'plain', retries: 0, inFlight },
  },
  {
    id: 'idempotent',
    title: 'acks=all, idempotent',
    meaning: 'acks=all with idempotence, one send after another; the client retries up to eight times.',
    client: { acks: 'all', kind: 'idempotent', retries, inFlight: 1 },
  },
  {
    id: 'idempotent-parallel',
    title: 'idempotent, several sends',
    meaning:
      'acks=all with idempotence, and the next send begins before the one before has ended. kafkajs 2 is not safe then: after a failed send its number goes to the send that waits.',
    client: { acks: 'all', kind: 'idempotent', retries, inFlight },
    isSpecial: true,
  },
  {
    id: 'transactional',
    title: 'transactional',
    meaning:
      'Transactions of five sends, one after another; counted is what readers with isolation.level=read_committed get.',
    client: { acks: 'all', kind: 'transactional', retries, inFlight: 1 },
  },
];

export const settingOf = (id: SettingId): TestedSetting => {
  const found = testedSettings.find((setting) => setting.id === id);
  if (!found) throw new Error(`There is no setting ${id}.`);
  return found;
};
