/** Some bits turned, a stretch overwritten, cut out, doubled, or the end cut off. */
export function mutateBytes(bytes: Buffer, next: () => number): Buffer {
  const damaged = Buffer.from(bytes);
  const at = (): number => Math.floor(next() * damaged.length);
  // Half of the blows go to the first header, which decides over what follows.
  const aim = (): number => (next() < 0.5 ? Math.min(damaged.length - 1, Math.floor(next() * 61)) : at());
  const kind = Math.floor(next() * 5);
  if (kind === 0) for (let n = 1 + Math.floor(next() * 4); n > 0; n--) flip(damaged, aim(), Math.floor(next() * 8));
  else if (kind === 1) damaged.fill(Math.floor(next() * 256), aim(), aim());
  else if (kind === 2) return damaged.subarray(0, at());
  else {
    const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number];
    const middle = kind === 3 ? [] : [damaged.subarray(from, to), damaged.subarray(from, to)];
    return Buffer.concat([damaged.subarray(0, from), ...middle, damaged.subarray(to)]);
  }
  return damaged;
}

function flip(bytes: Buffer, at: number, bit: number): void {
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
}
