import type { Tree, TreeEntry } from '../tree';
import type { Unit } from '../unit';
import { type Fields, fieldUnit } from './fieldUnit';

/** The kafka plugins of a Logstash pipeline, inside whatever conditions. */
export function logstashUnits(document: Tree): readonly Unit[] {
  if (document.kind !== 'map') return [];
  return document.entries.flatMap((entry) => {
    if (entry.key !== 'input' && entry.key !== 'output') return [];
    return plugins(entry.value).flatMap((plugin) =>
      fieldUnit({
        id: `logstash:${entry.key}:${plugin.keySpan.start}`,
        role: entry.key === 'output' ? 'producer' : 'consumer',
        label: `Logstash ${entry.key} kafka`,
        section: plugin.value,
        fields: entry.key === 'output' ? outputFields : inputFields,
        anchor: plugin.keySpan,
        frame: 'logstash',
        complete: true,
      }),
    );
  });
}

function plugins(tree: Tree): readonly TreeEntry[] {
  if (tree.kind !== 'map') return [];
  return tree.entries.flatMap((entry) =>
    entry.key === 'kafka' && entry.value.kind === 'map' ? [entry] : plugins(entry.value),
  );
}

const outputFields: Fields = {
  acks: 'acks',
  retries: 'retries',
  linger_ms: 'linger.ms',
  request_timeout_ms: 'request.timeout.ms',
};

const inputFields: Fields = {
  enable_auto_commit: 'enable.auto.commit',
  auto_offset_reset: 'auto.offset.reset',
  isolation_level: 'isolation.level',
  group_id: 'group.id',
};
