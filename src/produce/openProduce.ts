import * as vscode from 'vscode';
import { DisposableStore, toDisposable } from '../base/disposable';
import { visibleText } from '../base/visibleText';
import { runCommand } from '../host/command';
import { fillWebview } from '../host/fillWebview';
import type { Producer, ProducerCodec } from '../kafka/producer';
import type { ConnectionProfile } from '../kafka/profile';
import type { SchemaRegistry } from '../kafka/schemas';
import type { Port } from '../protocol/rpc';
import { firstForm, formOf, type RecordToEdit } from './firstForm';
import { ProduceBridge } from './produceBridge';
import { SchemaEncoders, type SchemaParts } from './SchemaEncoders';
import type { TopicFacts } from './topicFacts';

export interface ProduceServices {
  readonly extensionUri: vscode.Uri;
  openProducer(profile: ConnectionProfile): Promise<Producer>;
  topicFacts(profile: ConnectionProfile, topic: string): Promise<TopicFacts>;
  /** The connection as it is now: it may have become read-only, or be gone. */
  find(connection: string): ConnectionProfile | undefined;
  /** Rejects with a KafkaError; asked only where the connection has a registry. */
  openRegistry(profile: ConnectionProfile): Promise<SchemaRegistry>;
  readonly openCodec: SchemaParts['openCodec'];
  readonly codecs: readonly ProducerCodec[];
  log(message: string): void;
}

/** Opens the form to produce to a topic in an editor tab; with a record, to send it again, edited. */
export function openProduce(
  services: ProduceServices,
  profile: ConnectionProfile,
  topic: string,
  record?: RecordToEdit,
): vscode.WebviewPanel {
  const title = `${visibleText(topic)} · Produce`;
  const panel = vscode.window.createWebviewPanel('acklens.produce', title, vscode.ViewColumn.Active);
  const { webview } = panel;
  const owned = new DisposableStore();
  const bridge = owned.add(
    new ProduceBridge({
      connection: profile.name,
      topic,
      form: record ? formOf(record) : firstForm,
      ...(record ? { original: record } : {}),
      codecs: services.codecs,
      schemas: new SchemaEncoders({
        openRegistry: profile.registry ? () => services.openRegistry(profile) : undefined,
        openCodec: services.openCodec,
        now: () => Date.now(),
      }),
      facts: () => services.topicFacts(profile, topic),
      openProducer: () => services.openProducer(profile),
      refusal: () => refusalOf(services.find(profile.id), profile),
      showInTail: (partition, offset) =>
        void runCommand('acklens.tailTopic', {
          connection: profile.id,
          topic,
          start: { kind: 'offset', partition, offset },
        }),
      now: () => Date.now(),
      random: () => Math.random(),
      uuid: () => crypto.randomUUID(),
      after: (milliseconds, run) => {
        const timer = setTimeout(run, milliseconds);
        return toDisposable(() => clearTimeout(timer));
      },
      log: (message) => services.log(message),
    }),
  );
  const port: Port = {
    post: (message) => void webview.postMessage(message),
    onMessage: (listener) => webview.onDidReceiveMessage(listener),
  };
  let shown = panel.visible;
  owned.add(
    panel.onDidChangeViewState(() => {
      if (panel.visible === shown) return;
      shown = panel.visible;
      if (shown) bridge.attach(port);
      else bridge.detach();
    }),
  );
  owned.add(panel.onDidDispose(() => owned.dispose()));
  bridge.attach(port);
  fillWebview(webview, services.extensionUri, 'produce', title);
  return panel;
}

function refusalOf(now: ConnectionProfile | undefined, before: ConnectionProfile): string | undefined {
  if (now === undefined) return `The connection ${before.name} was removed.`;
  if (now.readOnly) return `The connection ${now.name} is read-only: edit it to allow writing.`;
  return undefined;
}
