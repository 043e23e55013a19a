import type { Button } from '@vscode/webview-ui-toolkit';
import { visibleText } from '../../src/base/visibleText';
import type { Decoders, LocalSchema } from '../../src/protocol/decoding';
import type { TailOptions, TailPhase, TailSnapshot } from '../../src/protocol/tail';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';
import { setText } from '../shared/setText';
import { AnalysisControls } from './analysisControls';
import { DecoderControls } from './decoderControls';
import { formatCount } from './formatCount';
import { StartControls } from './startControls';
import { whyNotLive } from './statusText';

export interface ToolbarListener {
  restart(options: TailOptions): void;
  pause(paused: boolean): void;
  stop(): void;
  freeze(): void;
  goLive(): void;
  columns(): void;
  export(): void;
  help(): void;
  decode(decoders: Decoders): void;
  pickSchema(): Promise<LocalSchema | undefined>;
  failed(error: unknown): void;
}

/** Everything that steers the tail. Edits of the options count when Restart is pressed, not before. */
export class Toolbar {
  readonly root: HTMLElement;
  private readonly listener: ToolbarListener;
  private readonly topic = element('h1', 'topic');
  private readonly connection = element('span', 'connection');
  private readonly start: StartControls;
  private readonly analysis: AnalysisControls;
  private readonly decoding: DecoderControls;
  private readonly restart;
  private readonly pause;
  private readonly stop;
  private readonly freeze;
  private readonly live;
  private readonly more;
  private readonly drawer: HTMLElement;
  private readonly problem = element('p', 'toolbar-problem');
  private options: TailOptions | undefined;
  private edited = false;
  private phase: TailPhase = 'connecting';

  constructor(listener: ToolbarListener) {
    this.listener = listener;
    const edit = (): void => this.markEdited(true);
    const apply = (): void => this.apply();
    this.start = new StartControls(edit, apply);
    this.analysis = new AnalysisControls(edit, apply);
    this.decoding = new DecoderControls(listener);
    this.restart = makeButton('Restart', 'Read again with these options', apply);
    this.pause = makeButton('Pause reading', 'Fetch nothing until reading goes on', () =>
      listener.pause(this.phase !== 'paused'),
    );
    this.stop = makeButton('Stop', 'End reading; the rows stay', () => listener.stop());
    this.freeze = makeButton('Freeze view', 'Hold the rows still while reading goes on (Space)', () =>
      listener.freeze(),
    );
    this.live = makeButton('Live', 'Follow the newest records', () => listener.goLive());
    this.live.classList.add('live');
    this.freeze.classList.add('apart');
    this.more = makeButton('Options', 'Message id, sequence, isolation, decoding', () => this.toggleDrawer());
    this.more.setAttribute('aria-expanded', 'false');
    this.more.classList.add('apart');
    const help = makeButton('?', 'Keyboard shortcuts (?)', () => listener.help());
    help.ariaLabel = 'Keyboard shortcuts';
    const columns = makeButton('Columns', 'Columns, format of times, lines of a row (c)', () => listener.columns());
    const out = makeButton('Export', 'Rows or a report into a file (x)', () => listener.export());
    this.drawer = element('div', 'drawer', this.analysis.root, this.decoding.root);
    this.drawer.hidden = true;
    this.problem.setAttribute('role', 'alert');
    this.problem.hidden = true;
    this.root = element(
      'header',
      'toolbar',
      element('div', 'toolbar-title', this.topic, this.connection),
      element(
        'div',
        'toolbar-line toolbar-start',
        this.start.root,
        element('div', 'start-controls start-stop', ...this.start.stop, this.restart),
      ),
      element(
        'div',
        'toolbar-line toolbar-actions',
        this.pause,
        this.stop,
        this.freeze,
        this.live,
        columns,
        out,
        this.more,
        help,
      ),
      this.drawer,
      this.problem,
    );
  }

  show(
    snapshot: TailSnapshot,
    view: { readonly live: boolean; readonly frozen: boolean; readonly newRecords: number },
  ): void {
    this.phase = snapshot.phase;
    const topics = visibleText([snapshot.options.topic, ...(snapshot.options.moreTopics ?? [])].join(', '));
    setText(this.topic, topics);
    if (this.topic.title !== topics) this.topic.title = topics;
    setText(this.connection, visibleText(snapshot.connection));
    if (!this.edited && JSON.stringify(this.options) !== JSON.stringify(snapshot.options)) this.write(snapshot.options);
    this.analysis.show(snapshot);
    const reads = snapshot.phase === 'reading' || snapshot.phase === 'paused' || snapshot.phase === 'connecting';
    this.pause.disabled = snapshot.phase !== 'reading' && snapshot.phase !== 'paused';
    label(this.pause, snapshot.phase === 'paused' ? 'Resume' : 'Pause', ' reading');
    this.stop.disabled = !reads;
    label(this.freeze, view.frozen ? 'Unfreeze' : 'Freeze', ' view');
    this.freeze.setAttribute('aria-pressed', String(view.frozen));
    // Rows that no longer come cannot be followed; nothing of a tail that is over is live.
    const follows = reads && view.live;
    this.live.disabled = !reads;
    this.live.title = reads ? 'Follow the newest records' : whyNotLive(snapshot);
    this.live.classList.toggle('on', follows);
    this.live.setAttribute('aria-pressed', String(follows));
    const isBehind = reads && view.newRecords > 0;
    label(this.live, isBehind ? `Live · +${formatCount(view.newRecords)}` : 'Live', isBehind ? ' new' : '');
  }

  showDecoders(decoders: Decoders): void {
    this.decoding.write(decoders);
  }

  openDrawer(): void {
    if (this.drawer.hidden) this.toggleDrawer();
  }

  private toggleDrawer(): void {
    this.drawer.hidden = !this.drawer.hidden;
    this.more.setAttribute('aria-expanded', String(!this.drawer.hidden));
  }

  private write(options: TailOptions): void {
    this.options = options;
    this.start.write(options);
    this.analysis.write(options);
    this.markEdited(false);
  }

  private markEdited(edited: boolean): void {
    this.edited = edited;
    this.restart.appearance = edited ? 'primary' : 'secondary';
    if (edited) label(this.restart, 'Apply', ' and restart');
    else label(this.restart, 'Restart', '');
    if (!edited) this.tell(undefined);
  }

  private apply(): void {
    const where = this.start.read(Date.now());
    const how = this.analysis.read();
    if ('problem' in how) this.openDrawer();
    if ('problem' in where || 'problem' in how) {
      this.tell('problem' in where ? where.problem : 'problem' in how ? how.problem : undefined);
      return;
    }
    if (!this.options) return;
    const { topic, moreTopics, graceMs } = this.options;
    const options = { topic, ...(moreTopics ? { moreTopics } : {}), graceMs, ...where.value, ...how.value };
    this.write(options);
    this.listener.restart(options);
  }

  private tell(problem: string | undefined): void {
    this.problem.hidden = problem === undefined;
    setText(this.problem, problem ?? '');
  }
}

/** A narrow view hides the second part from the eye; to a screen reader the button is called by both. */
function label(button: Button, short: string, rest: string): void {
  if (button.ariaLabel === short + rest) return;
  // In a block: a span right below a button is drawn by the toolkit as its icon, without the space before it.
  button.replaceChildren(element('div', '', short, element('span', 'long', rest)));
  button.ariaLabel = short + rest;
}
