import type { EditorApi } from '../shared/viewPort';
import type { ViewState } from './viewState';

/** VS Code writes each state to disk at some time: not for every pixel of a scroll. */
const DELAY_MS = 300;

/** Makes a function that saves what `read` gives, a little later and once for many calls. */
export function keepState(editor: Pick<EditorApi, 'setState'>, read: () => ViewState): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      editor.setState(read());
    }, DELAY_MS);
  };
}
