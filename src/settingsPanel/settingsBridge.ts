import type { Disposable } from '../base/disposable';
import { ladderOf } from '../guarantees/ladder';
import { presetChanges } from '../guarantees/presets';
import { previewChange } from '../guarantees/previewChange';
import { checkValue } from '../guarantees/settingStates';
import { type Connection, connect, type Port } from '../protocol/rpc';
import type {
  ChangeRequest,
  Outcome,
  PresetId,
  PresetProposal,
  Preview,
  SettingsHost,
  SettingsState,
  SettingsView,
  TextRef,
} from '../protocol/settings';
import { settingsDoor } from '../protocol/settingsDoor';
import { lineCounter } from './lineCounter';
import { allFindings, fileState, findingView, type SettingsFile, targetsIn } from './settingsFile';

/** What the bridge needs of an editor. */
export interface SettingsEditor {
  /** The file that the view follows, or the sentence that says why there is none. */
  current(): Promise<SettingsFile | string>;
  /** Writes edits of that very text as one step for undo; false when the editor refuses. */
  write(
    text: TextRef,
    edits: readonly { readonly span: { readonly start: number; readonly end: number }; readonly newText: string }[],
  ): Promise<boolean>;
  /** `connection` names the cluster that the finding is about. */
  explain(text: TextRef, rule: string, offset: number, connection: string | undefined): void;
  select(text: TextRef, offset: number): void;
  tail(topics: readonly string[], bootstrapServers: string | undefined): void;
}

/** Serves one view. It keeps nothing of a file: every answer is made from the text as it is. */
export class SettingsBridge implements Disposable {
  private readonly editor: SettingsEditor;
  private view: Connection<SettingsView> | undefined;
  private asking: Promise<void> | undefined;
  private again = false;
  /** What a page was told before its script could hear is never answered; that it asks for the state shows that it can. */
  private giveUpAnswer: () => void = () => undefined;

  constructor(editor: SettingsEditor) {
    this.editor = editor;
  }

  /** A page was loaded. It asks for the state itself. */
  attach(port: Port): void {
    this.view?.dispose();
    this.view = connect<SettingsHost, SettingsView>(
      port,
      {
        state: () => {
          this.giveUpAnswer();
          return this.state();
        },
        preview: (request) => this.preview(request),
        apply: (request) => this.apply(request),
        propose: (text, unit, preset) => this.propose(text, unit, preset),
        fix: (text, finding, fix) => this.fix(text, finding, fix),
        explain: async (text, finding) => {
          const file = await this.fileOf(text);
          const found = file && allFindings(file)[finding];
          if (found) this.editor.explain(text, found.rule, found.span.start, found.connection);
        },
        tail: async (text, unit) => {
          const file = await this.fileOf(text);
          const targets = file && targetsIn(file).get(unit);
          if (targets)
            this.editor.tail(
              targets.topics.map(({ name }) => name),
              targets.bootstrapServers?.name,
            );
        },
        show: async (text, unit) => {
          const found = (await this.fileOf(text))?.analysis.units.find((one) => one.unit.id === unit);
          if (found) this.editor.select(text, found.unit.anchor.start);
        },
      },
      settingsDoor,
    );
  }

  detach(): void {
    this.view?.dispose();
    this.view = undefined;
  }

  /** Something that the view shows may have changed. Many calls at once cost one answer, of the last moment. */
  poke(): void {
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = this.tell().finally(() => {
      this.asking = undefined;
      if (!this.again) return;
      this.again = false;
      this.poke();
    });
  }

  dispose(): void {
    this.detach();
  }

  private async tell(): Promise<void> {
    if (!this.view) return;
    const state = await this.state();
    // A page that is being closed does not answer.
    const answered = this.view?.remote.poke(state).catch(() => undefined);
    const givenUp = new Promise<void>((resolve) => {
      this.giveUpAnswer = resolve;
    });
    await Promise.race([answered, givenUp]);
  }

  private async state(): Promise<SettingsState> {
    const file = await this.editor.current();
    return typeof file === 'string' ? { kind: 'empty', sentence: file } : fileState(file);
  }

  private async fileOf(text: TextRef): Promise<SettingsFile | undefined> {
    const file = await this.editor.current();
    return typeof file !== 'string' && file.ref.uri === text.uri && file.ref.version === text.version
      ? file
      : undefined;
  }

  private async preview(request: ChangeRequest): Promise<Preview> {
    const file = await this.fileOf(request.text);
    if (!file) return { kind: 'stale' };
    const planned = plan(file, request);
    if (planned.kind !== 'preview') return planned;
    const { unit, gained, lost, diff } = planned;
    const now = lineCounter(file.text);
    return {
      kind: 'preview',
      ladder: unit?.verdict && ladderOf(unit.unit, unit.verdict, file.javaVersion),
      verdict: unit?.verdict?.class,
      // Their lines are of a text that nobody sees yet, and their fixes cannot be applied to this one.
      gained: gained.map((finding) => ({ ...findingView(finding, -1, now), fixes: [] })),
      lost: lost.map((finding) => findingView(finding, -1, now)),
      diff,
      gone: unit === undefined,
    };
  }

  private async apply(request: ChangeRequest): Promise<Outcome> {
    const file = await this.fileOf(request.text);
    if (!file) return { kind: 'stale' };
    if (file.readOnly !== undefined) return { kind: 'refused', reason: file.readOnly };
    const planned = plan(file, request);
    if (planned.kind !== 'preview') return { kind: 'refused', reason: planned.reason };
    return this.write(file, planned.edits);
  }

  private async propose(text: TextRef, unitId: string, preset: PresetId): Promise<PresetProposal | undefined> {
    const file = await this.fileOf(text);
    const unit = file?.analysis.units.find((one) => one.unit.id === unitId)?.unit;
    return file && unit && presetChanges(preset, unit, file.javaVersion);
  }

  private async fix(text: TextRef, finding: number, fix: number): Promise<Outcome> {
    const file = await this.fileOf(text);
    const edits = file && allFindings(file)[finding]?.fixes[fix]?.edits;
    if (!file || !edits) return { kind: 'stale' };
    return file.readOnly === undefined ? this.write(file, edits) : { kind: 'refused', reason: file.readOnly };
  }

  private async write(file: SettingsFile, edits: Parameters<SettingsEditor['write']>[1]): Promise<Outcome> {
    if (edits.length === 0) return { kind: 'done' };
    const written = await this.editor.write(file.ref, edits);
    return written
      ? { kind: 'done' }
      : { kind: 'refused', reason: 'VS Code did not take the change: the file may be read-only or may have changed.' };
  }
}

/** Values come from a page: what is no value of its setting is refused before anything is planned. */
function plan(file: SettingsFile, { unit, changes }: ChangeRequest): ReturnType<typeof previewChange> {
  for (const { key, value } of changes) {
    const problem = value === undefined ? undefined : checkValue(key, value);
    if (problem !== undefined) return { kind: 'impossible', key, reason: problem };
  }
  return previewChange(file.text, file.analysis, unit, changes, file.analyse);
}
