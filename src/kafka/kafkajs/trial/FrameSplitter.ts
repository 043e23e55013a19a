import { Buffer } from 'node:buffer';

/** Gathers chunks until a frame of Kafka's protocol is whole: four bytes of size, then so many bytes. */
export class FrameSplitter {
  private readonly take: (frame: Buffer) => void;
  private rest: Buffer = Buffer.alloc(0);

  /** `take` gets each frame with its size in front. */
  constructor(take: (frame: Buffer) => void) {
    this.take = take;
  }

  push(chunk: Buffer): void {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    while (this.rest.length >= 4) {
      const end = 4 + this.rest.readInt32BE(0);
      // A size below zero is no Kafka; it would never end here. It is handed on as it came.
      if (end < 4) {
        this.flush();
        return;
      }
      if (this.rest.length < end) return;
      const frame = this.rest.subarray(0, end);
      this.rest = this.rest.subarray(end);
      this.take(frame);
    }
  }

  private flush(): void {
    const frame = this.rest;
    this.rest = Buffer.alloc(0);
    this.take(frame);
  }
}
