import { visibleText } from '../../src/base/visibleText';
import type { FormCheck, ProduceForm, ProduceHost, ProduceState } from '../../src/protocol/produce';
import type { Remote } from '../../src/protocol/rpc';
import { makeButton, makeCheckbox } from '../shared/controls';
import { element } from '../shared/element';
import type { EditorApi } from '../shared/viewPort';
import { ContentField } from './contentField';
import { DeliveryFields } from './deliveryFields';
import { HeaderRows } from './headerRows';
import { ResultBox } from './resultBox';

/** Typing pauses shorter than this ask for no check. */
const pauseMs = 150;

interface FormParts {
  readonly key: ContentField;
  readonly value: ContentField;
  readonly delivery: DeliveryFields;
}

/** The form of one topic: what is typed is checked as it is typed, and what was sent is told record by record. */
export class ProduceView {
  readonly root = element('main', 'produce');
  private readonly host: Remote<ProduceHost>;
  private readonly editor: EditorApi;
  private readonly title = element('h1', '');
  private readonly facts = element('p', 'facts');
  private readonly headers = new HeaderRows(() => this.edited());
  private readonly usesPlaceholders = makeCheckbox(
    'Fill in placeholders',
    'Off: double braces are sent as they are',
    () => this.edited(),
  );
  private readonly warnings = element('ul', 'warnings');
  private readonly samples = element('div', 'samples');
  private readonly send = makeButton('Send', 'Send the records (Ctrl+Enter)', () => this.start());
  private readonly stop = makeButton(
    'Stop',
    'Send no more; an open transaction is aborted',
    () => void this.host.cancel(),
  );
  private readonly refusal = element('p', 'problem');
  private readonly result: ResultBox;
  /** Made when it is known what can be chosen. */
  private parts: FormParts | undefined;
  private isRunning = false;
  private hasProblems = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  constructor(host: Remote<ProduceHost>, editor: EditorApi) {
    this.host = host;
    this.editor = editor;
    this.result = new ResultBox((partition, offset) => void host.showInTail(partition, offset));
    this.send.appearance = 'primary';
    this.refusal.setAttribute('role', 'alert');
    this.warnings.setAttribute('aria-label', 'What these settings cannot promise');
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.start();
    });
  }

  accept(state: ProduceState): void {
    if (!this.parts) this.build(state);
    this.title.textContent = `Produce to ${visibleText(state.topic)}`;
    const facts = `${visibleText(state.connection)} · ${visibleText(state.facts)}`;
    const isNews = this.facts.textContent !== facts;
    this.facts.textContent = facts;
    this.isRunning = state.run?.isRunning ?? false;
    this.result.show(state.run);
    this.showButtons();
    // Partitions and replicas decide what can be promised.
    if (isNews) this.check();
  }

  private build(state: ProduceState): void {
    const delivery = new DeliveryFields(state.codecs, () => this.edited());
    const registry = (field: string) =>
      state.hasRegistry ? { host: this.host, subject: `${state.topic}-${field}` } : undefined;
    const edited = (): void => this.edited();
    const key = new ContentField('Key', 'Null (no key)', 1, edited, registry('key'));
    const value = new ContentField('Value', 'Null (tombstone)', 6, edited, registry('value'));
    this.parts = { key, value, delivery };
    const list = element('dl', 'placeholders');
    for (const [placeholder, meaning] of state.placeholders)
      list.append(element('dt', '', placeholder), element('dd', '', meaning));
    const help = element('details', 'help', element('summary', '', 'Placeholders'), list);
    this.root.append(
      element('header', '', this.title, this.facts),
      element(
        'div',
        'form',
        element('section', 'record', key.field.root, value.field.root, this.headers.root, this.usesPlaceholders, help),
        element('section', 'how', delivery.root, this.warnings, this.samples),
      ),
      element('div', 'buttons', this.send, this.stop, this.refusal),
      this.result.root,
    );
    this.write(savedForm(this.editor.getState()) ?? state.form);
  }

  private write(form: ProduceForm): void {
    this.parts?.key.write(form.key);
    this.parts?.value.write(form.value);
    this.headers.write(form.headers);
    this.usesPlaceholders.checked = form.usesPlaceholders;
    this.parts?.delivery.write(form);
  }

  private read(): ProduceForm | undefined {
    const { parts } = this;
    if (!parts) return undefined;
    return {
      key: parts.key.read(),
      value: parts.value.read(),
      headers: this.headers.read(),
      usesPlaceholders: this.usesPlaceholders.checked,
      ...parts.delivery.read(),
    };
  }

  private edited(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), pauseMs);
  }

  private check(): void {
    const form = this.read();
    if (!form) return;
    this.editor.setState({ form });
    this.asked += 1;
    const question = this.asked;
    void this.host.check(form).then((answer) => {
      if (question === this.asked) this.showCheck(answer);
    });
  }

  private showCheck({ problems, warnings, schemas, samples }: FormCheck): void {
    const byField = new Map(problems.map(({ field, sentence }) => [field, sentence]));
    this.parts?.key.field.tell(byField.get('key'));
    this.parts?.value.field.tell(byField.get('value'));
    for (let at = 0; at < this.headers.count; at++) this.headers.tell(at, byField.get(`header ${at}`));
    this.parts?.delivery.tell(byField);
    this.warnings.replaceChildren(...warnings.map((sentence) => element('li', '', visibleText(sentence))));
    this.samples.replaceChildren(
      ...schemas.map((schema) => element('p', 'by-schema', visibleText(schema))),
      ...samples.map(({ n, key, value }) =>
        element('p', 'sample', `Record ${n}: `, element('code', '', `${visibleText(key)} → ${visibleText(value)}`)),
      ),
    );
    this.hasProblems = problems.length > 0;
    this.showButtons();
  }

  private showButtons(): void {
    this.send.disabled = this.isRunning || this.hasProblems;
    this.stop.disabled = !this.isRunning;
  }

  private start(): void {
    const form = this.read();
    if (!form || this.send.disabled) return;
    void this.host.send(form).then((refusal) => {
      this.refusal.textContent = refusal ?? '';
    });
  }
}

/** Kept by VS Code while the tab is hidden; a state of an older version of the form is not one. */
function savedForm(state: unknown): ProduceForm | undefined {
  const form: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, 'form') : undefined;
  if (typeof form !== 'object' || form === null) return undefined;
  const known = ['key', 'value', 'headers', 'usesPlaceholders', 'partition', 'count', 'rate', 'acks', 'kind', 'codec'];
  return known.every((name) => name in form) ? (form as ProduceForm) : undefined;
}
