import murmur2 from 'kafkajs/src/producer/partitioners/default/murmur2';

/** The partition of a key, as Java's producer computes it; without a key they take turns. `fixed` overrules both. */
export function choosePartition(fixed: number | undefined, ids: readonly number[]): (key: Uint8Array | null) => number {
  let turn = Math.floor(Math.random() * ids.length);
  return (key) => {
    if (fixed !== undefined) return fixed;
    if (key !== null) return (murmur2(Buffer.from(key)) & 0x7fffffff) % ids.length;
    turn = (turn + 1) % ids.length;
    return ids[turn] ?? 0;
  };
}
