import * as vscode from 'vscode';
import { inertText } from '../../base/inertText';
import { sayBriefly } from '../../host/messages';
import type { ConfigDetail, ConfigResource } from '../../kafka/model';
import { configMeaning } from '../configMeaning';
import type { BrokerNode, ConfigNode, ConfigsNode, DefaultsNode, TopicNode } from '../node';
import { actionBox } from './actionBox';
import { type ActionServices, refreshList } from './actionServices';

type SettingsRow = ConfigNode | ConfigsNode | DefaultsNode | TopicNode | BrokerNode;

function resourceOf(node: SettingsRow): ConfigResource {
  if (node.kind === 'topic') return { kind: 'topic', name: node.topic };
  return node.kind === 'broker' ? { kind: 'broker', id: node.broker.id } : node.resource;
}

/** Asks for the setting where the row is not one already, then for its value. */
export async function editConfig(services: ActionServices, node: SettingsRow): Promise<void> {
  const { access, connection } = services;
  const profile = connection(node.connection);
  if (!profile) return;
  const resource = resourceOf(node);
  const entry =
    node.kind === 'config'
      ? node.entry
      : await pickSetting(
          resource,
          access.use(profile, (admin) => admin.configs(resource)),
        );
  if (!entry) return;
  const done = await actionBox({
    title: `${entry.name} of ${titleOf(resource)}`,
    prompt: configMeaning(entry.name, entry.documentation) ?? 'Enter the new value.',
    value: entry.value ?? '',
    isSecret: entry.isSensitive,
    check: () => undefined,
    act: async (value, report) => {
      report(`Setting ${entry.name}…`);
      await access.change(profile, (actions) => actions.setConfig(resource, [{ name: entry.name, value }]));
    },
  });
  if (done) showChanged(services, node, `Set ${entry.name} of ${titleOf(resource)}`);
}

/** Takes back what is set on the topic or broker itself. */
export async function resetConfig(services: ActionServices, node: ConfigNode): Promise<void> {
  const { access, connection } = services;
  const profile = connection(node.connection);
  if (!profile) return;
  const { entry, resource } = node;
  const back = entry.fallback === undefined ? 'its default' : entry.fallback === '' ? 'empty' : entry.fallback;
  const done = await actionBox({
    title: `Reset ${entry.name} of ${titleOf(resource)}`,
    prompt: `It goes from ${entry.isSensitive ? 'its value' : entry.value} back to ${back}. Enter resets it.`,
    check: () => undefined,
    act: async (_text, report) => {
      report(`Resetting ${entry.name}…`);
      const change = { name: entry.name, value: undefined };
      await access.change(profile, (actions) => actions.setConfig(resource, [change]));
    },
  });
  if (done) showChanged(services, node, `Reset ${entry.name} of ${titleOf(resource)}`);
}

const titleOf = (resource: ConfigResource): string =>
  resource.kind === 'topic' ? resource.name : `broker ${resource.id}`;

async function pickSetting(
  resource: ConfigResource,
  configs: Promise<readonly ConfigDetail[]>,
): Promise<ConfigDetail | undefined> {
  const items = configs.then((entries) =>
    entries
      .filter(({ isReadOnly }) => !isReadOnly)
      .sort((a, b) => Number(a.isDefault) - Number(b.isDefault))
      .map((entry) => {
        const meaning = configMeaning(entry.name, entry.documentation);
        return {
          label: inertText(entry.name),
          description: inertText(
            `${entry.isSensitive ? 'hidden' : (entry.value ?? '')}${entry.isDefault ? '' : ' · set'}`,
          ),
          ...(meaning === undefined ? {} : { detail: inertText(meaning) }),
          entry,
        };
      }),
  );
  const pick = await vscode.window.showQuickPick(items, {
    placeHolder: `Setting of ${titleOf(resource)}`,
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return pick?.entry;
}

function showChanged({ loads }: ActionServices, node: SettingsRow, text: string): void {
  sayBriefly(text);
  const resource = resourceOf(node);
  // A topic's row says what the setting is worth, so its list is loaded again; brokers are known by themselves.
  if (resource.kind !== 'broker') {
    refreshList(loads, node, 'topics');
    return;
  }
  const broker = loads.find(`cluster ${node.connection}/brokers/${resource.id}`);
  if (broker) loads.refresh(broker);
}
