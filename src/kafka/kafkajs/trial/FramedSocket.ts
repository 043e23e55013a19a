import type { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { FrameSplitter } from './FrameSplitter';

/** Decides about each frame that passes. */
export interface FrameGate {
  /** False keeps the request from the broker. */
  request(frame: Buffer, socket: FramedSocket): boolean;
  /** False keeps the answer from the client. */
  answer(frame: Buffer, socket: FramedSocket): boolean;
  /** The connection is gone, in whatever way. */
  closed(socket: FramedSocket): void;
}

/**
 * Stands between a client and its real socket, behind TLS and login, and lets whole frames of the protocol pass one by
 * one. Has what kafkajs uses of a socket.
 */
export class FramedSocket extends Duplex {
  private readonly inner: Socket;
  private readonly requests: FrameSplitter;

  constructor(inner: Socket, gate: FrameGate) {
    super();
    this.inner = inner;
    this.requests = new FrameSplitter((frame) => {
      if (gate.request(frame, this)) inner.write(frame);
    });
    const answers = new FrameSplitter((frame) => {
      if (gate.answer(frame, this)) this.deliver(frame);
    });
    inner.on('data', (chunk: Buffer) => answers.push(chunk));
    inner.on('end', () => this.push(null));
    inner.on('error', (error) => this.destroy(error));
    inner.on('close', () => this.destroy());
    this.once('close', () => gate.closed(this));
  }

  /** Hands an answer to the client, also one that was held back. */
  deliver(frame: Buffer): void {
    if (!this.destroyed) this.push(frame);
  }

  /** Breaks the connection as a network does: the client sees a reset; what the broker has received it works off. */
  cut(): void {
    // Not destroyed: bytes on their way to the broker are to arrive.
    this.inner.end();
    this.destroy(Object.assign(new Error('The connection was cut by the experiment.'), { code: 'ECONNRESET' }));
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.requests.push(chunk);
    done();
  }

  override _read(): void {}

  override _final(done: (error?: Error | null) => void): void {
    this.inner.end();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    // After `end` the socket closes when the far side has closed its own; a far side that hangs must not keep it.
    if (this.inner.writableEnded) setTimeout(() => this.inner.destroy(), lingerMs).unref();
    else this.inner.destroy();
    done(error);
  }

  setKeepAlive(on: boolean, delayMs: number): this {
    this.inner.setKeepAlive(on, delayMs);
    return this;
  }

  ref(): this {
    this.inner.ref();
    return this;
  }

  unref(): this {
    this.inner.unref();
    return this;
  }
}

const lingerMs = 5_000;
