import { visibleText } from '../../src/base/visibleText';
import type {
  ConnectionDraft,
  ConnectionFormHost,
  ConnectionSecrets,
  DraftProblems,
  FormState,
  TestStep,
} from '../../src/protocol/connectionForm';
import type { Remote } from '../../src/protocol/rpc';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';
import { FieldRow } from './fieldRow';
import { type FormField, formSections } from './formFields';
import { TestList } from './testList';

/** Typing pauses shorter than this ask for no check. */
const pauseMs = 150;

const isSecret = ({ kind }: FormField): boolean => kind === 'secret' || kind === 'secretFile';

/** The form of one connection. Nothing of it is kept by the page: what was typed is in its fields and nowhere else. */
export class ConnectionView {
  readonly root = element('main', 'connection');
  private readonly host: Remote<ConnectionFormHost>;
  private readonly title = element('h1', 'title');
  private readonly notes = element('ul', 'notes');
  private readonly message = element('p', 'message');
  private readonly rows = new Map<string, FieldRow>();
  private readonly sections: { readonly root: HTMLElement; readonly rows: readonly FieldRow[] }[] = [];
  private readonly test = new TestList();
  private readonly testButton = makeButton('Test connection', 'Try it step by step', () => void this.runTest());
  private readonly saveButton = makeButton('Save', 'Save the connection', () => void this.save());
  private state: FormState | undefined;
  private isTesting = false;
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Remote<ConnectionFormHost>) {
    this.host = host;
    for (const { title, fields } of formSections) {
      const rows = fields.map((field) => this.makeRow(field));
      const root = element('fieldset', 'section', element('legend', '', title), ...rows.map((row) => row.root));
      this.sections.push({ root, rows });
    }
    this.saveButton.appearance = 'primary';
    this.message.setAttribute('role', 'alert');
    this.message.hidden = true;
    this.notes.hidden = true;
    const cancel = makeButton('Cancel', 'Close without saving', () => void this.host.close());
    const load = makeButton('Import from file…', 'Fill in from a client configuration', () => void this.importFile());
    this.root.append(
      element('header', 'head', this.title, load),
      this.notes,
      ...this.sections.map(({ root }) => root),
      this.message,
      element('div', 'buttons', this.saveButton, this.testButton, cancel),
      this.test.root,
    );
  }

  accept(state: FormState): void {
    this.state = state;
    this.title.textContent = visibleText(state.title);
    this.notes.replaceChildren(...state.notes.map((note) => element('li', '', visibleText(note))));
    this.notes.hidden = state.notes.length === 0;
    for (const row of this.rows.values()) {
      const { field } = row;
      if (!isSecret(field)) row.write(state.draft[field.name as keyof ConnectionDraft]);
      else {
        row.write('');
        row.markHeld(state.held.some((name) => name === field.name) ? 'Saved' : undefined);
      }
      row.disable(state.secretsOnly && !isSecret(field));
    }
    this.arrange();
    this.rows.get('servers')?.focus();
  }

  step(step: TestStep): void {
    if (this.isTesting) this.test.add(step);
  }

  private makeRow(field: FormField): FieldRow {
    const row = new FieldRow(field, {
      changed: () => {
        this.arrange();
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.check(false), pauseMs);
      },
      enter: () => void this.save(),
      pick: () => void this.pick(row),
    });
    this.rows.set(field.name, row);
    return row;
  }

  /** Shows the fields that the choices ask for. */
  private arrange(): void {
    const draft = this.draft();
    for (const { root, rows } of this.sections) {
      for (const row of rows) row.show(row.field.when?.(draft) ?? true);
      root.hidden = rows.every((row) => row.root.hidden);
    }
  }

  private draft(): ConnectionDraft {
    const pairs = [...this.rows.values()]
      .filter(({ field }) => !isSecret(field))
      .map((row) => [row.field.name, row.read()]);
    return { ...this.state?.draft, ...Object.fromEntries(pairs) } as ConnectionDraft;
  }

  private typed(): ConnectionSecrets {
    const rows = [...this.rows.values()].filter(({ field, root }) => field.kind === 'secret' && !root.hidden);
    return Object.fromEntries(rows.map((row) => [row.field.name, row.read()]).filter(([, secret]) => secret !== ''));
  }

  private async check(all: boolean): Promise<void> {
    this.asked += 1;
    const question = this.asked;
    const problems = await this.host.check(this.draft(), this.typed());
    if (question === this.asked) this.tell(problems, all);
  }

  /** What was never touched is not complained about before somebody wants to save or test. */
  private tell(problems: DraftProblems, all: boolean): void {
    for (const row of this.rows.values()) {
      if (all) row.touched = true;
      row.tellProblem(row.touched ? problems[row.field.name] : undefined);
    }
  }

  private refused(problems: DraftProblems): boolean {
    const names = Object.keys(problems);
    if (names.length === 0) return false;
    this.tell(problems, true);
    const first = [...this.rows.values()].find(({ field }) => names.includes(field.name));
    first?.focus();
    this.say(names.length === 1 ? 'One field needs another look.' : `${names.length} fields need another look.`);
    return true;
  }

  private async save(): Promise<void> {
    this.say(undefined);
    this.refused(await this.host.save(this.draft(), this.typed()));
  }

  private async runTest(): Promise<void> {
    if (this.isTesting) {
      this.isTesting = false;
      this.testButton.textContent = 'Test connection';
      this.test.cancel();
      await this.host.cancelTest();
      return;
    }
    this.say(undefined);
    this.isTesting = true;
    this.testButton.textContent = 'Stop test';
    this.test.begin();
    const problems = await this.host.test(this.draft(), this.typed());
    // Stopped meanwhile.
    if (!this.isTesting) return;
    this.isTesting = false;
    this.testButton.textContent = 'Test connection';
    if (this.refused(problems)) this.test.root.hidden = true;
    else this.test.end();
  }

  private async pick(row: FieldRow): Promise<void> {
    const { pick } = row.field;
    const picked = pick && (await this.host.pick(pick));
    if (!picked) return;
    row.touched = true;
    if (picked.kind === 'text') row.write(picked.text);
    if (picked.kind === 'held') row.markHeld(visibleText(picked.file));
    if (picked.kind === 'problem') row.tellProblem(visibleText(picked.sentence));
    else await this.check(false);
  }

  private async importFile(): Promise<void> {
    const state = await this.host.importFile();
    if (!state) return;
    if ('problem' in state) return this.say(visibleText(state.problem));
    this.say(undefined);
    this.accept(state);
    await this.check(true);
  }

  private say(sentence: string | undefined): void {
    this.message.textContent = sentence ?? '';
    this.message.hidden = sentence === undefined;
  }
}
