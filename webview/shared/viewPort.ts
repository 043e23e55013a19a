import { type Disposable, toDisposable } from '../../src/base/disposable';
import type { Port } from '../../src/protocol/rpc';

/** What VS Code gives to the script of a webview, once. */
export interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** The extension host's end, as seen from the page. */
export function viewPort(editor: EditorApi): Port {
  return {
    post: (message) => editor.postMessage(message),
    onMessage(listener): Disposable {
      const receive = (event: MessageEvent<unknown>): void => listener(event.data);
      window.addEventListener('message', receive);
      return toDisposable(() => window.removeEventListener('message', receive));
    },
  };
}
