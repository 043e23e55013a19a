import { joinedBlocks } from '../neighbours/joinedBlocks';
import type { Neighbour } from '../neighbours/neighbour';
import type { Tree } from '../tree';
import type { Unit } from '../unit';
import { startsBroker } from './brokerImages';
import { environmentUnits } from './environment';
import { type Block, environmentBlocks } from './environmentBlocks';

/**
 * Environment blocks of any manifest: Compose, Kubernetes, CI services, Ansible, Helm values. What makes one is a map of
 * upper-case names or a list of `NAME=value` or of name and value; the image next to it says who reads it.
 */
export function containerUnits(
  documents: readonly Tree[],
  path: string,
  neighbours: readonly Neighbour[],
): readonly Unit[] {
  const blocks = joinedBlocks(environmentBlocks(documents, neighbours), path, neighbours);
  const brokers = blocks.filter((block) => startsBroker(namesOf(block), block.image));
  const count = brokers.reduce((sum, block) => sum + (block.replicas ?? 1), 0);
  const voters = blocks.some(({ variables }) =>
    variables.some(({ key, text }) => /CONTROLLER_QUORUM_VOTERS$/.test(key) && text.includes(',')),
  );
  const several = count > 1 || voters;
  // A block that several services merge in is one text: it is judged for the first of them.
  const seen = new Set<string>();
  return blocks.flatMap((block) =>
    environmentUnits(block.variables, {
      id: block.id,
      ...(block.image === undefined ? {} : { image: block.image }),
      ...(several ? { severalBrokers: true } : count === 1 ? { singleBroker: true } : {}),
    }).filter((unit) => {
      const places = unit.settings.map((setting) => setting.keySpan.start).join(',');
      const key = `${unit.role}:${places}`;
      return places === '' || !seen.has(key) ? seen.add(key) !== undefined : false;
    }),
  );
}

const namesOf = (block: Block): ReadonlyMap<string, string> =>
  new Map(block.variables.map(({ key, text }) => [key, text]));
