import { visibleText } from '../../src/base/visibleText';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';
import { pathsOfLines } from './jsonPath';
import { jsonRuns } from './jsonRuns';
import type { TextPainter } from './textPainter';

/** Characters that are coloured; what comes behind is shown plainly. */
const MAX_COLOURED = 64 * 1024;

/** Of the block, where each line begins and which field it stands for. */
interface Lines {
  readonly starts: readonly number[];
  readonly paths: readonly (string | undefined)[];
}

/** The text of a payload as a block; coloured where it is JSON. */
export function payloadBlock(text: string, isJson: boolean, name: string, painter: TextPainter): HTMLPreElement {
  const shown = visibleText(text, 'block');
  const node = document.createTextNode(shown);
  const block = element('pre', '', node);
  block.tabIndex = 0;
  block.setAttribute('aria-label', name);
  if (isJson) painter.paint(node, jsonRuns(shown, MAX_COLOURED), 'all');
  return block;
}

/**
 * Lets a field of formatted JSON be chosen, by a click or the arrow keys in the block, and shown as a column, by the
 * button that this answers or by the key p.
 */
export function fieldPicker(
  block: HTMLPreElement,
  formatted: string,
  painter: TextPainter,
  pin: (path: string) => void,
): HTMLElement {
  const lines = linesOf(block.textContent, formatted);
  let at = -1;
  const button = makeButton('Add column', '', () => act());
  const act = (): void => {
    const path = lines.paths[at];
    if (path !== undefined) pin(path);
  };
  const choose = (line: number): void => {
    at = line;
    const path = lines.paths[line];
    button.hidden = path === undefined;
    button.textContent = path === undefined ? '' : `Add column ${visibleText(path)}`;
    button.title = 'Show this field of every record as a column (p)';
    markLine(block, lines, line, painter);
  };
  button.hidden = true;
  button.classList.add('pin-field');
  block.setAttribute('aria-description', 'Arrow up and down choose a field, p shows it as a column');
  block.addEventListener('click', () => {
    const selection = getSelection();
    if (selection?.isCollapsed && selection.focusNode === block.firstChild)
      choose(lineAt(lines.starts, selection.focusOffset));
  });
  block.addEventListener('keydown', (event) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (by !== 0) choose(nextPath(lines.paths, at, by));
    else if (event.key === 'p') act();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return button;
}

function linesOf(shown: string, formatted: string): Lines {
  const starts = [0];
  for (let at = shown.indexOf('\n'); at >= 0; at = shown.indexOf('\n', at + 1)) starts.push(at + 1);
  return { starts, paths: pathsOfLines(formatted) };
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** The next line that stands for a field; the same when there is none. */
function nextPath(paths: Lines['paths'], from: number, by: 1 | -1): number {
  for (let at = from + by; at >= 0 && at < paths.length; at += by) if (paths[at] !== undefined) return at;
  return from;
}

function markLine(block: HTMLPreElement, { starts }: Lines, line: number, painter: TextPainter): void {
  const node = block.firstChild;
  const start = starts[line];
  if (!(node instanceof Text) || start === undefined) return;
  const end = starts[line + 1] ?? node.length;
  const range = painter.chosen(node, start, end);
  const box = range.getBoundingClientRect();
  const around = block.getBoundingClientRect();
  if (box.top < around.top) block.scrollTop += box.top - around.top;
  else if (box.bottom > around.bottom) block.scrollTop += box.bottom - around.bottom;
}
