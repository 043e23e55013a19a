import type { ProduceHost, ProduceView as ProduceViewMethods } from '../../src/protocol/produce';
import { type Connection, connect } from '../../src/protocol/rpc';
import { registerControls } from '../shared/controls';
import { type EditorApi, viewPort } from '../shared/viewPort';
import { ProduceView } from './produceView';
import './produce.css';

declare function acquireVsCodeApi(): EditorApi;

registerControls();
const editor = acquireVsCodeApi();
const connection: Connection<ProduceHost> = connect<ProduceViewMethods, ProduceHost>(viewPort(editor), {
  poke: (state) => view.accept(state),
});
const view: ProduceView = new ProduceView(connection.remote, editor);
document.getElementById('produce')?.replaceWith(view.root);
void connection.remote.state().then((state) => view.accept(state));
