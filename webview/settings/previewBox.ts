import { visibleText } from '../../src/base/visibleText';
import type { FindingView, Preview, UnitCard } from '../../src/protocol/settings';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';

/** Lines of a diff that are drawn; a preset changes six at most, a key that is written many times could be more. */
const lineLimit = 40;

/** What a change would do, before it is written. */
export class PreviewBox {
  readonly root = element('section', 'preview');
  private readonly content = element('div', 'preview-content');
  private readonly apply;

  constructor(onApply: () => void, onDiscard: () => void) {
    this.apply = makeButton('Apply', 'Write this to the file, as one step for undo', onApply);
    this.apply.appearance = 'primary';
    const discard = makeButton('Discard', 'Forget this choice; the file stays as it is', onDiscard);
    this.root.setAttribute('aria-label', 'Preview of the change');
    this.root.append(this.content, element('div', 'preview-buttons', this.apply, discard));
    this.content.setAttribute('aria-live', 'polite');
    this.root.hidden = true;
  }

  /** Without a preview the box goes. `hasChanges` is false where a preset found nothing to change. */
  show(unit: UnitCard, notes: readonly string[], preview: Preview | undefined, hasChanges: boolean): void {
    this.root.hidden = preview === undefined;
    if (preview === undefined) return;
    this.apply.disabled = preview.kind !== 'preview' || preview.diff.length === 0;
    const said = notes.map((note) => element('p', 'note', note));
    if (preview.kind !== 'preview') {
      const reason =
        preview.kind === 'impossible' ? `This cannot be written: ${preview.reason}` : 'The file has changed.';
      this.content.replaceChildren(element('p', 'preview-verdict', reason), ...said);
      return;
    }
    const parts: HTMLElement[] = hasChanges ? [element('p', 'preview-verdict', ...verdictText(unit, preview))] : [];
    parts.push(...said);
    parts.push(...findings('Gone:', 'lost', preview.lost), ...findings('New:', 'gained', preview.gained));
    if (preview.diff.length > 0) parts.push(diff(preview));
    else if (hasChanges) parts.push(element('p', 'note', 'The file says so already.'));
    this.content.replaceChildren(...parts);
  }
}

function verdictText(unit: UnitCard, preview: Extract<Preview, { kind: 'preview' }>): (Node | string)[] {
  if (preview.gone) return ['Nothing of this unit is left in the file then; it is judged with what it belongs to.'];
  const before = unit.ladder?.title;
  const after = preview.ladder?.title;
  if (after === undefined) return ['No producer: its delivery guarantee depends on who writes.'];
  if (before === after) return ['The guarantee stays: ', element('b', '', after)];
  return [before ?? '', ' → ', element('b', '', after)];
}

function findings(title: string, kind: string, list: readonly FindingView[]): HTMLElement[] {
  return list.map((finding) =>
    element('p', `change ${kind}`, element('span', 'change-kind', title), ' ', visibleText(finding.message)),
  );
}

function diff({ diff: lines }: Extract<Preview, { kind: 'preview' }>): HTMLElement {
  const box = element('pre', 'diff');
  box.tabIndex = 0;
  box.setAttribute('aria-label', 'Lines that change');
  for (const { kind, text } of lines.slice(0, lineLimit)) {
    const row = element('span', `diff-line ${kind}`, `${kind === 'added' ? '+' : '−'} ${visibleText(text)}`);
    box.append(row, '\n');
  }
  if (lines.length > lineLimit) box.append(`… and ${lines.length - lineLimit} lines more`);
  return box;
}
