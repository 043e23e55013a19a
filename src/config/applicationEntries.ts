import type { LayeredEntry } from './layers';
import { propertiesEntries } from './propertiesEntries';
import type { Tree } from './tree';
import { type Leaf, leafEntry, leavesOf } from './treeEntries';

/**
 * The entries of application.yml and its relatives whose dotted names are wanted. A document counts always, or for the
 * profile that it names.
 */
export function entriesOfDocuments(
  documents: readonly Tree[],
  wanted: (name: string, leaf: Leaf) => boolean,
  options: Parameters<typeof leafEntry>[1] = {},
): readonly LayeredEntry[] {
  return documents.flatMap((document) => {
    const leaves = leavesOf(document);
    const kept = leaves.filter((leaf) => wanted(leaf.name, leaf));
    if (kept.length === 0) return [];
    const active = leaves.filter(({ name }) => name.startsWith('spring') && activationKey.test(name));
    const layer = active.length > 0 ? active.map(({ value }) => value.text).join(',') : undefined;
    return kept.map((leaf) => inProfile(leafEntry(leaf, options, layer)));
  });
}

/** The entries of application.properties. Spring Boot splits the file at lines of `#---` or `!---`. */
export function entriesOfProperties(text: string, offset = 0): readonly LayeredEntry[] {
  const entries = propertiesEntries(text, offset);
  const cuts = [...text.matchAll(/^[#!]---[ \t]*\r?$/gm)].map((cut) => cut.index + offset);
  const bounds = [offset, ...cuts, offset + text.length];
  if (cuts.length === 0) return inLayer(entries);
  return bounds.slice(1).flatMap((end, index) => {
    const start = bounds[index] ?? 0;
    const inside = entries.filter(({ keySpan }) => keySpan.start >= start && keySpan.start < end);
    return inLayer(inside);
  });
}

function inLayer(entries: readonly LayeredEntry[]): readonly LayeredEntry[] {
  const layer = activation(entries);
  return entries.map((entry) => inProfile(layer === undefined ? entry : { ...entry, layer }));
}

/** Quarkus writes `%dev.kafka.acks`, in YAML as `"%dev": kafka: ...`. */
function inProfile(entry: LayeredEntry): LayeredEntry {
  const profile = entry.key.startsWith('%') ? /^%(?<name>[\w,-]+)\./.exec(entry.key) : null;
  return profile ? { ...entry, key: entry.key.slice(profile[0].length), layer: profile.groups?.name } : entry;
}

function activation(entries: readonly LayeredEntry[]): string | undefined {
  const found = entries.filter(({ key }) =>
    key.startsWith('s') || key.startsWith('S') ? activationKey.test(key) : false,
  );
  return found.length > 0 ? found.map(({ text }) => text).join(',') : undefined;
}

const activationKey = /^spring\.(?:config\.activate\.on-?(?:profile|cloud-?platform)|profiles)(?:\.\[\d+\]|\[\d+\])?$/i;
