import { visibleText } from '../../src/base/visibleText';
import type { LabChoice, LabHost, LabState } from '../../src/protocol/lab';
import type { Remote } from '../../src/protocol/rpc';
import { makeButton, makeTextField } from '../shared/controls';
import { element } from '../shared/element';
import type { EditorApi } from '../shared/viewPort';
import { ChoiceForm } from './choiceForm';
import { ResultTable } from './resultTable';

/** Typing pauses shorter than this ask for no plan. */
const pauseMs = 150;

/** The experiment of one connection: what to measure, what that will do, how far it is, what came out. */
export class LabView {
  readonly root = element('main', 'lab');
  private readonly host: Remote<LabHost>;
  private readonly editor: EditorApi;
  private readonly facts = element('p', 'facts');
  private readonly retry = makeButton('Try again', 'Ask the cluster again', () => void this.host.retry());
  private readonly leftoverText = element('p', '');
  private readonly leftovers: HTMLElement;
  private readonly plan = element('ul', 'plan');
  private readonly problems = element('ul', 'problems');
  private readonly refusal = element('p', 'problem');
  private readonly start = makeButton('Run experiment', 'Create the topics, send, read back', () => this.run());
  private readonly stop = makeButton('Stop', 'End it now; what was measured stays', () => void this.host.stop());
  private readonly bar = element('progress', 'bar');
  private readonly progressText = element('p', 'doing');
  private readonly progress = element('div', 'progress', this.bar, this.progressText);
  private readonly ending = element('p', 'ending');
  private readonly after: HTMLElement;
  private readonly remove = makeButton(
    'Remove topics',
    'Remove the temporary topics of this experiment now; closing the tab does it too',
    () => void this.host.removeTopics(),
  );
  private confirmation: ReturnType<typeof makeTextField> | undefined;
  private form: ChoiceForm | undefined;
  private table: ResultTable | undefined;
  private phase: LabState['phase'] = 'connecting';
  private isPossible = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  private known = '';
  /** What was started here and is below the form: its progress is brought into view, and at its end its results. */
  private awaited: 'progress' | 'results' | undefined;

  constructor(host: Remote<LabHost>, editor: EditorApi) {
    this.host = host;
    this.editor = editor;
    const removeLeftovers = makeButton(
      'Remove leftovers',
      'Remove the topics that are left of earlier experiments',
      () => void this.host.removeLeftovers(),
    );
    this.leftovers = element('section', 'leftovers', this.leftoverText, removeLeftovers);
    this.leftovers.setAttribute('aria-label', 'Left by earlier experiments');
    this.after = element(
      'div',
      'buttons',
      makeButton(
        'Export as Markdown',
        'Open the results as a Markdown page',
        () => void this.host.exportAs('markdown'),
      ),
      makeButton('Export as JSON', 'Open the results as data', () => void this.host.exportAs('json')),
      this.remove,
    );
    this.start.appearance = 'primary';
    this.refusal.setAttribute('role', 'alert');
    this.ending.setAttribute('role', 'status');
    this.plan.setAttribute('aria-label', 'What it will do');
    this.problems.setAttribute('aria-label', 'Why it cannot begin');
    this.bar.setAttribute('aria-label', 'Progress of the experiment');
  }

  accept(state: LabState): void {
    if (!this.form) this.build(state);
    this.phase = state.phase;
    this.facts.textContent = `${visibleText(state.connection)} · ${visibleText(state.facts)}`;
    this.retry.hidden = state.phase !== 'unreachable';
    this.leftoverText.textContent = state.leftovers ?? '';
    this.leftovers.hidden = state.leftovers === undefined;
    this.showProgress(state);
    this.table?.show(state);
    setText(this.ending, state.phase === 'removing' ? 'Removing temporary topics…' : state.ending);
    this.after.hidden = state.rows.length === 0 || state.progress !== undefined;
    this.remove.hidden = state.kept === 0;
    this.remove.disabled = state.phase !== 'ready';
    // The number of brokers decides what can be done.
    const knows = JSON.stringify([state.facts, state.faults]);
    if (knows !== this.known) this.ask();
    this.known = knows;
    this.showButtons();
    this.bringIntoView(state);
  }

  private build(state: LabState): void {
    const form = new ChoiceForm(state, () => this.edited());
    this.form = form;
    const name = visibleText(state.connection);
    const confirmation = makeTextField(
      `Type ${name} to confirm`,
      name,
      () => this.showButtons(),
      () => this.run(),
    );
    this.confirmation = confirmation;
    this.table = new ResultTable(state.columns, (topic) => void this.host.openInTail(topic));
    this.root.append(
      element('header', '', element('h1', '', 'Delivery experiment'), this.facts, this.retry),
      this.leftovers,
      form.root,
      element('section', 'does', element('h2', '', 'What it will do'), this.plan, this.problems),
      element('div', 'buttons', confirmation, this.start, this.stop, this.refusal),
      this.progress,
      this.ending,
      this.table.root,
      this.after,
    );
    form.write(savedChoice(this.editor.getState()) ?? state.choice);
  }

  private showProgress({ progress }: LabState): void {
    this.progress.hidden = progress === undefined;
    if (!progress) return;
    this.bar.max = progress.total;
    this.bar.value = progress.done;
    setText(this.progressText, progress.sentence);
  }

  private bringIntoView({ phase, rows }: LabState): void {
    if (this.awaited === undefined || rows.length === 0) return;
    if (phase !== 'running') {
      this.awaited = undefined;
      this.table?.root.scrollIntoView({ block: 'nearest' });
    } else if (this.awaited === 'progress') {
      this.awaited = 'results';
      this.progress.scrollIntoView({ block: 'start' });
    }
  }

  private edited(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), pauseMs);
  }

  private ask(): void {
    if (!this.form) return;
    const choice = this.form.read();
    this.editor.setState({ choice });
    this.asked += 1;
    const question = this.asked;
    void this.host.plan(choice).then(({ problems, sentences }) => {
      if (question !== this.asked) return;
      this.plan.replaceChildren(...sentences.map((sentence) => element('li', '', visibleText(sentence))));
      this.problems.replaceChildren(...problems.map((sentence) => element('li', '', visibleText(sentence))));
      this.problems.hidden = problems.length === 0;
      this.isPossible = problems.length === 0;
      this.showButtons();
    });
  }

  private showButtons(): void {
    const isConfirmed = this.confirmation?.value.trim() !== '';
    this.start.disabled = this.phase !== 'ready' || !this.isPossible || !isConfirmed;
    this.stop.disabled = this.phase !== 'running';
  }

  private run(): void {
    if (!this.form || !this.confirmation || this.start.disabled) return;
    const { confirmation } = this;
    void this.host.start(this.form.read(), confirmation.value).then((refusal) => {
      this.refusal.textContent = refusal ?? '';
      // The next run is confirmed anew.
      if (refusal === undefined) {
        confirmation.value = '';
        this.awaited = 'progress';
      }
      this.showButtons();
    });
  }
}

function setText(at: HTMLElement, text: string): void {
  const shown = visibleText(text);
  if (at.textContent !== shown) at.textContent = shown;
}

/** Kept by VS Code while the tab is hidden; a state of an older version is not one. */
function savedChoice(state: unknown): LabChoice | undefined {
  const choice: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, 'choice') : undefined;
  if (typeof choice !== 'object' || choice === null) return undefined;
  const known = ['settings', 'faults', 'messages', 'messageBytes', 'requestTimeoutMs'];
  return known.every((name) => name in choice) ? (choice as LabChoice) : undefined;
}
