import { visibleText } from '../../src/base/visibleText';
import type { Lane, LaneTick } from '../../src/protocol/tailQueries';
import { type FindingLook, findingLooks } from './findingLooks';
import { outlines } from './markLook';
import type { ThemeColours } from './themeColours';

export const LANE_HEIGHT = 24;
/** Above the first lane, for the arc that leaves it upwards. */
export const LANES_TOP = 5;
const MARK_SIZE = 12;
const TICK_HEIGHT = 7;
/** Half of the space that a gap leaves in its lane, before the record that jumped. */
const BREAK = 5;

export interface LaneScale {
  /** Place of a row, in CSS pixels. */
  x(row: number): number;
  /** Where the key's name ends and the lane begins. */
  readonly left: number;
}

/** Draws one lane with its top at `top`: records as ticks, findings by the shape and letter of their mark. */
export function drawLane(
  context: CanvasRenderingContext2D,
  lane: Lane,
  top: number,
  { x, left }: LaneScale,
  colours: ThemeColours,
  cursor: number | undefined,
): void {
  const middle = top + LANE_HEIGHT - 9;
  context.font = '12px monospace';
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = colours.text;
  context.fillText(fitted(context, lane.key ? visibleText(lane.key.text) : 'no key', left - 16), 12, middle);
  drawLine(context, lane.ticks, middle, x, colours);
  for (const tick of lane.ticks) if (tick.of) drawArc(context, tick, middle, x, left, colours);
  for (const [i, tick] of lane.ticks.entries()) {
    const at = x(tick.row);
    if (tick.gap) drawMark(context, findingLooks.gap, at - 2 * BREAK - 2, middle, colours);
    if (tick.kind) drawMark(context, findingLooks[tick.kind], at, middle, colours);
    else {
      context.fillStyle = colours.text;
      context.fillRect(at - 0.75, middle - TICK_HEIGHT / 2, 1.5, TICK_HEIGHT);
    }
    if (i !== cursor) continue;
    context.strokeStyle = colours.focus;
    context.lineWidth = 2;
    context.strokeRect(at - 8, middle - 8, 16, 16);
  }
}

/** From record to record; broken where numbers are missing. */
function drawLine(
  context: CanvasRenderingContext2D,
  ticks: readonly LaneTick[],
  y: number,
  x: LaneScale['x'],
  colours: ThemeColours,
): void {
  context.strokeStyle = colours.muted;
  context.lineWidth = 1;
  context.beginPath();
  for (const [i, { row, gap }] of ticks.entries()) {
    if (i === 0) context.moveTo(x(row), y);
    else if (!gap) context.lineTo(x(row), y);
    else {
      context.lineTo(Math.max(x(ticks[i - 1]?.row ?? row), x(row) - 4 * BREAK), y);
      context.moveTo(x(row), y);
    }
  }
  context.stroke();
}

/** Over the lane to the original; to the edge where that lies before the lanes or has left memory. */
function drawArc(
  context: CanvasRenderingContext2D,
  { row, of, kind }: LaneTick,
  y: number,
  x: LaneScale['x'],
  left: number,
  colours: ThemeColours,
): void {
  const to = Math.max(left, of?.row === undefined ? left : x(of.row));
  context.strokeStyle = colours.tone(kind ? findingLooks[kind].tone : 'info');
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x(row), y - MARK_SIZE / 2);
  context.quadraticCurveTo((x(row) + to) / 2, y - LANE_HEIGHT, to, y - 3);
  context.stroke();
}

function drawMark(
  context: CanvasRenderingContext2D,
  { shape, letter, tone }: FindingLook,
  x: number,
  y: number,
  colours: ThemeColours,
): void {
  const scale = MARK_SIZE / 16;
  context.save();
  context.translate(x - MARK_SIZE / 2, y - MARK_SIZE / 2);
  context.scale(scale, scale);
  const outline = new Path2D(outlines[shape]);
  context.fillStyle = colours.background;
  context.fill(outline);
  context.strokeStyle = colours.tone(tone);
  context.lineWidth = 1.8;
  context.stroke(outline);
  context.fillStyle = colours.tone(tone);
  context.font = '700 10px sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(letter, 8, shape === 'triangle' ? 10 : 8.5);
  context.restore();
}

/** The text, cut where it is wider than its place. */
function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  // A key may be long: what cannot fit is not measured.
  let shown = text.slice(0, 80);
  if (shown.length === text.length && context.measureText(shown).width <= width) return shown;
  while (shown.length > 0 && context.measureText(`${shown}…`).width > width) shown = shown.slice(0, -1);
  return `${shown}…`;
}
