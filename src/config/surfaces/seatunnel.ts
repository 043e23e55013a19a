import { canonicalKey } from '../canonicalKeys';
import { makeUnit } from '../makeUnit';
import { mapAt, type Tree, type TreeEntry } from '../tree';
import { leavesOf, treeSetting } from '../treeEntries';
import type { Unit } from '../unit';

/** `sink { Kafka { ... } }` of SeaTunnel. `semantics` decides before anything that `kafka.config` says. */
export function seatunnelUnits(document: Tree): readonly Unit[] {
  if (document.kind !== 'map') return [];
  return document.entries.flatMap((entry) => {
    if (entry.key !== 'sink' || entry.value.kind !== 'map') return [];
    return entry.value.entries.filter(({ key, value }) => /^kafka$/i.test(key) && mapAt(value)).flatMap(unitOf);
  });
}

function unitOf(sink: TreeEntry): readonly Unit[] {
  const settings = leavesOf(sink.value).flatMap(({ name, entry, value }) => {
    if (name === 'semantics') return [treeSetting(entry, value, 'semantics')];
    const canonical = /^(?:kafka\.config|kafka|producer)\./.test(name)
      ? canonicalKey(name.replace(/^(?:kafka\.config|kafka|producer)\./, ''))
      : undefined;
    return canonical ? [treeSetting(entry, value, canonical.key)] : [];
  });
  const unit = makeUnit({
    id: `seatunnel:${sink.keySpan.start}`,
    role: 'producer',
    surface: 'pipeline',
    label: 'SeaTunnel sink Kafka',
    settings,
    anchor: sink.keySpan,
    frame: 'seatunnel',
    complete: true,
  });
  return unit ? [unit] : [];
}
