import type { Preset, PresetId } from '../../src/protocol/settings';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';

/** Choices by what the data need. A click fills the settings in and previews them; nothing is written. */
export class PresetRow {
  readonly root = element('section', 'presets');
  private readonly onChoose: (preset: PresetId) => void;
  private readonly about = element('p', 'preset-about');
  private shown = '';

  constructor(onChoose: (preset: PresetId) => void) {
    this.onChoose = onChoose;
    this.root.setAttribute('aria-label', 'Presets');
  }

  show(presets: readonly Preset[]): void {
    this.root.hidden = presets.length === 0;
    const ids = presets.map(({ id }) => id).join();
    if (ids === this.shown) return;
    this.shown = ids;
    const buttons = presets.map((preset) => {
      const button = makeButton(preset.title, `${preset.gives} ${preset.costs}`, () => {
        this.about.replaceChildren(
          element('b', '', `${preset.title}. `),
          `${preset.gives} Cost: ${lower(preset.costs)}`,
        );
        for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
        this.onChoose(preset.id);
      });
      button.setAttribute('aria-pressed', 'false');
      return button;
    });
    this.about.textContent = '';
    this.root.replaceChildren(
      element('h3', '', 'Choose by what the data need'),
      element('div', 'preset-buttons', ...buttons),
      this.about,
    );
  }
}

const lower = (sentence: string): string => sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
