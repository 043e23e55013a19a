import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { formatJson } from '../base/formatJson';
import { visibleText } from '../base/visibleText';
import { registerCommand } from '../host/command';
import type { RowRef } from '../host/commandTable';
import { inform, sayBriefly } from '../host/messages';
import { KafkaError } from '../kafka/errors';
import type { SchemaRegistry, SchemaVersion } from '../kafka/schemas';
import { reportFailure } from './actions/reportFailure';
import type { Node, SchemaNode } from './node';
import type { Connection } from './treeLoads';

export interface SchemaServices {
  openRegistry(profile: Connection): Promise<SchemaRegistry>;
  connection(id: string): Connection | undefined;
  nodeOf(row: RowRef | undefined): Node | undefined;
  /** All rows that are selected. */
  selection(): readonly Node[];
}

const scheme = 'acklens-schema';

/** Versions of schemas as read-only documents, one beside the other, and their ids. */
export function registerSchemaDocuments(services: SchemaServices): Disposable {
  const owned = new DisposableStore();
  const load = async (connection: string, subject: string, version: number): Promise<SchemaVersion> => {
    const profile = services.connection(connection);
    if (!profile) throw new KafkaError('invalid-input', 'The connection of this schema was removed.');
    return (await services.openRegistry(profile)).version(subject, version);
  };
  owned.add(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      async provideTextDocumentContent({ query }) {
        const { connection, subject, version } = JSON.parse(query) as Place;
        const schema = await load(connection, subject, version);
        return textOf(schema);
      },
    }),
  );
  const chosen = (row: RowRef | undefined, rows: readonly RowRef[] | undefined): SchemaNode[] => {
    const nodes = rows && rows.length > 0 ? rows.map((one) => services.nodeOf(one)) : row ? [services.nodeOf(row)] : [];
    return (nodes.length > 0 ? nodes : services.selection()).flatMap((node) => (node?.kind === 'schema' ? [node] : []));
  };
  /** The language is known only when the schema is here. */
  const uriOf = async (node: SchemaNode): Promise<vscode.Uri | undefined> => {
    const schema = await reportFailure(load(node.connection, node.subject, node.version));
    return schema && placeUri(node, schema);
  };
  owned.add(
    registerCommand('acklens.openSchema', async (row, rows) => {
      for (const node of chosen(row, rows)) {
        const uri = await uriOf(node);
        if (uri) await vscode.window.showTextDocument(uri, { preview: true });
      }
    }),
  );
  owned.add(
    registerCommand('acklens.compareSchemas', async (row, rows) => {
      const [one, other] = chosen(row, rows).sort((a, b) => a.version - b.version);
      if (!one) return tell('Select a version of a schema in the view Clusters first.');
      const pair = other ? [one, other] : await withVersionBefore(one);
      if (!pair) return;
      if (pair.length < 2) return tell(`${one.name} is the first version: there is none before it.`);
      const [before, after] = await Promise.all(pair.map(uriOf));
      if (before && after)
        await vscode.commands.executeCommand(
          'vscode.diff',
          before,
          after,
          visibleText(pair.map(({ name }) => name).join(' ↔ ')),
        );
    }),
  );
  const withVersionBefore = async (node: SchemaNode): Promise<readonly SchemaNode[] | undefined> => {
    const profile = services.connection(node.connection);
    if (!profile) return undefined;
    const versions = await reportFailure(
      services.openRegistry(profile).then((registry) => registry.versions(node.subject)),
    );
    if (!versions) return undefined;
    const before = Math.max(...versions.flatMap(({ name }) => (name < node.version ? [name] : [])));
    if (!Number.isFinite(before)) return [];
    return [{ ...node, name: `${node.subject} v${before}`, version: before }, node];
  };
  owned.add(
    registerCommand('acklens.copySchemaId', async (row, rows) => {
      const ids: number[] = [];
      for (const node of chosen(row, rows)) {
        const schema = await reportFailure(load(node.connection, node.subject, node.version));
        if (schema) ids.push(schema.id);
      }
      if (ids.length === 0) return;
      await vscode.env.clipboard.writeText(ids.join('\n'));
      sayBriefly(`Schema id ${ids.join(', ')} copied`);
    }),
  );
  return owned;
}

interface Place {
  readonly connection: string;
  readonly subject: string;
  readonly version: number;
}

/** The path is what the tab shows and what decides the language; the query is what is asked for. */
function placeUri({ connection, subject, version }: SchemaNode, { type, id }: SchemaVersion): vscode.Uri {
  const name = `${subject.replaceAll('/', '∕')} v${version} (id ${id})`;
  return vscode.Uri.from({
    scheme,
    path: `/${name}.${type === 'PROTOBUF' ? 'proto' : 'json'}`,
    query: JSON.stringify({ connection, subject, version } satisfies Place),
  });
}

/** Registries keep JSON in one line. */
const textOf = ({ type, text }: SchemaVersion): string => (type === 'PROTOBUF' ? text : (formatJson(text) ?? text));

function tell(sentence: string): void {
  void inform(sentence);
}
