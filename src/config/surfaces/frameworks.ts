import type { LayeredEntry } from '../layers';
import { joinedEntries } from '../neighbours/joinedEntries';
import type { Neighbour } from '../neighbours/neighbour';
import { profileFile } from '../neighbours/profileFile';
import type { Unit } from '../unit';
import { micronautUnits } from './micronaut';
import { smallryeUnits } from './smallrye';
import { springUnits } from './spring';
import { springCloudStreamUnits } from './springCloudStream';

export interface FrameworkUnits {
  readonly units: readonly Unit[];
  /** What no framework has rules of its own for. */
  readonly rest: readonly LayeredEntry[];
}

/** The clients of Spring, SmallRye and Micronaut among the entries of an application's configuration. */
export function frameworkUnits(
  entries: readonly LayeredEntry[],
  path: string,
  neighbours: readonly Neighbour[],
): FrameworkUnits {
  const claimed = entries.filter((entry) => owned.test(entry.key));
  if (claimed.length === 0) return { units: [], rest: entries };
  const kafka = entries.filter((entry) => owned.test(entry.key) || entry.key.startsWith('kafka.'));
  const joined = (own: readonly LayeredEntry[], stronger: 'properties' | 'yaml'): readonly LayeredEntry[] =>
    joinedEntries(own, path, neighbours, joinsFramework, stronger);
  const spring = joined(claimed, 'properties').filter((entry) => owned.test(entry.key));
  return {
    units: [
      // Without the file that it completes, a profile's is not everything the client gets.
      ...springUnits(spring, profileFile(path)?.profile === undefined),
      ...springCloudStreamUnits(spring),
      ...smallryeUnits(joined(kafka, 'yaml')),
      ...micronautUnits(joined(kafka, 'yaml')),
    ],
    rest: entries.filter((entry) => !owned.test(entry.key)),
  };
}

/** Keys that a framework puts together by rules of its own. */
export const isFrameworkKey = (name: string): boolean =>
  owned.test(name.startsWith('%') ? name.replace(/^%[\w,-]+\./, '') : name);

/** Those, and the common `kafka.` keys that SmallRye and Micronaut join in. */
export const joinsFramework = (name: string): boolean => /^(?:%[\w,-]+\.)?(?:spring|mp|kafka)\./i.test(name);

const owned =
  /^(?:spring\.kafka[.[]|spring\.cloud\.stream\.(?:(?:kafka|binders)\.|bindings\.[^.]+\.consumer\.max-?attempts$)|mp\.messaging\.|kafka\.(?:producers|consumers)\.)/i;
