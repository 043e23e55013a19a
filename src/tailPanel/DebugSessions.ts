import * as vscode from 'vscode';
import { type Disposable, DisposableStore, toDisposable } from '../base/disposable';
import { Emitter } from '../base/event';
import { readSetting } from '../host/settings';
import type { DebugMark } from '../protocol/debugMarks';
import { DebugTimeline } from './debugTimeline';
import { type PollInterval, pauseWarning } from './pauseWarning';

export interface DebugSessionParts {
  /** Of the consumers in the folder that is debugged. */
  pollInterval(folder: string | undefined): PollInterval;
}

/** How long a debugger may take to say where it stands before the mark is drawn without. */
const placeMs = 5_000;

/** Follows the debug sessions of the window and tells the tails what becomes of them. */
export class DebugSessions implements Disposable {
  private readonly parts: DebugSessionParts;
  private readonly owned = new DisposableStore();
  private readonly timeline = new DebugTimeline();
  private readonly marks = new Emitter<DebugMark>();
  private readonly warnings = new Emitter<string | undefined>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private folder: string | undefined;
  private current: string | undefined;
  /** Who waits for the place of a session, and the last question for its top frame. */
  private readonly waiting = new Map<string, (stack: unknown) => void>();
  private readonly topFrames = new Map<string, unknown>();
  /** Marks of pauses that wait for their place; what comes next is not told before them. */
  private readonly pending = new Map<string, DebugMark>();

  readonly onDidMark = this.marks.event;
  readonly onDidWarn = this.warnings.event;

  constructor(parts: DebugSessionParts) {
    this.parts = parts;
    const { debug } = vscode;
    this.owned.add(this.marks);
    this.owned.add(this.warnings);
    this.owned.add(toDisposable(() => clearTimeout(this.timer)));
    this.owned.add(debug.onDidStartDebugSession((session) => this.started(session)));
    this.owned.add(
      debug.onDidTerminateDebugSession(({ id }) => {
        this.topFrames.delete(id);
        this.flush(id);
        this.tell(this.timeline.ended(id, Date.now()));
      }),
    );
    this.owned.add(
      debug.registerDebugAdapterTrackerFactory('*', {
        createDebugAdapterTracker: (session) => ({
          onWillReceiveMessage: (message: unknown) => this.received(session, message),
          onDidSendMessage: (message: unknown) => this.sent(session, message),
        }),
      }),
    );
  }

  /** For a tail that is opened during a pause. */
  get warning(): string | undefined {
    return this.current;
  }

  dispose(): void {
    this.owned.dispose();
  }

  private started(session: vscode.DebugSession): void {
    this.folder = session.workspaceFolder?.uri.toString();
    this.tell(this.timeline.started(session.id, session.name, session.parentSession !== undefined, Date.now()));
  }

  /** An adapter need not tell that it goes on when it was asked to. */
  private received(session: vscode.DebugSession, message: unknown): void {
    const { type, command, seq, arguments: given } = fields(message);
    if (command === 'stackTrace' && !fields(given).startFrame) this.topFrames.set(session.id, seq);
    if (type === 'request' && (command === 'continue' || command === 'reverseContinue' || command === 'restart'))
      this.continued(session);
  }

  private sent(session: vscode.DebugSession, message: unknown): void {
    const { type, event, body, command, request_seq: answered } = fields(message);
    if (type === 'response' && command === 'stackTrace' && answered === this.topFrames.get(session.id))
      this.waiting.get(session.id)?.(body);
    if (type !== 'event') return;
    if (event === 'stopped') void this.stopped(session, fields(body));
    else if (event === 'continued') this.continued(session);
  }

  private continued({ id }: vscode.DebugSession): void {
    this.flush(id);
    this.tell(this.timeline.continued(id, Date.now()));
  }

  private async stopped(session: vscode.DebugSession, body: Fields): Promise<void> {
    const { id } = session;
    // The stop may come before VS Code tells that the session has begun.
    this.started(session);
    this.flush(id);
    const reason = typeof body.reason === 'string' ? body.reason : '';
    const mark = this.timeline.stopped(id, reason, body.allThreadsStopped === true, Date.now());
    if (mark) this.pending.set(id, mark);
    this.watch();
    const place = await this.placeOf(session, body.threadId);
    if (this.pending.get(id) !== mark) return;
    const located = this.timeline.located(id, place);
    if (mark && located) this.pending.set(id, located);
    this.flush(id);
    this.watch();
  }

  /**
   * Where a session stands, from the stack that VS Code asks for or that is asked for here, whichever comes first;
   * undefined where the debugger does not tell in time.
   */
  private async placeOf(session: vscode.DebugSession, threadId: unknown): Promise<string | undefined> {
    const { id } = session;
    let resolve: (place: string | undefined) => void = () => undefined;
    const told = new Promise<string | undefined>((done) => {
      resolve = done;
    });
    // A stack without a place is an answer too early: another may follow.
    const tell = (stack: unknown): void => {
      const place = placeIn(stack);
      if (place !== undefined) resolve(place);
    };
    this.waiting.set(id, tell);
    const timer = setTimeout(() => resolve(undefined), placeMs);
    if (typeof threadId === 'number')
      // It may have gone on or ended meanwhile.
      session.customRequest('stackTrace', { threadId, startFrame: 0, levels: 1 }).then(tell, () => undefined);
    try {
      return await told;
    } finally {
      clearTimeout(timer);
      if (this.waiting.get(id) === tell) this.waiting.delete(id);
    }
  }

  private flush(id: string): void {
    const mark = this.pending.get(id);
    this.pending.delete(id);
    this.tell(mark);
  }

  private tell(mark: DebugMark | undefined): void {
    if (mark && readSetting('acklens.tail.debugMarkers')) this.marks.fire(mark);
    this.watch();
  }

  /** Warns while the pause goes on, and takes it back when it is over. */
  private watch(): void {
    clearTimeout(this.timer);
    const { pause } = this.timeline;
    if (!pause || !readSetting('acklens.tail.debugMarkers')) {
      this.warn(undefined);
      return;
    }
    const interval = this.parts.pollInterval(this.folder);
    const now = Date.now();
    const warning = pauseWarning(pause, interval, now);
    this.warn(warning);
    // A timer that is set for longer than 2^31 ms fires at once.
    const wait = Math.min(pause.since + interval.milliseconds - now + 1, 2 ** 31 - 1);
    if (warning === undefined) this.timer = setTimeout(() => this.watch(), wait);
  }

  private warn(warning: string | undefined): void {
    if (warning === this.current) return;
    this.current = warning;
    this.warnings.fire(warning);
  }
}

/** `orders.ts:42` of the top frame. */
function placeIn(body: unknown): string | undefined {
  const { stackFrames } = fields(body);
  const { source, line } = fields(Array.isArray(stackFrames) ? stackFrames[0] : undefined);
  const { path, name } = fields(source);
  const file = typeof path === 'string' ? path.split(/[\\/]/).at(-1) : typeof name === 'string' ? name : undefined;
  return file === undefined || typeof line !== 'number' ? undefined : `${file}:${line}`;
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
