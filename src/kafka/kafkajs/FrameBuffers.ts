import { Buffer } from 'node:buffer';

/** What is smaller comes from Node's own pool or the allocator's: not worth keeping. */
const SMALLEST = 1 << 16;
/** Together: a few answers of a Fetch at the size that we ask for. */
const MAX_KEPT_BYTES = 16 << 20;

/**
 * Memory for answers, used again once it is given back: fresh memory costs the system more than what the network writes
 * into it, and each 64 MiB of it make V8 mark its whole heap. What is never given back is garbage like any other.
 */
export class FrameBuffers {
  private readonly free: ArrayBuffer[] = [];
  private keptBytes = 0;

  /** Exactly so many bytes, with anything in them. */
  take(length: number): Buffer {
    if (length < SMALLEST) return Buffer.allocUnsafe(length);
    const at = this.free.findIndex(({ byteLength }) => byteLength >= length);
    const [kept] = at < 0 ? [] : this.free.splice(at, 1);
    if (kept === undefined) return Buffer.allocUnsafeSlow(roomy(length)).subarray(0, length);
    this.keptBytes -= kept.byteLength;
    return Buffer.from(kept, 0, length);
  }

  /** Nobody looks at what came from `take` any more. */
  giveBack({ buffer }: Buffer): void {
    if (buffer.byteLength < SMALLEST || this.keptBytes + buffer.byteLength > MAX_KEPT_BYTES) return;
    if (!(buffer instanceof ArrayBuffer) || this.free.includes(buffer)) return;
    this.free.push(buffer);
    this.keptBytes += buffer.byteLength;
  }
}

/** Answers are of similar sizes: the next one shall fit. */
const roomy = (length: number): number => 2 ** Math.ceil(Math.log2(length));
