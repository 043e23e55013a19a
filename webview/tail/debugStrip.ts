import { visibleText } from '../../src/base/visibleText';
import { type DebugMark, type DebugTold, maxDebugMarks } from '../../src/protocol/debugMarks';
import { element } from '../shared/element';

/** Below the rows: what has happened in the debugger since the last of them, and what a long pause means. */
export class DebugStrip {
  readonly root = element('div', 'debug-strip');
  private readonly last = element('p', 'debug-last');
  private readonly warning = element('p', 'debug-warning');

  constructor() {
    this.root.hidden = true;
    this.warning.setAttribute('role', 'alert');
    this.root.append(this.last, this.warning);
  }

  show(debug: DebugTold | undefined): void {
    const { marks = [], trailing = 0, dropped = 0, warning } = debug ?? {};
    const behind = trailing === 0 ? [] : marks.slice(-trailing);
    setText(this.last, behind.slice(-shownMarks).map(markText).join(' · '));
    this.last.hidden = behind.length === 0;
    this.last.title =
      dropped === 0
        ? ''
        : `Only the last ${maxDebugMarks} marks of the debugger are kept; ${dropped} earlier ones are gone.`;
    setText(this.warning, visibleText(warning ?? ''));
    this.warning.hidden = warning === undefined;
    this.root.hidden = behind.length === 0 && warning === undefined;
  }
}

/** Of the line below the rows; what was before them says little of now. */
const shownMarks = 3;

/** One mark or several at the same place, with the time of each. */
export const markText = ({ kind, text, at }: DebugMark): string =>
  `${signs[kind]} ${new Date(at).toLocaleTimeString('en-GB')} ${visibleText(text)}`;

/** Told by shape and word, not by colour. Signs that fonts without emoji have, too. */
const signs: Readonly<Record<DebugMark['kind'], string>> = { start: '▶', pause: '‖', continue: '▷', end: '■' };

function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
