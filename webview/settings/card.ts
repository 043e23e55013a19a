import { visibleText } from '../../src/base/visibleText';
import type { Outcome, Preset, Preview, UnitCard } from '../../src/protocol/settings';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';
import { changesOf, type Draft } from './drafts';
import { findingList } from './findingList';
import { LadderView } from './ladderView';
import { PresetRow } from './presetRow';
import { PreviewBox } from './previewBox';
import { type Choice, SettingRow, shapeOf } from './settingRow';
import type { FileState, Host } from './settingsHost';

export interface CardOwner {
  /** The unit's draft, made when there is none. */
  draft(): Draft;
  discard(): void;
  /** A draft has changed and should be kept. */
  changed(): void;
  tell(outcome: Outcome): void;
  say(sentence: string): void;
}

let lastId = 0;

/** One unit: where it stands, its settings, what a change would do, its findings. */
export class Card {
  readonly root: HTMLElement;
  private readonly host: Host;
  private readonly owner: CardOwner;
  private readonly toggle = element('button', 'card-toggle');
  private readonly about = element('p', 'about');
  private readonly ladder = new LadderView();
  private readonly rows = new Map<string, SettingRow>();
  private readonly settings = element('div', 'setting-rows');
  private readonly presets: PresetRow;
  private readonly preview: PreviewBox;
  private readonly findings = element('div', 'findings');
  private readonly problem = element('p', 'problem');
  private readonly tail = makeButton('Tail this topic', '', () => this.tailTopic());
  private readonly body: HTMLElement;
  private state: FileState | undefined;
  private unit: UnitCard | undefined;
  private draft: Draft | undefined;
  private isOpen = false;
  private asked = 0;

  constructor(host: Host, owner: CardOwner) {
    this.host = host;
    this.owner = owner;
    this.presets = new PresetRow((preset) => void this.propose(preset));
    this.preview = new PreviewBox(
      () => void this.apply(),
      () => this.discard(),
    );
    const show = makeButton('Show in editor', 'Put the cursor on this unit', () => this.showInEditor());
    show.classList.add('show');
    this.problem.setAttribute('role', 'alert');
    this.problem.hidden = true;
    lastId += 1;
    const bodyId = `card-${lastId}`;
    this.body = element(
      'div',
      'card-body',
      this.ladder.root,
      this.findings,
      this.settings,
      this.presets.root,
      this.problem,
      this.preview.root,
      element('div', 'card-end', this.tail, show),
    );
    this.body.id = bodyId;
    this.body.hidden = true;
    this.toggle.type = 'button';
    this.toggle.setAttribute('aria-controls', bodyId);
    this.toggle.setAttribute('aria-expanded', 'false');
    this.toggle.addEventListener('click', () => (this.isOpen ? this.close() : this.open()));
    this.root = element('article', 'card', element('h2', 'card-head', this.toggle), this.about, this.body);
  }

  update(state: FileState, unit: UnitCard, draft: Draft | undefined): void {
    const isSame =
      this.state?.text.version === state.text.version && JSON.stringify(this.unit) === JSON.stringify(unit);
    this.state = state;
    this.unit = unit;
    this.draft = draft;
    if (!isSame) this.render();
  }

