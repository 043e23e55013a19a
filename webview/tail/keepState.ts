import type { EditorApi } from '../shared/viewPort';
import type { ViewState } from './viewState';

/** VS Code writes each state to disk at some time: not for every pixel of a scroll. */
const DELAY_MS = 300;

export interface KeptState {
  /** A little later, and once for many calls. */
  soon(): void;
  /** What the worker knows too must not be forgotten here: a view that is moved to another group is loaded anew at once. */
  now(): void;
}

/** Saves what `read` gives. */
export function keepState(editor: Pick<EditorApi, 'setState'>, read: () => ViewState): KeptState {
  let waiting = false;
  const now = (): void => editor.setState(read());
  return {
    now,
    soon() {
      if (waiting) return;
      waiting = true;
      setTimeout(() => {
        waiting = false;
        now();
      }, DELAY_MS);
    },
  };
}
