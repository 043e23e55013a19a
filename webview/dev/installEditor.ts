import { connect, type Port } from '../../src/protocol/rpc';
import type { TailHost, TailView } from '../../src/protocol/tail';
import { tailDoor } from '../../src/protocol/tailDoor';
import { RowView } from '../../src/tailWorker/rowView';
import type { EditorApi } from '../shared/viewPort';
import { generatedHost, generatedSnapshot } from './generatedHost';
import { generatedRows } from './generatedRows';
import type { GeneratedState } from './generatedState';
import { applyTheme, type ThemeName } from './themes';

/** The handle by which a test or a person at the console steers the generated topic. */
export interface DevHandle {
  readonly state: GeneratedState;
  theme(name: ThemeName): void;
  /** Tells the view; resolves when it has drawn. */
  poke(): Promise<void>;
  /** Resolves after so many frames: in the second, the answers to the questions of the first are drawn. */
  frames(count: number): Promise<void>;
  /** Resolves when the view has drawn the answers to all that it has asked, or no answer has come for two seconds. */
  settled(): Promise<void>;
}

declare global {
  interface Window {
    acklensDev: DevHandle;
    acquireVsCodeApi(): EditorApi;
  }
}

const query = new URLSearchParams(location.search);
const state: GeneratedState = {
  rows: Number(query.get('rows') ?? 5000),
  keep: Number(query.get('keep') ?? 2_000_000),
  perSecond: Number(query.get('rate') ?? 0),
  phase: 'reading',
  notices: [],
  special: new Map(),
  details: new Map(),
  options: {
    topic: query.get('topic') ?? 'orders',
    start: { kind: 'end' },
    stopAtEnd: false,
    isolation: 'read_uncommitted',
    identity: { kind: 'auto' },
    sequence: { kind: 'auto' },
    graceMs: 2000,
  },
  layout: 0,
  revision: 0,
  copied: [],
  producers: { producers: [], more: 0, note: undefined, canScan: false },
  shownProducers: [],
  produced: [],
  marks: new Map(),
  exported: [],
  redaction: { rules: [], inView: false },
  asked: [],
};
/** The product's own view of rows, over the generated ones. */
const view = new RowView(
  generatedRows(state),
  {
    now: () => performance.now(),
    guard: (_milliseconds, run) => ({ value: run() }),
    rest: () => new Promise((resolve) => setTimeout(resolve)),
  },
  () => undefined,
);

const received = new Set<(message: unknown) => void>();
/** Numbers of the view's calls that have no answer yet. */
const unanswered = new Set<unknown>();
interface Numbered {
  readonly call?: number;
  readonly answer?: number;
}
// JSON on both ways, as between VS Code and a webview.
const wire = (message: unknown): unknown => JSON.parse(JSON.stringify(message));
const port: Port = {
  post(message) {
    unanswered.delete((message as Numbered).answer);
    window.dispatchEvent(new MessageEvent('message', { data: wire(message) }));
  },
  onMessage(listener) {
    received.add(listener);
    return { dispose: () => received.delete(listener) };
  },
};
const connection = connect<TailHost, TailView>(port, generatedHost(state, view), tailDoor);

const storeKey = 'acklens-dev-state';
window.acquireVsCodeApi = () => ({
  postMessage(message) {
    const copy = wire(message);
    const { call } = copy as Numbered;
    if (call !== undefined) unanswered.add(call);
    queueMicrotask(() => {
      for (const listener of received) listener(copy);
    });
  },
  getState: () => JSON.parse(sessionStorage.getItem(storeKey) ?? 'null') as unknown,
  setState: (value) => sessionStorage.setItem(storeKey, JSON.stringify(value)),
});

applyTheme((query.get('theme') ?? 'dark') as ThemeName);
window.acklensDev = {
  state,
  theme: applyTheme,
  poke: () => connection.remote.poke(generatedSnapshot(state, view)),
  frames,
  async settled() {
    // An answer may bring the next question.
    for (let waited = 0, quiet = 0; quiet < 4 && waited < 120; waited += 1) {
      await frames(1);
      quiet = unanswered.size === 0 ? quiet + 1 : 0;
    }
  },
};

async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}

let drawing = false;
let last = performance.now();
setInterval(() => {
  const now = performance.now();
  if (state.phase === 'reading') state.rows += Math.round(((now - last) * state.perSecond) / 1000);
  last = now;
  if (drawing || state.perSecond === 0) return;
  drawing = true;
  void window.acklensDev.poke().finally(() => {
    drawing = false;
  });
}, 100);