  /** The unit under the cursor. */
  mark(isCurrent: boolean): void {
    this.root.classList.toggle('current', isCurrent);
    if (isCurrent) this.root.setAttribute('aria-current', 'location');
    else this.root.removeAttribute('aria-current');
  }

  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.body.hidden = false;
    this.toggle.setAttribute('aria-expanded', 'true');
    this.render();
  }

  private close(): void {
    this.isOpen = false;
    this.body.hidden = true;
    this.toggle.setAttribute('aria-expanded', 'false');
  }

  private render(): void {
    const { unit, state } = this;
    if (!unit || !state) return;
    const standing = unit.ladder?.standing ?? 'none';
    const worst = unit.findings[0]?.severity;
    this.root.dataset.standing = standing;
    this.root.dataset.worst = worst ?? 'none';
    this.toggle.replaceChildren(
      element('span', 'unit-name', visibleText(unit.label)),
      element('span', 'unit-verdict', unit.ladder?.title ?? countOf(unit)),
    );
    this.about.textContent = `${roleName(unit.role)} · ${unit.client} · line ${unit.line}`;
    if (!this.isOpen) return;
    this.nameTail(unit);
    this.ladder.show(unit.ladder, state.rungs);
    this.findings.replaceChildren(
      ...findingList(unit.findings, state.readOnly !== undefined, {
        fix: (finding, fix) => void this.host.fix(state.text, finding, fix).then((outcome) => this.tell(outcome)),
        explain: (finding) => void this.host.explain(state.text, finding),
      }),
    );
    this.showSettings(state, unit);
    this.presets.show(unit.ladder === undefined || state.readOnly !== undefined ? [] : state.presets);
    void this.refresh();
  }

  private showSettings(state: FileState, unit: UnitCard): void {
    const shapes = new Map(unit.settings.map((setting) => [setting.key, shapeOf(setting)]));
    for (const [key, row] of this.rows) {
      if (shapes.get(key) === row.shape) continue;
      row.root.remove();
      this.rows.delete(key);
    }
    for (const [n, setting] of unit.settings.entries()) {
      let row = this.rows.get(setting.key);
      if (!row) {
        row = new SettingRow(setting, (choice) => this.choose(setting.key, choice));
        this.rows.set(setting.key, row);
      }
      const there = this.settings.children[n];
      if (there !== row.root) this.settings.insertBefore(row.root, there ?? null);
      row.show(
        setting,
        state.readOnly,
        this.draft?.changes.has(setting.key) ? { value: this.draft.changes.get(setting.key) } : undefined,
      );
    }
    this.settings.hidden = shapes.size === 0;
  }

  private choose(key: string, choice: Choice): void {
    const draft = this.owner.draft();
    this.draft = draft;
    if (choice === 'asBefore') draft.changes.delete(key);
    else draft.changes.set(key, choice.value);
    this.rows.get(key)?.markEdited(choice !== 'asBefore');
    // What a preset said is not true of other choices.
    draft.notes = [];
    this.owner.changed();
    void this.refresh();
  }

  private async propose({ id, title, gives, costs }: Preset): Promise<void> {
    const { state, unit } = this;
    if (!state || !unit) return;
    const proposal = await this.host.propose(state.text, unit.id, id);
    if (!proposal || this.unit?.id !== unit.id) return;
    const draft = this.owner.draft();
    this.draft = draft;
    draft.changes.clear();
    for (const { key, value } of proposal.changes) draft.changes.set(key, value);
    const nothing = proposal.changes.length === 0 ? [`For ${title.toLowerCase()} nothing has to change here.`] : [];
    draft.notes = [...nothing, `${title}: ${gives} Cost: ${costs}`, ...proposal.notes];
    this.owner.changed();
    this.showSettings(state, unit);
    await this.refresh();
  }

  /** Asks what the draft would do; the answer to an older question is not shown. */
  private async refresh(): Promise<void> {
    const { state, unit, draft } = this;
    this.asked += 1;
    const question = this.asked;
    if (!state || !unit || !draft || (draft.changes.size === 0 && draft.notes.length === 0)) {
      this.showPreview(undefined);
      return;
    }
    const request = { text: state.text, unit: unit.id, changes: changesOf(draft) };
    const preview = await this.host.preview(request);
    if (question !== this.asked || preview.kind === 'stale') return;
    this.showPreview(preview);
  }

  private showPreview(preview: Preview | undefined): void {
    const { unit, state, draft } = this;
    if (!unit || !state) return;
    this.tellProblem(undefined);
    for (const row of this.rows.values()) row.tellProblem(undefined);
    this.ladder.showNext(preview?.kind === 'preview' ? preview.ladder : undefined);
    if (preview?.kind === 'impossible') {
      const row = this.rows.get(preview.key);
      if (row) row.tellProblem(preview.reason);
      else this.tellProblem(preview.reason);
    }
    this.preview.show(unit, draft?.notes ?? [], preview, draft !== undefined && draft.changes.size > 0);
  }

  private async apply(): Promise<void> {
    const { state, unit, draft } = this;
    if (!state || !unit || !draft) return;
    const outcome = await this.host.apply({ text: state.text, unit: unit.id, changes: changesOf(draft) });
    if (outcome.kind === 'done') {
      this.discard();
      // The box with the button is gone: the focus goes back to the unit that was changed.
      this.toggle.focus();
    }
    this.tell(outcome);
  }

  private discard(): void {
    this.owner.discard();
    this.owner.changed();
    this.draft = undefined;
    if (this.state && this.unit) this.showSettings(this.state, this.unit);
    void this.refresh();
  }

  private tell(outcome: Outcome): void {
    this.tellProblem(outcome.kind === 'refused' ? outcome.reason : undefined);
    this.owner.tell(outcome);
  }

  private tellProblem(sentence: string | undefined): void {
    this.problem.hidden = sentence === undefined;
    this.problem.textContent = sentence ?? '';
  }

  /** What writes or reads has topics; brokers and topics themselves are no clients. */
  private nameTail({ role, topics }: UnitCard): void {
    this.tail.hidden = !clientRoles.has(role);
    this.tail.textContent = topics.length > 1 ? 'Tail these topics' : 'Tail this topic';
    const named = visibleText(topics.join(', '));
    this.tail.title = topics.length > 0 ? `Read ${named} live` : 'The file does not name the topic: choose it';
  }

  private tailTopic(): void {
    if (this.state && this.unit) void this.host.tail(this.state.text, this.unit.id);
  }

  private showInEditor(): void {
    if (this.state && this.unit) void this.host.show(this.state.text, this.unit.id);
  }
}

const clientRoles: ReadonlySet<string> = new Set(['producer', 'consumer', 'client', 'streams', 'connector']);

function countOf({ findings }: UnitCard): string {
  if (findings.length === 0) return 'Nothing to say';
  return `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
}

function roleName(role: string): string {
  if (role === 'connectWorker') return 'Connect worker';
  if (role === 'mirrorMaker') return 'MirrorMaker';
  if (role === 'client') return 'Shared by producers and consumers';
  return role.slice(0, 1).toUpperCase() + role.slice(1);
}
