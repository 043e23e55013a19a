import * as vscode from 'vscode';
import { toDisposable } from '../base/disposable';
import { visibleText } from '../base/visibleText';
import { runCommand } from '../host/command';
import { panelIcon } from '../host/panelIcon';
import { servePanel } from '../host/servePanel';
import type { ClusterAdmin } from '../kafka/ports';
import type { Producer, ProducerCodec } from '../kafka/producer';
import type { ConnectionProfile } from '../kafka/profile';
import type { SchemaRegistry } from '../kafka/schemas';
import { firstForm, formOf, type RecordToEdit } from './firstForm';
import { ProduceBridge } from './produceBridge';
import { readTopicFacts } from './readTopicFacts';
import { SchemaEncoders, type SchemaParts } from './SchemaEncoders';

export interface ProduceServices {
  readonly extensionUri: vscode.Uri;
  openProducer(profile: ConnectionProfile): Promise<Producer>;
  readonly access: { use<T>(profile: ConnectionProfile, work: (admin: ClusterAdmin) => Promise<T>): Promise<T> };
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
): void {
  const title = `${visibleText(topic)} · Produce`;
  const panel = vscode.window.createWebviewPanel('acklens.produce', title, vscode.ViewColumn.Active);
  panel.iconPath = panelIcon(services.extensionUri, 'produce');
  const bridge = new ProduceBridge({
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
    facts: () => services.access.use(profile, (admin) => readTopicFacts(admin, topic)),
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
  });
  servePanel(panel, bridge, { extensionUri: services.extensionUri, name: 'produce' });
}

function refusalOf(now: ConnectionProfile | undefined, before: ConnectionProfile): string | undefined {
  if (now === undefined) return `The connection "${before.name}" was removed.`;
  if (now.readOnly) return `The connection "${now.name}" is read-only: edit it to allow writing.`;
  return undefined;
}
