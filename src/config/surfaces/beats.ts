import { makeUnit } from '../makeUnit';
import { child, type Tree, textAt } from '../tree';
import { leavesOf, treeSetting } from '../treeEntries';
import type { MisplacedSetting, Setting, Unit } from '../unit';
import { numberWords } from '../words';
import { namedMaps } from './fieldUnit';

/** `output.kafka` of Elastic's Beats, dotted or nested, and Kafka outputs of Elastic Agent. */
export function beatsUnits(document: Tree): readonly Unit[] {
  const units = isWritten(document) ? unitOf(document, 'output.kafka') : [];
  const agent = namedMaps(document).filter(
    ({ map, path }) => path.length >= 2 && path[path.length - 2] === 'outputs' && textAt(map, 'type') === 'kafka',
  );
  return [...units, ...agent.flatMap(({ map, name, path }) => unitOf(map, '', `agent:${path.join('.')}`, name))];
}

/** `hosts` alone, which is a list, makes an output too. */
const isWritten = (document: Tree): boolean =>
  leavesOf(document).some(({ name }) => name.startsWith('output.kafka.')) ||
  [['output.kafka.hosts'], ['output.kafka', 'hosts'], ['output', 'kafka', 'hosts']].some(
    (path) => child(document, ...path)?.kind === 'list',
  );

function unitOf(section: Tree, prefix: string, id = 'beats', label = 'output.kafka'): readonly Unit[] {
  const leaves = leavesOf(section).flatMap((leaf) => {
    const { name } = leaf;
    if (prefix && !name.startsWith(`${prefix}.`)) return [];
    return [{ ...leaf, name: prefix ? name.slice(prefix.length + 1) : name }];
  });
  if (leaves.some(({ name, value }) => name === 'enabled' && value.text === 'false')) return [];
  // Filebeat and Winlogbeat ignore max_retries and send until the event is out; 0 is refused for all Beats, see retries-zero.
  const forever = section.kind === 'map' && section.entries.some(({ key }) => /^(?:filebeat|winlogbeat)\b/.test(key));
  const settings: Setting[] = [];
  const misplaced: MisplacedSetting[] = [];
  for (const { name, entry, value } of leaves) {
    if (name === 'required_acks') settings.push(treeSetting(entry, value, 'acks', { words: numberWords }));
    if (name === 'max_retries' && (!forever || value.text === '0')) settings.push(treeSetting(entry, value, 'retries'));
    if (/^partition\..*required_acks$/.test(name)) {
      misplaced.push({
        setting: treeSetting(entry, value, 'acks', { words: numberWords }),
        advice: 'Beats reads output.kafka.required_acks',
      });
    }
  }
  const anchor = leaves[0]?.entry.keySpan;
  const head = headOf(section, prefix) ?? anchor;
  const unit = makeUnit({
    id,
    role: 'producer',
    surface: 'pipeline',
    label,
    settings,
    misplaced,
    ...(head ? { anchor: head } : {}),
    client: 'sarama',
    frame: 'beats',
    complete: true,
  });
  return unit ? [unit] : [];
}

/** The line that opens the section: `output.kafka:` or `kafka:` below `output:`. */
function headOf(section: Tree, prefix: string) {
  if (section.kind !== 'map' || !prefix) return undefined;
  for (const entry of section.entries) {
    if (entry.key === prefix || entry.key.startsWith(`${prefix}.`)) return entry.keySpan;
    if (entry.key === 'output' && entry.value.kind === 'map') {
      return entry.value.entries.find((inner) => inner.key === 'kafka')?.keySpan ?? entry.keySpan;
    }
  }
  return undefined;
}
