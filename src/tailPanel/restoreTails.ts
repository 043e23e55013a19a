import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable';
import { renderSentence } from '../host/renderPage';
import type { ConnectionProfile } from '../kafka/profile';
import { readTailOptions } from '../protocol/readTailOptions';
import { fillPanel, type TailServices, tailViewType } from './openTail';

/** Brings tails back after a reload of the window. `findProfile` knows the connections that exist now. */
export function restoreTails(
  services: TailServices,
  findProfile: (id: string) => ConnectionProfile | undefined | PromiseLike<ConnectionProfile | undefined>,
): Disposable {
  return vscode.window.registerWebviewPanelSerializer(tailViewType, {
    async deserializeWebviewPanel(panel, state: unknown) {
      const options = readTailOptions(field(state, 'options'));
      const profile = await findProfile(String(field(state, 'connectionId')));
      if (options && profile) await fillPanel(services, panel, { profile, options });
      else {
        const topic = options ? `“${options.topic}”` : 'the topic';
        panel.webview.html = renderSentence(
          `The connection of this tail is no longer known. Add it in the Clusters view, then tail ${topic} from there.`,
        );
      }
    },
  });
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
