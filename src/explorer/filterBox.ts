import * as vscode from 'vscode';
import { DisposableStore } from '../base/disposable';

/** Asks for a filter and applies it while it is typed. Escape brings back the one that was there. */
export function filterBox(
  options: { readonly title: string; readonly prompt: string; readonly value: string },
  apply: (text: string) => void,
): Promise<void> {
  const box = vscode.window.createInputBox();
  const owned = new DisposableStore();
  owned.add(box);
  box.title = options.title;
  box.prompt = options.prompt;
  box.value = options.value;
  let applied = options.value;
  const use = (text: string): void => {
    if (text === applied) return;
    applied = text;
    apply(text);
  };
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return new Promise((resolve) => {
    const end = (text: string): void => {
      clearTimeout(waiting);
      if (!owned.isDisposed) use(text);
      resolve();
      owned.dispose();
    };
    owned.add(
      box.onDidChangeValue((text) => {
        clearTimeout(waiting);
        // Each letter of a word need not be drawn.
        waiting = setTimeout(() => use(text.trim()), 120);
      }),
    );
    owned.add(box.onDidAccept(() => end(box.value.trim())));
    owned.add(box.onDidHide(() => end(options.value)));
    box.show();
  });
}
