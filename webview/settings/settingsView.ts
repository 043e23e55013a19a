import { visibleText } from '../../src/base/visibleText';
import type { Outcome, SettingsState } from '../../src/protocol/settings';
import { element } from '../shared/element';
import type { EditorApi } from '../shared/viewPort';
import { Card } from './card';
import { Drafts } from './drafts';
import type { FileState, Host } from './settingsHost';

/** Files with more units than this show the one at the cursor open and the others as a line each. */
const openLimit = 3;

/** Follows the editor: a card for each unit of the file. */
export class SettingsView {
  readonly root = element('main', 'settings');
  private readonly host: Host;
  private readonly editor: EditorApi;
  private readonly drafts: Drafts;
  private readonly title = element('h1', 'file');
  private readonly readOnly = element('p', 'notice');
  private readonly list = element('div', 'cards');
  private readonly more = element('p', 'more');
  private readonly empty = element('p', 'empty', 'Looking at the active editor…');
  private readonly announcer = element('p', 'for-screen-reader');
  private cards = new Map<string, Card>();
  private uri: string | undefined;
  private at: string | undefined;

  constructor(host: Host, editor: EditorApi) {
    this.host = host;
    this.editor = editor;
    this.drafts = Drafts.fromJson(editor.getState());
    this.readOnly.hidden = true;
    this.more.hidden = true;
    this.title.hidden = true;
    this.announcer.setAttribute('role', 'status');
    this.root.append(this.title, this.readOnly, this.list, this.more, this.empty, this.announcer);
  }

  accept(state: SettingsState): void {
    this.empty.hidden = state.kind !== 'empty';
    this.title.hidden = state.kind === 'empty';
    if (state.kind === 'empty') {
      this.uri = undefined;
      this.at = undefined;
      this.clear();
      this.readOnly.hidden = true;
      this.more.hidden = true;
      this.empty.textContent = visibleText(state.sentence);
      return;
    }
    this.showFile(state);
  }

  private showFile(state: FileState): void {
    const isOther = this.uri !== state.text.uri;
    if (isOther) this.clear();
    this.uri = state.text.uri;
    this.title.textContent = visibleText(state.name);
    this.title.title = `The view follows the editor; it shows ${visibleText(state.name)}`;
    this.readOnly.hidden = state.readOnly === undefined;
    this.readOnly.textContent = state.readOnly === undefined ? '' : visibleText(state.readOnly);
    this.more.hidden = state.more === 0;
    this.more.textContent = `${state.more} more ${state.more === 1 ? 'unit is' : 'units are'} in this file. Put the cursor into one to see it here.`;
    const kept = new Map<string, Card>();
    const moved = state.at !== this.at || isOther;
    for (const unit of state.cards) {
      const card = this.cards.get(unit.id) ?? this.makeCard(unit.id, state.cards.length <= openLimit);
      this.cards.delete(unit.id);
      kept.set(unit.id, card);
      card.update(state, unit, this.drafts.of(state.text.uri, unit.id));
      card.mark(unit.id === state.at);
      if (unit.id === state.at && moved) card.open();
    }
    for (const card of this.cards.values()) card.root.remove();
    this.cards = kept;
    this.place([...kept.values()]);
    this.at = state.at;
    // Only a cursor that moved moves the view: typing in the file, or in a card, must not.
    if (moved && state.at !== undefined) kept.get(state.at)?.root.scrollIntoView({ block: 'nearest' });
  }

  /** Moves only what stands elsewhere: an element that is moved loses the focus. */
  private place(cards: readonly Card[]): void {
    cards.forEach((card, n) => {
      const there = this.list.children[n];
      if (there !== card.root) this.list.insertBefore(card.root, there ?? null);
    });
  }

  private makeCard(unit: string, open: boolean): Card {
    const card = new Card(this.host, {
      draft: () => this.drafts.touch(this.uri ?? '', unit),
      discard: () => this.drafts.discard(this.uri ?? '', unit),
      changed: () => this.editor.setState(this.drafts.toJson()),
      tell: (outcome) => this.tell(outcome),
      say: (sentence) => this.say(sentence),
    });
    if (open) card.open();
    return card;
  }

  private clear(): void {
    this.cards.clear();
    this.list.replaceChildren();
  }

  private tell(outcome: Outcome): void {
    if (outcome.kind === 'done') this.say('Written to the file. Undo takes it back in one step.');
    else if (outcome.kind === 'stale') this.say('The file has changed meanwhile. Look at the preview again.');
    else this.say(outcome.reason);
  }

  private say(sentence: string): void {
    this.announcer.textContent = sentence;
  }
}
