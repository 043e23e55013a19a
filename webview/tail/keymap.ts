export type KeyAction = (typeof bindings)[number]['action'];

/**
 * What each key does in the rows, and how the help says it. A binding without a text shares that of the one before: the
 * list of keys is made from this table, so that it knows all of them.
 */
const bindings = [
  { keys: ['ArrowUp'], action: 'up', shown: '↑ ↓', help: 'Select the row above or below' },
  { keys: ['ArrowDown'], action: 'down' },
  { keys: ['PageUp'], action: 'pageUp', shown: 'Page Up, Page Down', help: 'A page up or down' },
  { keys: ['PageDown'], action: 'pageDown' },
  { keys: ['Home'], action: 'home', shown: 'Home, End', help: 'First or last row' },
  { keys: ['End'], action: 'end' },
  { keys: ['n'], action: 'nextAnomaly', shown: 'n, N', help: 'Next or previous duplicate, gap or other finding' },
  { keys: ['N'], action: 'previousAnomaly' },
  { keys: ['o'], action: 'original', shown: 'o', help: 'From a duplicate to its original, and back' },
  { keys: ['Enter'], action: 'open', shown: 'Enter', help: 'Details of the selected row' },
  { keys: ['f'], action: 'followKey', shown: 'f', help: 'Follow the key of the selected record, or let it go' },
  { keys: ['['], action: 'previousOfKey', shown: '[, ]', help: 'Previous or next record of that key' },
  { keys: [']'], action: 'nextOfKey' },
  {
    keys: ['m'],
    action: 'setMark',
    shown: "m, then M or '",
    help: 'Mark the selected row, and come back to it',
  },
  { keys: ['M', "'"], action: 'toMark' },
  {
    keys: ['y'],
    action: 'copyMenu',
    shown: 'y, context menu key',
    help: 'Copy the selected row: as JSON, value, key, place, kcat command',
  },
  { keys: ['Ctrl+C'], action: 'copy', shown: 'Ctrl+C', help: 'Copy the selected row as JSON' },
  { keys: ['x'], action: 'export', shown: 'x', help: 'Export rows or a report into a file' },
  { keys: ['e'], action: 'produceAgain', shown: 'e', help: 'Produce the selected record again, edited' },
  { keys: ['a'], action: 'findings', shown: 'a', help: 'List of all findings' },
  { keys: ['h'], action: 'histogram', shown: 'h', help: 'Records and findings over time' },
  { keys: ['k'], action: 'lanes', shown: 'k', help: 'Lanes of the busiest keys' },
  { keys: [' '], action: 'freeze', shown: 'Space', help: 'Freeze or unfreeze the view; reading goes on' },
  { keys: ['l'], action: 'live', shown: 'l', help: 'Follow the newest records (Live)' },
  {
    keys: ['c'],
    action: 'columns',
    shown: 'c',
    help: 'Columns: choose, order, width, fields of the JSON; format of times',
  },
  { keys: ['/'], action: 'filter', shown: '/', help: 'Filter the rows' },
  {
    keys: ['Ctrl+F'],
    action: 'find',
    shown: 'Ctrl+F, F3, Shift+F3',
    help: 'Find in the rows; next and previous match',
  },
  { keys: ['F3'], action: 'nextMatch' },
  { keys: ['Shift+F3'], action: 'previousMatch' },
  { keys: ['g'], action: 'goTo', shown: 'g', help: 'Go to an offset, partition:offset or time' },
  { keys: ['Escape'], action: 'escape', shown: 'Esc', help: 'Close the details; deselect' },
  { keys: ['?'], action: 'help', shown: '?', help: 'This list' },
] as const satisfies readonly {
  readonly keys: readonly string[];
  readonly action: string;
  readonly shown?: string;
  readonly help?: string;
}[];

const actions = new Map<string, KeyAction>(bindings.flatMap(({ keys, action }) => keys.map((key) => [key, action])));

/** Keys that parts of the view have for themselves. */
const elsewhere: readonly (readonly [keys: string, what: string])[] = [
  ['Alt+← →, Shift+← →, Delete', 'On the title of a column: move it, resize it, hide it'],
  ['← →, Shift+← →, Enter, +, Esc', 'In the histogram: choose a span, make it longer, go there, zoom in, show all'],
  ['Arrows, Enter', 'In the lanes and the findings: move, go to the record'],
  ['Arrows, Delete', 'On the edge of the details: move it, put it back'],
  ['↑ ↓, then p', 'In the value of the details: choose a field, show it as a column'],
];

/** For the help: keys as they are printed, and what they do. */
export const keyHelp: readonly (readonly [keys: string, what: string])[] = [
  ...bindings.flatMap((binding) => ('help' in binding ? [[binding.shown, binding.help] as const] : [])),
  ...elsewhere,
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
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (altKey) return undefined;
  if (ctrlKey || metaKey) return shiftKey ? undefined : actions.get(`Ctrl+${key.toUpperCase()}`);
  // The other keys carry Shift in the character they give.
  return actions.get(shiftKey && /^F\d+$/.test(key) ? `Shift+${key}` : key);
}
