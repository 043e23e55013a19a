export type KeyAction =
  | 'up'
  | 'down'
  | 'pageUp'
  | 'pageDown'
  | 'home'
  | 'end'
  | 'nextAnomaly'
  | 'previousAnomaly'
  | 'original'
  | 'open'
  | 'followKey'
  | 'produceAgain'
  | 'nextOfKey'
  | 'previousOfKey'
  | 'setMark'
  | 'toMark'
  | 'histogram'
  | 'lanes'
  | 'findings'
  | 'freeze'
  | 'columns'
  | 'live'
  | 'filter'
  | 'find'
  | 'nextMatch'
  | 'previousMatch'
  | 'goTo'
  | 'help'
  | 'escape';

const keys: Readonly<Record<string, KeyAction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'home',
  End: 'end',
  n: 'nextAnomaly',
  N: 'previousAnomaly',
  o: 'original',
  Enter: 'open',
  ' ': 'freeze',
  f: 'followKey',
  e: 'produceAgain',
  ']': 'nextOfKey',
  '[': 'previousOfKey',
  m: 'setMark',
  M: 'toMark',
  "'": 'toMark',
  h: 'histogram',
  k: 'lanes',
  a: 'findings',
  l: 'live',
  c: 'columns',
  '/': 'filter',
  F3: 'nextMatch',
  g: 'goTo',
  '?': 'help',
  Escape: 'escape',
};

/** For the help: keys as they are printed, and what they do. */
export const keyHelp: readonly (readonly [keys: string, what: string])[] = [
  ['↑ ↓', 'Select the row above or below'],
  ['Page Up, Page Down', 'A page up or down'],
  ['Home, End', 'First or last row'],
  ['n, N', 'Next or previous duplicate, gap or other finding'],
  ['o', 'From a duplicate to its original, and back'],
  ['Enter', 'Details of the selected row'],
  ['f', 'Follow the key of the selected record, or let it go'],
  ['e', 'Produce the selected record again, edited'],
  ['[, ]', 'Previous or next record of that key'],
  ["m, then M or '", 'Mark the selected row, and come back to it'],
  ['a', 'List of all findings'],
  ['h', 'Records and findings over time'],
  ['k', 'Lanes of the busiest keys'],
  ['Space', 'Freeze or unfreeze the view; reading goes on'],
  ['l', 'Follow the newest records (Live)'],
  ['c', 'Columns: choose, order, width, fields of the JSON; format of times'],
  ['Alt+← →, Shift+← →', 'On the title of a column: move it, resize it'],
  ['/', 'Filter the rows'],
  ['Ctrl+F, F3, Shift+F3', 'Find in the rows; next and previous match'],
  ['g', 'Go to an offset, partition:offset or time'],
  ['Esc', 'Close the details; deselect'],
  ['?', 'This list'],
];

/** Rows that a key moves the selection by; undefined for keys that do something else. */
export function stepOf(action: KeyAction, pageRows: number): number | undefined {
  const steps: Partial<Record<KeyAction, number>> = {
    up: -1,
    down: 1,
    pageUp: -pageRows,
    pageDown: pageRows,
    home: Number.NEGATIVE_INFINITY,
    end: Number.POSITIVE_INFINITY,
  };
  return steps[action];
}

/** What a key means in the grid; undefined for keys that belong to a control, to the editor or to nobody. */
export function actionOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): KeyAction | undefined {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key === 'f') return 'find';
  if (event.key === 'F3' && event.shiftKey) return 'previousMatch';
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  return Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
}
