import { Hash64 } from '../base/hash64';
import type { Examined } from './examined';
import { Fingerprints } from './fingerprints';
import type { Coordinates } from './model';
import type { PartitionState } from './partitionState';
import { addFingerprint } from './transactions';

/** What is known about the record that has a number already. */
export type Held = 'free' | 'same content' | 'other content' | 'undecided';

/** What is remembered of a record that holds a number. */
export type HeldRecord = Pick<Examined, 'partition' | 'transaction' | 'standing' | 'serial' | 'contentLo'> & {
  readonly row: Pick<Examined['row'], 'offset' | 'timestamp'>;
};

/** Two halves of the fingerprint of a stream. */
interface StreamName {
  readonly hi: number;
  readonly lo: number;
}

/**
 * Who had which number of which stream, with 32 bits of the content: tells a number that is used twice from a record
 * that is merely sent again.
 */
export class Holders {
  private readonly partitions: readonly PartitionState[];
  /** The note of an entry is half of the content's fingerprint. */
  private readonly store = new Fingerprints();
  private readonly hash = new Hash64();

  constructor(partitions: readonly PartitionState[]) {
    this.partitions = partitions;
  }

  touch(hi: number, lo: number, number: number): number {
    return this.store.touch(this.hash.begin(hi).word(lo).number(number).finish().lo);
  }

  /** `undecided`: the holder's transaction failed or may still fail, and using the number again is how one recovers. */
  look(it: Pick<HeldRecord, 'contentLo'>, hi: number, lo: number, number: number): Held {
    if (!this.find(hi, lo, number)) return 'free';
    if (this.store.standing !== 'settled') return 'undecided';
    return this.store.note === it.contentLo ? 'same content' : 'other content';
  }

  /** To be asked after `look`: whether this record was written before the one in another partition that holds the number. */
  isEarlier({ partition, row }: Pick<HeldRecord, 'partition' | 'row'>): boolean {
    const holder = this.partitions[this.store.partition];
    if (holder === undefined || holder === partition) return false;
    const { time } = this.store;
    return row.timestamp < time || (row.timestamp === time && partition.id < holder.id);
  }

  /** Where the number is held. */
  where(hi: number, lo: number, number: number): Coordinates | undefined {
    if (!this.find(hi, lo, number)) return undefined;
    const partition = this.partitions[this.store.partition];
    return partition && { partition: partition.id, offset: this.store.offset };
  }

  /** `isNew`: the number was surely never held, which saves a look into memory that is in no cache. */
  hold(it: HeldRecord, hi: number, lo: number, number: number, isNew = false): void {
    const { hash, store } = this;
    const { partition, row, transaction, serial } = it;
    hash.begin(hi).word(lo).number(number).finish();
    if (!isNew && store.find(hash.hi, hash.lo))
      store.move(partition.index, row.offset, row.timestamp, it.standing, it.contentLo);
    else store.add(hash.hi, hash.lo, partition.index, row.offset, row.timestamp, it.standing, serial, it.contentLo);
    if (transaction) addFingerprint(transaction, hash.hi, hash.lo, row.offset);
  }

  /** When the record that holds the number was written; undefined where it is forgotten. */
  timeOf({ hi, lo }: StreamName, number: number): number | undefined {
    return this.find(hi, lo, number) ? this.store.time : undefined;
  }

  /** Who holds the number in one stream holds it in another one instead. */
  rename(from: StreamName, to: StreamName, number: number, serial: number): void {
    const { hash, store } = this;
    if (!this.find(from.hi, from.lo, number)) return;
    const { partition, offset, time, standing, note } = store;
    hash.begin(to.hi).word(to.lo).number(number).finish();
    if (store.find(hash.hi, hash.lo)) store.move(partition, offset, time, standing, note);
    else store.add(hash.hi, hash.lo, partition, offset, time, standing, serial, note);
  }

  settle(partition: PartitionState, fingerprints: readonly number[], aborted: boolean): void {
    const { store } = this;
    for (let i = 0; i < fingerprints.length; i += 3) {
      if (!store.find(fingerprints[i] as number, fingerprints[i + 1] as number)) continue;
      const offset = fingerprints[i + 2] as number;
      if (store.partition === partition.index && store.offset === offset)
        store.move(partition.index, offset, store.time, aborted ? 'aborted' : 'settled', store.note);
    }
  }

  private find(hi: number, lo: number, number: number): boolean {
    this.hash.begin(hi).word(lo).number(number).finish();
    return this.store.find(this.hash.hi, this.hash.lo);
  }
}
