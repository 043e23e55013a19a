import { Hash64 } from '../base/hash64';
import type { RecordView } from '../kafka/model';
import type { AnalysisContext } from './analysisContext';
import type { Examined } from './examined';
import { Fingerprints } from './fingerprints';
import { hashContent, hashId, type IdentityRule } from './identity';
import type { Judgement, Why } from './judgement';
import type { Confidence } from './model';
import type { PartitionState } from './partitionState';
import { Repeats } from './repeats';
import { RETRY_WINDOW_MS } from './retryWindow';
import type { TopicState } from './topicState';
import { addFingerprint, type OpenTransaction } from './transactions';
import type { VerdictBook } from './verdictBook';

/** A topic with so many contents that beat says again what it said: its ids are of hosts or things, not of messages. */
const MANY_HEARTBEATS = 16;
/** Without a key so many bytes of value are needed before equal content means anything. */
const MIN_VALUE_BYTES = 8;

/** Recognises copies of a message by its id or, where it has none, by its content: D2, D3, D4, D8, D9. */
export class Copies {
  readonly rule: IdentityRule;
  /** Records that the rule applied to. */
  applied = 0;
  private readonly book: VerdictBook;
  private readonly partitions: readonly PartitionState[];
  private readonly topic: TopicState;
  private readonly onLater: (judgement: Judgement) => void;
  private readonly store = new Fingerprints();
  private readonly repeats: Repeats;
  private readonly hash = new Hash64();

  constructor(rule: IdentityRule, { book, partitions, topic, onLater }: AnalysisContext) {
    this.rule = rule;
    this.book = book;
    this.partitions = partitions;
    this.topic = topic;
    this.onLater = onLater;
    this.repeats = new Repeats(book);
  }

  /** Serial number of the earliest record that a copy is surely still recognised of. */
  get since(): number {
    return this.store.since;
  }

  /** Works out what the record is compared by. */
  read(it: Examined, record: RecordView): void {
    const { rule, hash } = this;
    it.identified = 'nothing';
    if (rule.kind === 'none') return;
    const hasId = hashId(rule, record, hash);
    if (hasId || rule.kind === 'content') this.applied += 1;
    if (hasId && rule.kind !== 'content' && !rule.agreement) {
      it.identified = 'id';
      it.hi = hash.hi;
      it.lo = hash.lo;
      return;
    }
    const { keyBytes, valueBytes } = it.row;
    if (!hasId && (valueBytes < 0 || (keyBytes < 0 && valueBytes < MIN_VALUE_BYTES))) return;
    hashContent(record, hash);
    it.identified = hasId ? 'id and content' : 'content';
    it.hi = hash.hi;
    it.lo = hash.lo;
  }

  touch(lo: number): number {
    return this.store.touch(lo);
  }

  /** The broker has thrown away what stood there. */
  forget({ index }: PartitionState, from: number, to: number): void {
    this.store.disown(index, from, to);
  }

  /** The verdict about this record, if any. */
  examine(it: Examined): Judgement | undefined {
    if (it.identified === 'nothing') return undefined;
    const { store } = this;
    const { partition, row, hi, lo } = it;
    if (it.transaction) addFingerprint(it.transaction, hi, lo, row.offset);
    if (!store.find(hi, lo)) {
      store.add(hi, lo, partition.index, row.offset, row.timestamp, it.standing, it.serial);
      return undefined;
    }
    const origin = this.partitions[store.partition];
    const offset = store.offset;
    // Without an origin the broker has thrown it away since.
    if (origin === undefined || isReread(origin, offset, it)) {
      store.move(partition.index, row.offset, row.timestamp, it.standing);
      return undefined;
    }
    if (store.standing === 'aborted') {
      store.move(partition.index, row.offset, row.timestamp, it.standing);
      return this.verdict(it, origin, offset, 'D9', 'likely', 'original-aborted', 0);
    }
    const apart = Math.abs(milliseconds(row.timestamp) - milliseconds(store.time));
    if (this.isEarlier(it, origin)) {
      this.swap(it, origin, offset, apart);
      return undefined;
    }
    const judged =
      it.identified === 'id'
        ? this.verdict(it, origin, offset, this.codeFor(it, origin), this.idConfidence, 'none', apart)
        : this.judgeContent(it, origin, offset, apart);
    if (judged !== undefined) this.linkTransactions(it, judged, origin, offset, store.standing === 'pending');
    return judged;
  }

  /** A marker came: what its transaction has put into the store is settled, or disowned and handed to the next copy. */
  settle(partition: PartitionState, { fingerprints, followers }: OpenTransaction, aborted: boolean): void {
    const { store } = this;
    for (let i = 0; i < fingerprints.length; i += 3) {
      const offset = fingerprints[i + 2] as number;
      if (!store.find(fingerprints[i] as number, fingerprints[i + 1] as number)) continue;
      if (store.partition !== partition.index || store.offset !== offset) continue;
      const heir = aborted ? this.disown(followers.get(offset)) : undefined;
      if (heir === undefined) store.move(partition.index, offset, store.time, aborted ? 'aborted' : 'settled');
      else {
        const home = this.partitions.find(({ id }) => id === heir.partition) ?? partition;
        store.move(home.index, heir.offset, store.time, 'settled');
      }
    }
  }

