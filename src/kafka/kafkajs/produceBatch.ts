import type { Buffer } from 'node:buffer';
import type { Acks } from '../producer';
import type { BrokerLinks, Link } from './BrokerLinks';
import { type Api, callApi, requestOf } from './callApi';
import { fetchMetadata } from './fetchMetadata';
import { protocolError } from './protocolError';

export interface PartitionBatch {
  readonly topic: string;
  readonly partition: number;
  readonly bytes: Buffer;
  readonly acks: Acks;
  readonly transactionalId: string | undefined;
}

/** What one request came to. `again` tells that it may be sent anew, once leaders or replicas are back. */
export type BatchOutcome =
  | { readonly kind: 'written'; readonly offset: number | undefined }
  | { readonly kind: 'unconfirmed' }
  | { readonly kind: 'unknown'; readonly sentence: string; readonly again: boolean }
  | { readonly kind: 'refused'; readonly sentence: string; readonly again: boolean; readonly code: number };

const leaderTimeoutMs = 10_000;

/** Sends a batch once to the leader of its partition. */
export async function produceBatch(links: BrokerLinks, leader: Link, batch: PartitionBatch): Promise<BatchOutcome> {
  const api = produceApi(batch);
  try {
    if (batch.acks === 0) {
      await links.sendOnly(leader, requestOf(leader, api));
      // The broker works one request after another on a connection, and closes it when a Produce without answer fails.
      // So an answer to the next one tells that this one was received, and that it was not refused.
      await fetchMetadata(links, 'none', leader);
      return { kind: 'unconfirmed' };
    }
    // Longer than the broker's own patience: its answer says more than our silence.
    return outcomeOf(await callApi(links, leader, api, leaderTimeoutMs + 5_000), batch);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const what = batch.acks === 0 ? 'The connection ended, as it does when a broker refuses a record with acks=0.' : '';
    return { kind: 'unknown', sentence: `It was sent, but no answer came. ${what || why}`, again: true };
  }
}

interface PartitionAnswer {
  readonly code: number;
  readonly baseOffset: number;
  readonly message: string | undefined;
}

const produceApi = ({ topic, partition, bytes, acks, transactionalId }: PartitionBatch): Api<PartitionAnswer> => ({
  key: 0,
  name: 'Produce',
  versions: { least: 3, most: 8 },
  flexibleFrom: 9,
  write: (body) =>
    body
      .string(transactionalId)
      .int16(acks === 'all' ? -1 : acks)
      .int32(leaderTimeoutMs)
      .array([topic], (name) => body.string(name).array([partition], (id) => body.int32(id).bytes(bytes))),
  read(answer, version) {
    const [first] = answer
      .array(() => {
        answer.string();
        return answer.array((): PartitionAnswer => {
          answer.int32();
          const code = answer.int16();
          const baseOffset = answer.int64();
          answer.int64();
          if (version >= 5) answer.int64();
          if (version < 8) return { code, baseOffset, message: undefined };
          const [record] = answer.array(() => {
            answer.int32();
            return answer.nullableString();
          });
          return { code, baseOffset, message: answer.nullableString() ?? record };
        });
      })
      .flat();
    return first ?? { code: -1, baseOffset: -1, message: undefined };
  },
});

/** Told after the leader had written: whether its log keeps the batch is open. Source: ProduceResponse, DelayedProduce. */
const afterTheWrite: ReadonlyMap<number, string> = new Map([
  [-1, 'The broker met an unexpected error (UNKNOWN_SERVER_ERROR).'],
  [7, 'The leader has written it, but the in-sync replicas did not confirm in time (REQUEST_TIMED_OUT).'],
  [13, 'The leader was lost while it waited for the replicas (NETWORK_EXCEPTION).'],
  [
    20,
    'The leader has written it, but there were fewer in-sync replicas than min.insync.replicas afterwards (NOT_ENOUGH_REPLICAS_AFTER_APPEND).',
  ],
  [56, 'A disk of the leader failed during the write (KAFKA_STORAGE_ERROR).'],
]);

const beforeTheWrite: ReadonlyMap<number, string> = new Map([
  [2, 'The broker says that the batch arrived damaged (CORRUPT_MESSAGE).'],
  [10, 'It is larger than the topic allows: see max.message.bytes of the topic (MESSAGE_TOO_LARGE).'],
  [18, 'The batch is larger than a segment of the log (RECORD_LIST_TOO_LARGE).'],
  [19, 'There are fewer in-sync replicas than min.insync.replicas asks for (NOT_ENOUGH_REPLICAS).'],
  [32, 'The topic does not accept its timestamp (INVALID_TIMESTAMP).'],
  [45, 'The broker misses an earlier batch of this producer (OUT_OF_ORDER_SEQUENCE_NUMBER).'],
  [47, 'Another producer has taken over the transactional id (INVALID_PRODUCER_EPOCH).'],
  [48, 'The transaction is in no state to take records (INVALID_TXN_STATE).'],
  [76, 'The topic does not accept this compression (UNSUPPORTED_COMPRESSION_TYPE).'],
  [87, 'The broker refuses the record (INVALID_RECORD); a compacted topic needs a key.'],
]);

const notLeader = 6;
const duplicateSequence = 46;
/** Leaders move and replicas come back. Also topics that a broker has not heard of yet. */
const passing: ReadonlySet<number> = new Set([2, 3, 5, notLeader, 7, 13, 19, 20, 56, 74, 75]);

export function outcomeOf({ code, baseOffset, message }: PartitionAnswer, batch: PartitionBatch): BatchOutcome {
  if (code === 0) return { kind: 'written', offset: baseOffset };
  // The broker has it already, and no longer knows where.
  if (code === duplicateSequence) return { kind: 'written', offset: undefined };
  const again = passing.has(code);
  const said = message ? ` The broker says: ${message}` : '';
  const open = afterTheWrite.get(code);
  if (open) return { kind: 'unknown', sentence: open + said, again };
  // With acks=all the same code also comes when the leader had to give up its office while it waited.
  if (code === notLeader && batch.acks === 'all')
    return { kind: 'unknown', sentence: `The leader changed during the write (NOT_LEADER_OR_FOLLOWER).${said}`, again };
  const asked = { what: `write to topic ${batch.topic}`, acl: `Write on topic ${batch.topic}` };
  const sentence = beforeTheWrite.get(code) ?? protocolError(code, asked).message;
  return { kind: 'refused', sentence: sentence + said, again, code };
}
