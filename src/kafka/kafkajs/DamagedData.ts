/**
 * Thrown inside the decoders when bytes contradict their own format, and caught where the batch is known: a damaged
 * batch is left out and told, never a reason to stop. An exception because it can come from any depth of a hot loop.
 */
export class DamagedData extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'DamagedData';
  }
}

/** More than this from one batch is taken for damage: brokers accept 1 MiB a batch by default, compressed. */
export const maxUncompressedBytes = 256 * 1024 * 1024;
