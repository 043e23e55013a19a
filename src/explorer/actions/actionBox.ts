import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import { inertText } from '../../base/inertText';
import { inform } from '../../host/messages';
import { KafkaError } from '../../kafka/errors';

export interface ActionBox {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly isSecret?: boolean;
  /** One sentence why the text will not do; undefined when it will. */
  check(text: string): string | undefined;
  /** Rejects with a KafkaError, whose sentence is shown in the box. `report` says what is being done. */
  act(text: string, report: (doing: string) => void): Promise<void>;
}

/**
 * Asks for a text and does with it what changes a cluster, in one box: what is wrong with the text, that it is being
 * done and why it failed stand where the user looks. Escape gives up, also while it runs. True when it was done.
 */
export function actionBox(options: ActionBox): Promise<boolean> {
  const box = vscode.window.createInputBox();
  const owned = new DisposableStore();
  owned.add(box);
  const prompt = inertText(options.prompt);
  box.title = options.title;
  box.prompt = prompt;
  box.placeholder = options.placeholder ?? '';
  box.value = options.value ?? '';
  box.password = options.isSecret === true;
  box.ignoreFocusOut = true;
  return new Promise((resolve, reject) => {
    let isRunning = false;
    const end = (done: boolean): void => {
      // Disposing hides the box, which would end the conversation a second time: the first answer counts.
      resolve(done);
      owned.dispose();
    };
    const say = (problem: string | undefined): void => {
      box.validationMessage = problem === undefined ? undefined : inertText(problem);
    };
    const run = async (): Promise<void> => {
      const problem = options.check(box.value);
      say(problem);
      if (problem !== undefined || isRunning) return;
      isRunning = true;
      box.busy = true;
      box.enabled = false;
      try {
        await options.act(box.value, (doing) => {
          box.prompt = inertText(`${doing} Escape stops waiting.`);
        });
        end(true);
      } catch (error) {
        if (owned.isDisposed) return;
        if (!(error instanceof KafkaError)) {
          // A surprise: the command fails with it, so that VS Code says and logs it.
          reject(error);
          isRunning = false;
          owned.dispose();
          return;
        }
        isRunning = false;
        box.busy = false;
        box.enabled = true;
        box.prompt = prompt;
        say(`${error.message} Enter tries again.`);
      }
    };
    owned.add(box.onDidChangeValue((text) => say(text === '' ? undefined : options.check(text))));
    owned.add(box.onDidAccept(() => void run()));
    owned.add(
      box.onDidHide(() => {
        if (isRunning) {
          void inform(
            `${options.title}: no longer waiting for an answer. The cluster may still carry it out; refresh to see.`,
          );
        }
        end(false);
      }),
    );
    box.show();
  });
}
