import type { Remote } from '../../src/protocol/rpc';
import type { SettingsHost, SettingsState } from '../../src/protocol/settings';

/** The extension host, as the page calls it. */
export type Host = Remote<SettingsHost>;

export type FileState = Extract<SettingsState, { kind: 'file' }>;
