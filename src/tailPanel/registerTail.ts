import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { registerCommand } from '../host/command';
import { onSettingChange, readSetting, readSettingLevels } from '../host/settings';
import { startWorkerPort } from '../host/workerPort';
import type { ConnectionProfile } from '../kafka/profile';
import type { TailOptions } from '../protocol/tail';
import { DebugSessions } from './DebugSessions';
import { openTail, type TailServices } from './openTail';
import { defaultPollInterval, type PollInterval } from './pauseWarning';
import { restoreTails } from './restoreTails';
import { TailTitles } from './TailTitles';

/** What the tails need of other features. */
export interface TailParts
  extends Pick<TailServices, 'extensionUri' | 'log' | 'secrets' | 'producers' | 'showProducer'> {
  /** The connection as it is now. */
  find(connection: string): ConnectionProfile | undefined;
  /** How long the group of a folder's consumer waits for it, where a file says so. */
  pollInterval(folder: string | undefined): PollInterval | undefined;
}

export interface TailFeature extends Disposable {
  /** Opens a live tail in an editor tab of its own; several may be open at once, also of one topic. */
  open(profile: ConnectionProfile, options: TailOptions): Promise<void>;
}

/**
 * Live tails, those of the last session of the window, and the commands of the one that is the active editor. VS Code
 * moves the tab with its webview; where that is loaded anew, the state that it keeps brings filter, columns, panes and
 * place back, and the worker has never stopped.
 */
export function registerTail(parts: TailParts): TailFeature {
  const owned = new DisposableStore();
  const debugging = owned.add(
    new DebugSessions({ pollInterval: (folder) => parts.pollInterval(folder) ?? defaultPollInterval }),
  );
  const services: TailServices = {
    ...parts,
    titles: new TailTitles(),
    debugging,
    startWorker: () => startWorkerPort(vscode.Uri.joinPath(parts.extensionUri, 'dist', 'tailWorker.js').fsPath),
    bounds: () => ({
      maxRows: readSetting('acklens.tail.maxRows'),
      maxPayloadBytes: readSetting('acklens.tail.maxMegabytes') * 1_048_576,
    }),
    redaction: () => ({
      // What one level hides no other shows.
      rules: [...new Set(readSettingLevels('acklens.tail.redact').flatMap(({ value }) => value))],
      inView: readSetting('acklens.tail.redactInView'),
    }),
    onRedactionChange: (listener) => onSettingChange(['acklens.tail.redact', 'acklens.tail.redactInView'], listener),
  };
  owned.add(restoreTails(services, (id) => parts.find(id)));
  owned.add(
    registerCommand('acklens.moveTailAside', () =>
      vscode.commands.executeCommand('workbench.action.moveEditorToRightGroup'),
    ),
  );
  owned.add(
    registerCommand('acklens.moveTailToWindow', () =>
      vscode.commands.executeCommand('workbench.action.moveEditorToNewWindow'),
    ),
  );
  return { open: (profile, options) => openTail(services, { profile, options }), dispose: () => owned.dispose() };
}
