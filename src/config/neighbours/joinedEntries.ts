import { entriesOfDocuments, entriesOfProperties } from '../applicationEntries';
import type { LayeredEntry } from '../layers';
import { readYaml } from '../yaml';
import { foreignEntry, type Neighbour } from './neighbour';
import { type ProfileFile, profileFile } from './profileFile';

/**
 * The entries of an application's configuration with those of the files that count with it, the stronger ones later. A
 * file for a profile is a layer over the file without one.
 */
export function joinedEntries(
  own: readonly LayeredEntry[],
  path: string,
  neighbours: readonly Neighbour[],
  wanted: (name: string) => boolean,
  /** Which of two formats counts more beside each other: .properties for Spring Boot, YAML for SmallRye Config. */
  stronger: 'properties' | 'yaml',
): readonly LayeredEntry[] {
  const file = profileFile(path);
  if (!file) return own;
  const parts = [{ file, entries: layered(own, file.profile) }];
  for (const { name, text } of neighbours) {
    const other = profileFile(name);
    if (!other) continue;
    const read =
      other.extension === 'properties'
        ? entriesOfProperties(text).filter(({ key }) => wanted(key))
        : entriesOfDocuments(readYaml(text), wanted);
    const entries = layered(read, other.profile).map((entry) => foreignEntry(entry, name));
    parts.push({ file: other, entries: file.profile === undefined ? entries : entries.flatMap(within(file.profile)) });
  }
  const rank = ({ profile, extension }: ProfileFile): number =>
    (profile === undefined ? 0 : 10) + ((extension === 'properties') === (stronger === 'properties') ? 5 : 0);
  const extensions = ['yaml', 'yml', 'properties'];
  return parts
    .sort(
      (a, b) =>
        rank(a.file) - rank(b.file) || extensions.indexOf(a.file.extension) - extensions.indexOf(b.file.extension),
    )
    .flatMap(({ entries }) => entries);
}

/** A document of a profile's file that is for a profile itself needs both. */
const layered = (entries: readonly LayeredEntry[], profile: string | undefined): readonly LayeredEntry[] =>
  profile === undefined
    ? entries
    : entries.map((entry) => ({
        ...entry,
        layer: entry.layer === undefined ? profile : `${profile} & ${entry.layer}`,
      }));

/** What counts with a profile: what counts always, and the documents that name it. */
const within =
  (profile: string) =>
  (entry: LayeredEntry): readonly LayeredEntry[] => {
    if (entry.layer === undefined || entry.layer === profile) return [entry];
    return entry.layer.split(',').some((one) => one.trim() === profile) ? [{ ...entry, layer: profile }] : [];
  };
