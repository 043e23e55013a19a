import { Buffer } from 'node:buffer';
import type { FrameBuffers } from './FrameBuffers';

/** Before the size of an answer is known: room for small answers, and for the beginning of a large one. */
const FIRST_BYTES = 1 << 14;
const SIZE_BYTES = 4;
/** Far above what a Fetch of ours asks for with the largest record in it: nothing that says more is an answer. */
export const MAX_ANSWER_BYTES = 0x2000_0000;

/**
 * Makes whole answers out of what a connection brings: four bytes of size, then so many bytes. What belongs to a large
 * answer is written by the system where it stays. As a stream would have it, each 64 KiB are new memory, and joining them
 * is a copy of everything: together two fifths of the processor's time that reading took.
 */
export class AnswerFrames {
  private readonly buffers: FrameBuffers;
  private readonly take: (frame: Buffer) => void;
  private readonly first = Buffer.allocUnsafeSlow(FIRST_BYTES);
  /** Bytes in `first` of an answer whose size is not known yet. */
  private begun = 0;
  /** The answer that is coming, with its size in front. */
  private frame: Buffer | undefined;
  private filled = 0;

  /** `take` gets each answer with its size in front. */
  constructor(buffers: FrameBuffers, take: (frame: Buffer) => void) {
    this.buffers = buffers;
    this.take = take;
  }

  /** Where the next bytes are to be written. */
  get room(): Buffer {
    return this.frame ? this.frame.subarray(this.filled) : this.first.subarray(this.begun);
  }

  /** So many bytes were written to the beginning of the room. False when they are no answers: nothing more can be read. */
  wrote(count: number): boolean {
    if (this.frame) {
      this.filled += count;
      if (this.filled === this.frame.length) this.finish(this.frame);
      return true;
    }
    const end = this.begun + count;
    let at = 0;
    while (end - at >= SIZE_BYTES) {
      const size = this.first.readInt32BE(at);
      if (size < 0 || size >= MAX_ANSWER_BYTES) return false;
      const length = SIZE_BYTES + size;
      const frame = this.buffers.take(length);
      const here = Math.min(length, end - at);
      this.first.copy(frame, 0, at, at + here);
      at += here;
      if (here === length) this.finish(frame);
      else {
        this.frame = frame;
        this.filled = here;
      }
    }
    this.first.copyWithin(0, at, end);
    this.begun = end - at;
    return true;
  }

  private finish(frame: Buffer): void {
    this.frame = undefined;
    this.take(frame);
  }
}
