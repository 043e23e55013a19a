import type { ConfigSource } from '../kafka/model';
import { configMeaning } from './configMeaning';
import { lines, type Of, type RenderedRow } from './renderedRow';

export function renderConfig(node: Of<'config'>): RenderedRow {
  const { entry, resource } = node;
  const value = entry.isSensitive ? 'hidden' : entry.value === undefined || entry.value === '' ? 'empty' : entry.value;
  const flags = `${entry.isReadOnly ? '' : '.editable'}${entry.isDefault ? '' : '.set'}`;
  return {
    label: node.name,
    description: value.length > 200 ? `${value.slice(0, 200)}…` : value,
    tooltip: lines(
      `${node.name} = ${value.length > 1_000 ? `${value.slice(0, 1_000)}…` : value}`,
      configMeaning(node.name, entry.documentation),
      sources[entry.source],
      !entry.isDefault && entry.fallback !== undefined
        ? `Without it: ${entry.fallback === '' ? 'empty' : entry.fallback}`
        : undefined,
      entry.isReadOnly && resource.kind === 'broker' ? 'Changing it needs a restart of the broker' : undefined,
    ),
    icon: entry.isSensitive ? 'lock' : entry.isDefault ? 'symbol-property' : 'symbol-constant',
    expands: false,
    context: `config${flags}`,
  };
}

const sources: { readonly [S in ConfigSource]: string | undefined } = {
  topic: 'Set on this topic',
  broker: 'Set dynamically on this broker',
  'all-brokers': 'Set dynamically for all brokers',
  file: 'From the broker’s server.properties',
  default: 'Kafka’s default',
  other: undefined,
};
