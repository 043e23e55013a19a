import type { ConnectionFormHost, ConnectionFormView } from '../../src/protocol/connectionForm';
import { type Connection, connect } from '../../src/protocol/rpc';
import { registerControls } from '../shared/controls';
import { type EditorApi, viewPort } from '../shared/viewPort';
import { ConnectionView } from './connectionView';
import './connection.css';

declare function acquireVsCodeApi(): EditorApi;

registerControls();
const connection: Connection<ConnectionFormHost> = connect<ConnectionFormView, ConnectionFormHost>(
  viewPort(acquireVsCodeApi()),
  { step: (step) => view.step(step) },
);
const view: ConnectionView = new ConnectionView(connection.remote);
document.getElementById('connection')?.replaceWith(view.root);
void connection.remote.state().then((state) => view.accept(state));
