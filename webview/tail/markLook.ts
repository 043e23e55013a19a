import type { GapRow, HoleRow, Mark } from '../../src/protocol/tail';

export type Shape = 'square' | 'diamond' | 'circle' | 'triangle' | 'hexagon' | 'octagon' | 'ring';
export type Tone = 'duplicate' | 'gap' | 'late' | 'conflict' | 'restart' | 'error' | 'info';

/** How a mark looks: shape and letter tell the kind without colour, a filled shape tells that it is certain. */
export interface MarkLook {
  readonly shape: Shape;
  readonly letter: string;
  readonly tone: Tone;
  readonly filled: boolean;
  readonly text: string;
}

export function lookOfMark(mark: Mark): MarkLook {
  const { letter, text, state } = mark;
  if (state === 'retracted') return { shape: 'circle', letter, tone: 'info', filled: false, text };
  const filled = mark.confidence === 'proven';
  switch (mark.code) {
    case 'D1':
    case 'D2':
    case 'D3':
    case 'D4':
      return { shape: 'square', letter, tone: 'duplicate', filled, text };
    case 'D6':
      return { shape: 'octagon', letter, tone: 'error', filled: true, text };
    case 'D7':
      return { shape: 'triangle', letter, tone: 'conflict', filled, text };
    case 'G1':
    case 'G3':
    case 'G4':
      return { shape: 'diamond', letter, tone: 'gap', filled: state === 'confirmed', text };
    case 'G2':
      return { shape: 'circle', letter, tone: 'late', filled: false, text };
    case 'G5':
      return { shape: 'hexagon', letter, tone: 'restart', filled: false, text };
    default:
      return { shape: 'circle', letter, tone: 'info', filled: false, text };
  }
}

export function lookOfGap(gap: GapRow): MarkLook {
  const settled = gap.state === 'filled' || gap.state === 'retracted';
  return {
    shape: 'diamond',
    letter: 'G',
    tone: settled ? 'info' : 'gap',
    filled: gap.state === 'confirmed',
    text: gap.text,
  };
}

/** Harmless holes carry no mark, only their hairline. */
export function lookOfHole(hole: HoleRow): MarkLook | undefined {
  const { text } = hole;
  if (isTruncation(hole)) return { shape: 'octagon', letter: 'T', tone: 'error', filled: true, text };
  if (hole.code === 'O11') return { shape: 'hexagon', letter: 'N', tone: 'restart', filled: true, text };
  if (hole.code === 'O5') return { shape: 'triangle', letter: 'E', tone: 'gap', filled: false, text };
  if (hole.code === 'O10') return { shape: 'triangle', letter: '?', tone: 'gap', filled: false, text };
  return undefined;
}

/** Drawn over the whole width: what follows does not go on where the rows before it ended. */
export const isBar = (hole: HoleRow): boolean => isTruncation(hole) || hole.code === 'O11';

const isTruncation = (hole: HoleRow): boolean => hole.code === 'O7' || hole.code === 'O8';

/** Outlines in a square of 16 units, drawn as one path so that a recycled row only changes an attribute. */
export const outlines: Readonly<Record<Shape, string>> = {
  square: 'M2.5 1.5h11a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1z',
  diamond: 'M8 0.5L15.5 8L8 15.5L0.5 8z',
  circle: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z',
  triangle: 'M8 0.8L15.6 14.5H0.4z',
  hexagon: 'M4.2 1.5h7.6L15.5 8l-3.7 6.5H4.2L0.5 8z',
  octagon: 'M5 0.8h6L15.2 5v6L11 15.2H5L0.8 11V5z',
  ring: 'M8 3.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z',
};
