import { KafkaError } from '../errors';
import type { BrokerLinks, Link } from './BrokerLinks';
import { type Api, callApi } from './callApi';
import { fetchMetadata } from './fetchMetadata';
import { errorCodes, protocolError } from './protocolError';

export interface ProducerId {
  readonly id: number;
  readonly epoch: number;
}

/** An id from the broker, under which it recognises batches that come again. */
export async function initProducerId(
  links: BrokerLinks,
  through: Link,
  transaction: { readonly id: string; readonly timeoutMs: number } | undefined,
): Promise<ProducerId> {
  const answer = await callApi(links, through, {
    key: 22,
    name: 'InitProducerId',
    versions: { least: 0, most: 1 },
    flexibleFrom: 2,
    write: (body) => body.string(transaction?.id).int32(transaction?.timeoutMs ?? 60_000),
    read(body) {
      body.int32();
      return { code: body.int16(), id: body.int64(), epoch: body.int16() };
    },
  });
  const acl = transaction ? `Write on transactional id ${transaction.id}` : 'IdempotentWrite on the cluster';
  refuse(answer.code, 'start a producer', acl);
  return { id: answer.id, epoch: answer.epoch };
}

export async function findTransactionCoordinator(links: BrokerLinks, transactionalId: string): Promise<Link> {
  const answer = await callApi(links, await links.any(), {
    key: 10,
    name: 'FindCoordinator',
    versions: { least: 1, most: 2 },
    flexibleFrom: 3,
    write: (body) => body.string(transactionalId).int8(1),
    read(body) {
      body.int32();
      const code = body.int16();
      const message = body.nullableString();
      return { code, message, nodeId: body.int32() };
    },
  });
  refuse(answer.code, 'find the transaction coordinator', `Describe on transactional id ${transactionalId}`);
  await fetchMetadata(links, 'none');
  return links.broker(answer.nodeId);
}

export async function addPartitionsToTransaction(
  links: BrokerLinks,
  coordinator: Link,
  transactionalId: string,
  producer: ProducerId,
  topic: string,
  partitions: readonly number[],
): Promise<void> {
  const codes = await callApi(links, coordinator, {
    key: 24,
    name: 'AddPartitionsToTxn',
    versions: { least: 0, most: 1 },
    flexibleFrom: 3,
    write: (body) =>
      body
        .string(transactionalId)
        .int64(producer.id)
        .int16(producer.epoch)
        .array([topic], (name) => body.string(name).array(partitions, (id) => body.int32(id), { isStructure: false })),
    read(body) {
      body.int32();
      const topics = body.array(() => {
        body.string();
        return body.array(() => {
          body.int32();
          return body.int16();
        });
      });
      return topics.flat();
    },
  });
  for (const code of codes) refuse(code, `add topic ${topic} to a transaction`, `Write on topic ${topic}`);
}

export async function endTransaction(
  links: BrokerLinks,
  coordinator: Link,
  transactionalId: string,
  producer: ProducerId,
  commit: boolean,
): Promise<void> {
  const api: Api<number> = {
    key: 26,
    name: 'EndTxn',
    versions: { least: 0, most: 1 },
    flexibleFrom: 3,
    write: (body) => body.string(transactionalId).int64(producer.id).int16(producer.epoch).boolean(commit),
    read(body) {
      body.int32();
      return body.int16();
    },
  };
  const code = await callApi(links, coordinator, api);
  refuse(code, commit ? 'commit a transaction' : 'abort a transaction', `Write on transactional id ${transactionalId}`);
}

/** The broker still works on the end of the transaction before this one. */
const concurrentTransactions = 51;

const codesOfFencing: ReadonlySet<number> = new Set([47, 90]);

function refuse(code: number, what: string, acl: string): void {
  if (code === 0) return;
  if (code === concurrentTransactions || code === errorCodes.coordinatorLoading)
    throw new KafkaError('unavailable', `The cluster could not ${what} just now: its transaction coordinator is busy.`);
  if (codesOfFencing.has(code))
    throw new KafkaError('conflict', `The cluster will not ${what}: another producer took over the transactional id.`);
  if (code === 50)
    throw new KafkaError(
      'invalid-input',
      `The cluster will not ${what}: the transaction may last longer than transaction.max.timeout.ms allows.`,
    );
  if (code === 53) throw new KafkaError('authorization', `You may not ${what}: the user needs the ACL ${acl}.`);
  throw protocolError(code, { what, acl });
}
