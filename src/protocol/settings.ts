import type { VerdictClass } from '../guarantees/analysis';
import type { Severity } from '../guarantees/finding';
import type { Ladder, Rung } from '../guarantees/ladder';
import type { SettingChange } from '../guarantees/planChanges';
import type { Preset, PresetId } from '../guarantees/presets';
import type { DiffLine } from '../guarantees/previewChange';
import type { SettingState } from '../guarantees/settingStates';

export type { Severity } from '../guarantees/finding';
export type { Hold, Ladder, Rung, RungId } from '../guarantees/ladder';
export type { SettingChange } from '../guarantees/planChanges';
export type { Preset, PresetId } from '../guarantees/presets';
export type { DiffLine } from '../guarantees/previewChange';
export type { SettingInput, SettingOrigin, SettingState, Usual } from '../guarantees/settingStates';

/** A text at one moment. What was prepared for it is refused for any other. */
export interface TextRef {
  readonly uri: string;
  readonly version: number;
}

export interface FindingView {
  /** The place among the findings of the file. */
  readonly index: number;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** 1-based. */
  readonly line: number;
  readonly fixes: readonly string[];
  /** The name of the connection whose cluster the finding is about; absent for findings of the text alone. */
  readonly connection?: string;
}

/** One unit of the file. */
export interface UnitCard {
  readonly id: string;
  readonly role: string;
  readonly label: string;
  /** The client with its version, and what stands around it: `Java client 4.2`. */
  readonly client: string;
  /** 1-based. */
  readonly line: number;
  /** Set for producers. */
  readonly ladder: Ladder | undefined;
  /** Topics that its text names; empty for what writes to none, and where the text does not tell. */
  readonly topics: readonly string[];
  readonly settings: readonly SettingState[];
  readonly findings: readonly FindingView[];
}

export type SettingsState =
  /** Nothing to show, and why. */
  | { readonly kind: 'empty'; readonly sentence: string }
  | {
      readonly kind: 'file';
      readonly text: TextRef;
      readonly name: string;
      /** Why the file cannot be changed. */
      readonly readOnly: string | undefined;
      /** Producers first. */
      readonly cards: readonly UnitCard[];
      /** Units of the file beyond those in `cards`. */
      readonly more: number;
      /** The unit under the cursor. */
      readonly at: string | undefined;
      readonly rungs: readonly Rung[];
      readonly presets: readonly Preset[];
    };

export interface ChangeRequest {
  readonly text: TextRef;
  readonly unit: string;
  readonly changes: readonly SettingChange[];
}

export type Preview =
  | {
      readonly kind: 'preview';
      /** Undefined where the unit is no producer, or nothing of it is left. */
      readonly ladder: Ladder | undefined;
      readonly verdict: VerdictClass | undefined;
      readonly gained: readonly FindingView[];
      readonly lost: readonly FindingView[];
      readonly diff: readonly DiffLine[];
      /** The unit would be gone from the file. */
      readonly gone: boolean;
    }
  /** One sentence. `key` is the setting that stands in the way. */
  | { readonly kind: 'impossible'; readonly key: string; readonly reason: string }
  /** The text has changed since; a new state is on its way. */
  | { readonly kind: 'stale' };

export interface PresetProposal {
  readonly changes: readonly SettingChange[];
  readonly notes: readonly string[];
}

/** `refused` carries one sentence. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'stale' }
  | { readonly kind: 'refused'; readonly reason: string };

/** What the extension host does for the view. */
export interface SettingsHost {
  state(): SettingsState;
  preview(request: ChangeRequest): Preview;
  /** Writes the changes, as one step for undo. */
  apply(request: ChangeRequest): Outcome;
  propose(text: TextRef, unit: string, preset: PresetId): PresetProposal | undefined;
  fix(text: TextRef, finding: number, fix: number): Outcome;
  explain(text: TextRef, finding: number): void;
  /** Reads the topic of the unit live; asks for what the text does not tell. */
  tail(text: TextRef, unit: string): void;
  /** Selects the unit in the editor. */
  show(text: TextRef, unit: string): void;
}

export interface SettingsView {
  poke(state: SettingsState): void;
}
