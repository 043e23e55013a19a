import { type Connection, connect } from '../../src/protocol/rpc';
import type { SettingsHost, SettingsView as SettingsViewMethods } from '../../src/protocol/settings';
import { registerControls } from '../shared/controls';
import { type EditorApi, viewPort } from '../shared/viewPort';
import { SettingsView } from './settingsView';
import './settings.css';

declare function acquireVsCodeApi(): EditorApi;

registerControls();
const editor = acquireVsCodeApi();
const connection: Connection<SettingsHost> = connect<SettingsViewMethods, SettingsHost>(viewPort(editor), {
  poke: (state) => view.accept(state),
});
const view: SettingsView = new SettingsView(connection.remote, editor);
document.getElementById('settings')?.replaceWith(view.root);
void connection.remote.state().then((state) => view.accept(state));
