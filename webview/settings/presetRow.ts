import type { Preset } from '../../src/protocol/settings';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';

/** Choices by what the data need. A click fills the settings in and previews them; nothing is written. */
export class PresetRow {
  readonly root = element('section', 'presets');
  private readonly onChoose: (preset: Preset) => void;
  private shown = '';

  constructor(onChoose: (preset: Preset) => void) {
    this.onChoose = onChoose;
    this.root.setAttribute('aria-label', 'Presets');
  }

  show(presets: readonly Preset[]): void {
    this.root.hidden = presets.length === 0;
    const ids = presets.map(({ id }) => id).join();
    if (ids === this.shown) return;
    this.shown = ids;
    const buttons = presets.map((preset) =>
      makeButton(preset.title, `${preset.gives} ${preset.costs}`, () => this.onChoose(preset)),
    );
    this.root.replaceChildren(
      element('h3', '', 'Choose by what the data need'),
      element('div', 'preset-buttons', ...buttons),
    );
  }
}
