import type { ConnectionProfile } from '../kafka/profile';
import type { ConnectionSecrets } from '../kafka/secrets';
import type { TailHost, TailOptions, TailSnapshot } from './tail';

export interface TailStart {
  readonly profile: ConnectionProfile;
  /** From the host to its own thread and nowhere else. */
  readonly secrets: ConnectionSecrets;
  readonly options: TailOptions;
  readonly maxRows: number;
  readonly maxPayloadBytes: number;
}

/** Served by the worker thread: everything the view may ask, but for what needs the editor. */
export type TailWorker = Omit<TailHost, 'copy' | 'pickSchema'> & {
  start(start: TailStart): void;
  /** While false nothing is poked: the view is hidden. */
  setVisible(visible: boolean): void;
};

/** Served by the extension host to the worker. */
export type TailWorkerOwner = {
  poke(snapshot: TailSnapshot): void;
  log(level: 'debug' | 'info' | 'warn' | 'error', message: string): void;
};
