import { type Connection, connect } from '../../src/protocol/rpc';
import type { TailHost, TailView as TailViewMethods } from '../../src/protocol/tail';
import { registerControls } from '../shared/controls';
import { type EditorApi, viewPort } from '../shared/viewPort';
import { TailView } from './tailView';
import './tail.css';

declare function acquireVsCodeApi(): EditorApi;

registerControls();
const editor = acquireVsCodeApi();
const connection: Connection<TailHost> = connect<TailViewMethods, TailHost>(viewPort(editor), {
  poke: (snapshot) => view.accept(snapshot),
});
const view: TailView = new TailView(connection.remote, editor);
document.getElementById('tail')?.replaceWith(view.root);
void connection.remote.snapshot().then((snapshot) => view.accept(snapshot));
