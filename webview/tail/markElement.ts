import { type MarkLook, outlines } from './markLook';

const svgSpace = 'http://www.w3.org/2000/svg';

/** The drawing of a mark; a recycled row only changes attributes of it. Hidden from screen readers: its text is the row's to tell. */
export class MarkElement {
  readonly root = document.createElementNS(svgSpace, 'svg');
  private readonly outline = document.createElementNS(svgSpace, 'path');
  private readonly letter = document.createTextNode('');

  constructor() {
    const text = document.createElementNS(svgSpace, 'text');
    this.root.setAttribute('viewBox', '0 0 16 16');
    this.root.setAttribute('aria-hidden', 'true');
    text.setAttribute('x', '8');
    text.setAttribute('y', '11.6');
    text.setAttribute('text-anchor', 'middle');
    text.append(this.letter);
    this.root.append(this.outline, text);
  }

  show(look: Pick<MarkLook, 'shape' | 'tone' | 'letter' | 'filled'> | undefined): void {
    this.root.style.visibility = look ? 'visible' : 'hidden';
    if (!look) return;
    this.outline.setAttribute('d', outlines[look.shape]);
    this.root.setAttribute('class', `mark mark-${look.tone} mark-${look.shape}${look.filled ? ' filled' : ''}`);
    if (this.letter.data !== look.letter) this.letter.data = look.letter;
  }
}
