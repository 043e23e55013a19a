import { visibleText } from '../../src/base/visibleText';
import type { TailDetails } from '../../src/protocol/tail';
import type { Advice, LookedAgain } from '../../src/protocol/tailQueries';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';
import { compareRecords, type FieldChange, type TextChange } from './compareRecords';

/** Shared text around a difference is told up to here; the pane below has the whole. */
const MAX_CONTEXT = 60;
const MAX_TEXT = 2000;

/** What usually lies behind a finding, and what to look at. */
export function adviceSection({ causes, checks }: Advice): HTMLElement {
  return element(
    'section',
    'advice',
    element('h3', '', 'What usually causes it'),
    list(causes),
    element('h3', '', 'What to check'),
    list(checks),
  );
}

/** What the copy has other than its original; undefined original = Kafka does not have it any more. */
export function comparisonSection(
  original: TailDetails | undefined,
  copy: TailDetails,
  nameOf: (partition: number) => string,
): HTMLElement {
  const section = element('section', 'comparison', element('h3', '', 'Compared with the original'));
  if (!original) {
    section.append(element('p', 'muted', 'The original is neither in memory nor in Kafka any more.'));
    return section;
  }
  const { same, changed, value, unknown } = compareRecords(original, copy, nameOf);
  if (same.length > 0) section.append(element('p', 'muted', `Equal: ${same.join(', ')}.`));
  if (unknown.length > 0) section.append(element('p', 'muted', `Not compared: ${unknown.join(', ')}.`));
  if (changed.length > 0) section.append(changeTable(changed));
  if (value) section.append(element('p', 'muted', 'value, differing part:'), changedText(value));
  return section;
}

export const lookAgainSection = (ask: () => Promise<LookedAgain>): HTMLElement =>
  askSection('Look again', 'Read it from the broker once more', ask);

export const verifySection = (ask: () => Promise<LookedAgain>): HTMLElement =>
  askSection(
    'Verify checksum',
    'Read the batch of this record from the broker once more and compute its checksum',
    ask,
  );

/** A button that asks the broker, and what it answered. */
function askSection(name: string, tooltip: string, ask: () => Promise<LookedAgain>): HTMLElement {
  const answer = element('div', 'looked-again');
  answer.setAttribute('role', 'status');
  const button = makeButton(name, tooltip, () => {
    button.disabled = true;
    answer.replaceChildren(element('p', 'muted', 'Reading from Kafka…'));
    ask()
      .then(
        ({ sentence, evidence }) => {
          const at = new Date().toLocaleTimeString('en-GB');
          answer.replaceChildren(element('p', '', visibleText(`${at}: ${sentence}`)), list(evidence));
        },
        (error: unknown) => {
          answer.replaceChildren(element('p', '', visibleText(error instanceof Error ? error.message : String(error))));
        },
      )
      .finally(() => {
        button.disabled = false;
      });
  });
  return element('section', 'look-again', button, answer);
}

function changeTable(changed: readonly FieldChange[]): HTMLElement {
  const head = element('tr', '', ...['Field', 'Original', 'Copy'].map((name) => element('th', '', name)));
  for (const cell of head.children) cell.setAttribute('scope', 'col');
  const rows = changed.map(({ name, original, copy }) => {
    const title = element('th', '', visibleText(name));
    title.setAttribute('scope', 'row');
    return element('tr', '', title, side(original, 'removed'), side(copy, 'added'));
  });
  return element('table', 'changes', element('thead', '', head), element('tbody', '', ...rows));
}

const side = (text: string | undefined, className: string): HTMLElement =>
  text === undefined ? element('td', 'muted', 'none') : element('td', className, visibleText(clipped(text)));

/** Removed and added are told by element and sign, not by colour alone. */
function changedText({ before, removed, added, after }: TextChange): HTMLElement {
  const start = before.length > MAX_CONTEXT ? `…${before.slice(-MAX_CONTEXT)}` : before;
  const end = after.length > MAX_CONTEXT ? `${after.slice(0, MAX_CONTEXT)}…` : after;
  const parts = [
    visibleText(start, 'block'),
    ...(removed === '' ? [] : [element('del', 'removed', visibleText(clipped(removed), 'block'))]),
    ...(added === '' ? [] : [element('ins', 'added', visibleText(clipped(added), 'block'))]),
    visibleText(end, 'block'),
  ];
  const pre = element('pre', 'changed-text', ...parts);
  pre.tabIndex = 0;
  pre.setAttribute('aria-label', 'Difference of the values');
  return pre;
}

const clipped = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);

const list = (lines: readonly string[]): HTMLElement =>
  element('ul', '', ...lines.map((line) => element('li', '', visibleText(line))));
