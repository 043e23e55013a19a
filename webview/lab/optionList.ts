import { visibleText } from '../../src/base/visibleText';
import type { LabOption } from '../../src/protocol/lab';
import { makeCheckbox } from '../shared/controls';
import { element } from '../shared/element';

/** Check boxes with what each of them means. */
export class OptionList {
  readonly root: HTMLElement;
  private readonly boxes: ReadonlyMap<string, ReturnType<typeof makeCheckbox>>;

  constructor(title: string, options: readonly LabOption[], onInput: () => void) {
    const heading = element('legend', '', title);
    this.root = element('fieldset', 'options', heading);
    this.boxes = new Map(
      options.map(({ id, title: name, meaning, refusal }) => {
        const box = makeCheckbox(name, meaning, onInput);
        box.disabled = refusal !== undefined;
        const text = refusal === undefined ? meaning : `${meaning} ${refusal}`;
        this.root.append(element('div', 'option', box, element('p', 'meaning', visibleText(text))));
        return [id, box] as const;
      }),
    );
  }

  read(): string[] {
    return [...this.boxes].filter(([, box]) => box.checked && !box.disabled).map(([id]) => id);
  }

  write(ids: readonly string[]): void {
    for (const [id, box] of this.boxes) box.checked = ids.includes(id);
  }
}
