import type { LabHost, LabView as LabViewMethods } from '../../src/protocol/lab';
import { type Connection, connect } from '../../src/protocol/rpc';
import { registerControls } from '../shared/controls';
import { type EditorApi, viewPort } from '../shared/viewPort';
import { LabView } from './labView';
import './lab.css';

declare function acquireVsCodeApi(): EditorApi;

registerControls();
const editor = acquireVsCodeApi();
const connection: Connection<LabHost> = connect<LabViewMethods, LabHost>(viewPort(editor), {
  poke: (state) => view.accept(state),
});
const view: LabView = new LabView(connection.remote, editor);
document.getElementById('lab')?.replaceWith(view.root);
void connection.remote.state().then((state) => view.accept(state));
