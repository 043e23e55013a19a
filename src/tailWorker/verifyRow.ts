import { KafkaError } from '../kafka/errors';
import type { BatchChecksum } from '../kafka/model';
import type { LookedAgain } from '../protocol/tailQueries';

/** What a batch's checksum says, in words; `check` reads the batch from the broker. */
export async function verifyRow(check: () => Promise<BatchChecksum | undefined>): Promise<LookedAgain> {
  try {
    const batch = await check();
    return batch ? verdictOn(batch) : { sentence: 'Kafka no longer has this record.', evidence: [] };
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return { sentence: 'Kafka could not be asked now.', evidence: [error.message] };
  }
}

function verdictOn({ first, last, sizeInBytes, algorithm, stored, computed }: BatchChecksum): LookedAgain {
  const offsets = first === undefined || first === last ? `offset ${last}` : `offsets ${first}..${last}`;
  const evidence = [
    `${algorithm} in the batch: ${hex(stored)}; of its bytes as they came: ${hex(computed)}.`,
    `The batch of ${offsets} has ${sizeInBytes} bytes.`,
  ];
  return stored === computed
    ? { sentence: 'The checksum is right: the batch is as its producer or broker wrote it.', evidence }
    : {
        sentence: 'The checksum is wrong: the batch was damaged after it had been written.',
        evidence: [
          ...evidence,
          'Consumers with check.crcs=true stop here. Check the disks of the broker that leads the partition, and what stands between it and here.',
        ],
      };
}

const hex = (crc: number): string => `0x${crc.toString(16).padStart(8, '0')}`;