  /** The first copy of an aborted record is no copy; the others are copies of it. */
  private disown(followers: readonly Judgement[] | undefined): Judgement | undefined {
    const [heir, ...others] = (followers ?? []).filter(({ state }) => state !== 'retracted');
    if (heir === undefined) return undefined;
    this.book.change(heir, (it) => {
      it.code = 'D9';
      it.state = 'retracted';
      it.why = 'original-aborted';
    });
    for (const other of others)
      this.book.change(other, (it) => {
        it.ofPartition = heir.partition;
        it.ofOffset = heir.offset;
      });
    return heir;
  }

  /** Partitions are read at different speeds: the copy is the later one by its own time, not the one that came later. */
  private isEarlier({ partition, row, standing }: Examined, origin: PartitionState): boolean {
    const { time } = this.store;
    if (origin === partition || standing !== 'settled' || this.store.standing !== 'settled') return false;
    return row.timestamp < time || (row.timestamp === time && partition.id < origin.id);
  }

  private swap(it: Examined, origin: PartitionState, offset: number, apart: number): void {
    const why = it.identified === 'id' ? undefined : this.harmless(it, origin, offset, apart);
    this.store.move(it.partition.index, it.row.offset, it.row.timestamp, it.standing);
    this.onLater(
      this.book.open({
        code: why ? 'D8' : 'D4',
        confidence: this.confidence(it, apart),
        state: 'final',
        partition: origin.id,
        offset,
        ofPartition: it.partition.id,
        ofOffset: it.row.offset,
        why: why ?? 'none',
        apart,
        plainProducer: it.producerId === -1,
      }),
    );
  }

  private codeFor({ partition, identified }: Examined, origin: PartitionState): Judgement['code'] {
    if (origin !== partition) return 'D4';
    return identified === 'content' ? 'D2' : 'D3';
  }

  private judgeContent(it: Examined, origin: PartitionState, offset: number, apart: number): Judgement | undefined {
    const why = this.harmless(it, origin, offset, apart);
    const known = this.repeats.known(it.hi, it.lo);
    if (known !== undefined) {
      this.book.countRepeat();
      this.book.keep(known);
      return known;
    }
    const code = why !== undefined ? 'D8' : this.codeFor(it, origin);
    const judged = this.verdict(it, origin, offset, code, this.confidence(it, apart), why ?? 'none', apart);
    this.repeats.add(it.hi, it.lo, judged, milliseconds(it.row.timestamp), milliseconds(this.store.time));
    return judged;
  }

  /** Why equal content is no copy here; undefined when a retry, or the same id with it, is what explains it. */
  private harmless(it: Examined, origin: PartitionState, offset: number, apart: number): Why | undefined {
    if (this.topic.isCompacted === true && apart !== 0) return 'state-topic';
    if (it.identified === 'id and content')
      return apart > RETRY_WINDOW_MS && this.repeats.heartbeats >= MANY_HEARTBEATS ? 'heartbeat' : undefined;
    if (origin === it.partition && offset >= it.batchBase) return 'same-batch';
    if (apart > RETRY_WINDOW_MS) return 'outside-window';
    const chosen = this.rule.kind === 'content' && this.rule.chosen;
    if (it.producerId !== -1 && !chosen) return 'idempotent';
    return undefined;
  }

  private confidence(it: Examined, apart: number): Confidence {
    if (it.identified === 'content') return contentConfidence(it, apart);
    // No retry explains it, and an id in the value may be a thing's that was told again.
    const mayBeThing = it.identified === 'id and content' && this.rule.kind === 'json';
    return mayBeThing && apart > RETRY_WINDOW_MS ? 'likely' : this.idConfidence;
  }

  private get idConfidence(): Confidence {
    return this.rule.kind === 'headers' && this.rule.proven ? 'proven' : 'strong';
  }

  private verdict(
    it: Examined,
    origin: PartitionState,
    offset: number,
    code: Judgement['code'],
    confidence: Confidence,
    why: Why,
    apart: number,
  ): Judgement {
    return this.book.open({
      code,
      confidence,
      state: code === 'D9' ? 'retracted' : 'final',
      partition: it.partition.id,
      offset: it.row.offset,
      ofPartition: origin.id,
      ofOffset: offset,
      why,
      apart,
      plainProducer: it.producerId === -1,
    });
  }

  private linkTransactions(
    it: Examined,
    judged: Judgement,
    origin: PartitionState,
    offset: number,
    originPending: boolean,
  ): void {
    it.transaction?.copies.push(judged);
    if (!originPending) return;
    for (const transaction of origin.transactions.values()) {
      const list = transaction.followers.get(offset);
      if (list) list.push(judged);
      else transaction.followers.set(offset, [judged]);
    }
  }
}

/** The remembered record is the same one read again. */
const isReread = (origin: PartitionState, offset: number, it: Examined): boolean =>
  origin === it.partition && offset >= it.row.offset;

/** Equal create times are what a retry of the same bytes has. */
const contentConfidence = ({ isAppendTime, row }: Examined, apart: number): Confidence =>
  apart === 0 && !isAppendTime && row.timestamp >= 0 ? 'strong' : 'likely';

/** Kafka says milliseconds, but some producers write micro- or nanoseconds: in milliseconds those lie beyond the year 5000. */
const milliseconds = (timestamp: number): number =>
  timestamp > 1e17 ? timestamp / 1e6 : timestamp > 1e14 ? timestamp / 1e3 : timestamp;
