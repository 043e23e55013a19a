import type { DebugMark } from '../protocol/debugMarks';

/** A pause that goes on. */
export interface Pause {
  readonly since: number;
  /** Of the protocol: `breakpoint`, `exception`, `pause`. */
  readonly reason: string;
  readonly place: string | undefined;
  /** The debugger holds every thread, not only the one that met the breakpoint. */
  readonly holdsAll: boolean;
}

interface Session {
  readonly name: string;
  /** A part of another session, which tells of beginning and end. */
  readonly isPart: boolean;
  pause: Pause | undefined;
}

/**
 * What became of debug sessions, as marks. Steps within a pause are part of it: a consumer that is stepped through does
 * not poll meanwhile.
 */
export class DebugTimeline {
  private readonly sessions = new Map<string, Session>();

  /** The longest pause that goes on. */
  get pause(): Pause | undefined {
    return [...this.sessions.values()]
      .flatMap(({ pause }) => pause ?? [])
      .reduce<Pause | undefined>((first, one) => (first && first.since <= one.since ? first : one), undefined);
  }

  started(id: string, name: string, isPart: boolean, at: number): DebugMark | undefined {
    if (this.sessions.has(id)) return undefined;
    this.sessions.set(id, { name, isPart, pause: undefined });
    return isPart ? undefined : { kind: 'start', text: `Debugging began: ${name}`, at };
  }

  /** Where it stands is known a little later, if at all: see {@link located}. Undefined for a step. */
  stopped(id: string, reason: string, holdsAll: boolean, at: number): DebugMark | undefined {
    const session = this.sessions.get(id);
    if (!session) return undefined;
    const isStep = session.pause !== undefined && steps.has(reason);
    session.pause =
      isStep && session.pause
        ? { ...session.pause, place: undefined, holdsAll }
        : { since: at, reason, place: undefined, holdsAll };
    return isStep ? undefined : { kind: 'pause', text: pauseText(session.pause), at };
  }

  /** `place` such as `orders.ts:42`. Answers the mark of the pause as it reads now; undefined once that is over. */
  located(id: string, place: string | undefined): DebugMark | undefined {
    const session = this.sessions.get(id);
    if (!session?.pause) return undefined;
    session.pause = { ...session.pause, place };
    return { kind: 'pause', text: pauseText(session.pause), at: session.pause.since };
  }

  continued(id: string, at: number): DebugMark | undefined {
    const session = this.sessions.get(id);
    const pause = session?.pause;
    if (!session || !pause) return undefined;
    session.pause = undefined;
    return { kind: 'continue', text: `Continued after ${spanText(at - pause.since)}`, at };
  }

  ended(id: string, at: number): DebugMark | undefined {
    const session = this.sessions.get(id);
    if (!session) return undefined;
    this.sessions.delete(id);
    return session.isPart ? undefined : { kind: 'end', text: `Debugging ended: ${session.name}`, at };
  }
}

function pauseText({ reason, place }: Pause): string {
  const why = reason === 'breakpoint' || reason === '' ? '' : ` (${reason})`;
  return `Paused${place === undefined ? '' : ` at ${place}`}${why}`;
}

/** Reasons of the protocol for a stop that a step led to. */
const steps: ReadonlySet<string> = new Set(['step', 'goto']);

export function spanText(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const seconds = Math.floor(milliseconds / 1_000);
  const rest = seconds % 60 === 0 ? '' : ` ${seconds % 60} s`;
  return `${Math.floor(seconds / 60)} min${rest}`;
}
