import type { KeyedEntry } from '../keyedUnits';
import { readValue } from '../readValue';
import { readEnvFile } from '../surfaces/envFile';
import { type Block, environmentBlocks } from '../surfaces/environmentBlocks';
import type { Setting } from '../unit';
import { readYaml } from '../yaml';
import { composeFile } from './composeFile';
import { foreignEntry, type Neighbour } from './neighbour';
import { valuesFile } from './neighbourNames';
import { overlaid } from './overlaid';

/**
 * The environment blocks of a Compose file on top of those of the file that it overrides, with the variables of `.env`
 * in their places; those of a chart's `values-prod.yaml` on top of its values.yaml.
 */
export function joinedBlocks(own: readonly Block[], path: string, neighbours: readonly Neighbour[]): readonly Block[] {
  if (neighbours.length === 0) return own;
  const compose = composeFile(path);
  if (!compose && !valuesFile.test(path)) return own;
  const base = neighbours.find(({ name }) => (compose ? composeFile(name) !== undefined : name === 'values.yaml'));
  const below = new Map(base && environmentBlocks(readYaml(base.text), neighbours).map((block) => [block.id, block]));
  const env = compose ? neighbours.find(({ name }) => name === '.env') : undefined;
  const variables = new Map(env && readEnvFile(env.text).map((entry) => [entry.key, entry]));
  return own.map((block) => {
    const under = below.get(block.id);
    // Helm puts a list in the place of a list; Compose takes both forms for a map.
    const joins = base && under && (compose !== undefined || !(block.isList || under.isList));
    const inherited = joins ? under.variables.map((entry) => foreignEntry(entry, entry.file ?? base.name)) : [];
    return {
      ...block,
      image: block.image ?? under?.image,
      variables: overlaid(inherited, block.variables).map((entry) => filledIn(entry, variables)),
    };
  });
}

/** `${ACKS}` and `${ACKS:-1}` with the value that .env gives, where that is all there is. */
function filledIn(entry: KeyedEntry, variables: ReadonlyMap<string, KeyedEntry>): KeyedEntry {
  const found = /^\$(?:\{(?<braced>\w+)(?::?[-?][^{}$]*)?\}|(?<plain>\w+))$/.exec(entry.text.trim())?.groups;
  const variable = variables.get(found?.braced ?? found?.plain ?? '');
  if (!variable) return entry;
  const text = variable.text;
  return { ...entry, text, setting: (key) => taken(entry.setting(key), text, variable.key) };
}

function taken(setting: Setting, text: string, name: string): Setting {
  const { value } = readValue(text, 0);
  return { ...setting, value: value.known ? { ...value, from: `${name} in .env` } : value };
}
