import type { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import type { ISocketFactory } from 'kafkajs';
import type { AttemptEnd, SocketFault, TrialListener, TrialRequest } from '../../trial';
import { DamagedData } from '../DamagedData';
import { ObservedSockets } from '../ObservedSockets';
import { FramedSocket, type FrameGate } from './FramedSocket';
import { correlationIdOf, readProduceAnswer, readProduceFrame } from './produceFrames';

interface Open {
  readonly numbers: readonly number[];
  readonly fault: SocketFault | undefined;
}

/**
 * The sockets of one client under trial. Counts its Produce requests, lets the fault strike the chosen ones, and tells
 * what became of each. All that is not the experiment's messages passes untouched.
 */
export class FaultySockets implements FrameGate {
  private readonly wish: Pick<TrialRequest, 'fault' | 'strikes' | 'count' | 'numberOf' | 'requestTimeoutMs'>;
  private readonly listener: TrialListener;
  private readonly sockets = new ObservedSockets();
  private readonly open = new Map<FramedSocket, Map<number, Open>>();
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();
  private readonly waiting = new Map<number, () => void>();
  private ordinal = 0;
  private isClosed = false;

  constructor(
    request: Pick<TrialRequest, 'fault' | 'strikes' | 'count' | 'numberOf' | 'requestTimeoutMs'>,
    listener: TrialListener,
  ) {
    this.wish = request;
    this.listener = listener;
  }

  readonly factory: ISocketFactory = (options) => {
    // The client's retries outlive a trial that was stopped.
    if (this.isClosed) throw new Error('The trial is over.');
    // A Duplex with what kafkajs uses of a socket; its types ask for all of one.
    return new FramedSocket(this.sockets.factory(options), this) as FramedSocket & Socket;
  };

  /** Resolves when a request with this message is written to a socket. */
  written(n: number): Promise<void> {
    return new Promise((resolve) => this.waiting.set(n, resolve));
  }

  request(frame: Buffer, socket: FramedSocket): boolean {
    const produce = this.read(frame);
    if (!produce) return true;
    const { correlationId, acks, numbers } = produce;
    this.ordinal += 1;
    const strikes = this.wish.strikes.has(this.ordinal);
    const fault = strikes ? this.wish.fault : undefined;
    this.listener.request(this.ordinal);
    for (const n of numbers) {
      this.waiting.get(n)?.();
      this.waiting.delete(n);
    }
    if (fault === 'cut-before') {
      this.listener.attempt({ numbers, end: { kind: 'unanswered', fault } });
      // Not at once: a client finds the bytes taken by its socket, and learns of the break later.
      setImmediate(() => socket.cut());
      return false;
    }
    if (acks === 0) {
      const end: AttemptEnd = fault === 'cut-after' ? { kind: 'unanswered', fault } : { kind: 'sent' };
      this.listener.attempt({ numbers, end });
      if (fault === 'cut-after') setImmediate(() => socket.cut());
      return true;
    }
    const due = this.open.get(socket) ?? new Map<number, Open>();
    this.open.set(socket, due.set(correlationId, { numbers, fault }));
    return true;
  }

  answer(frame: Buffer, socket: FramedSocket): boolean {
    const due = this.open.get(socket);
    const correlationId = correlationIdOf(frame);
    const request = due?.get(correlationId);
    if (!due || !request) return true;
    due.delete(correlationId);
    const { numbers, fault } = request;
    if (fault === undefined) {
      this.listener.attempt({ numbers, end: readProduceAnswer(frame) });
      return true;
    }
    this.listener.attempt({ numbers, end: { kind: 'unanswered', fault } });
    if (fault === 'cut-after') socket.cut();
    if (fault === 'late') {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        socket.deliver(frame);
      }, this.wish.requestTimeoutMs + lateByMs);
      this.timers.add(timer);
    }
    return false;
  }

  closed(socket: FramedSocket): void {
    for (const { numbers, fault } of this.open.get(socket)?.values() ?? [])
      this.listener.attempt({ numbers, end: { kind: 'unanswered', fault } });
    this.open.delete(socket);
  }

  /** Ends all connections at once, holds back nothing more and opens none again. */
  destroy(): void {
    this.isClosed = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.sockets.destroyAll();
  }

  private read(frame: Buffer) {
    try {
      const produce = readProduceFrame(frame);
      const { count, numberOf } = this.wish;
      const numbers = produce?.values.map(numberOf).filter((n) => n !== undefined && n >= 1 && n <= count) ?? [];
      return produce && numbers.length > 0 ? { ...produce, numbers: numbers as number[] } : undefined;
    } catch (error) {
      // A login of the oldest kind travels in frames without a header and may look like anything.
      if (error instanceof DamagedData || error instanceof RangeError) return undefined;
      throw error;
    }
  }
}

/** kafkajs looks for requests that took too long each tenth of a second. */
const lateByMs = 300;
