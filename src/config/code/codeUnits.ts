import type { Node } from 'web-tree-sitter';
import type { Span } from '../../base/span';
import { type BootstrapServers, type Extraction, nothing, type Unit } from '../unit';
import type { CodeLanguage } from './codeParser';
import { Evaluation, labelOf } from './Evaluation';
import { isKafkas } from './isKafkas';
import { LoweredBodies } from './LoweredBodies';
import { Lowering, type Rows } from './Lowering';
import { allLibraries } from './libraries/allLibraries';
import { cpp } from './lower/cpp';
import { csharp } from './lower/csharp';
import { ecmascript } from './lower/ecmascript';
import { go } from './lower/go';
import { groovy } from './lower/groovy';
import { java } from './lower/java';
import { kotlin } from './lower/kotlin';
import { php } from './lower/php';
import { python } from './lower/python';
import { ruby } from './lower/ruby';
import { rust } from './lower/rust';
import { scala } from './lower/scala';
import type { Outcome } from './outcome';
import { unitsOf } from './unitsOf';
import type { Configuration, Library } from './values';

/** True when a file can hold a Kafka configuration at all; anything else is not worth a parse. */
export const mentionsKafka = (text: string, language: CodeLanguage): boolean =>
  allLibraries.some((library) => library.languages.includes(language) && library.imported.test(text)) && hot.test(text);

/** The client configurations in a file of code. `bodies` holds what is known from the tree before an edit. */
export function codeUnits(
  text: string,
  root: Node,
  language: CodeLanguage,
  bodies: LoweredBodies = new LoweredBodies(),
): Extraction {
  const libraries = allLibraries.filter(
    (library) => library.languages.includes(language) && library.imported.test(text),
  );
  if (libraries.length === 0) return nothing;
  const lowering = new Lowering(text, rows[language], hotIn(text), bodies);
  const evaluation = new Evaluation(text, libraries);
  try {
    evaluation.readFile({ kind: 'block', items: lowering.all(root.namedChildren), branch: false, span: wholeOf(text) });
  } catch (error) {
    // A half-typed function can lead back to itself without end; what was read by then may lack what comes later.
    if (error instanceof RangeError) return nothing;
    throw error;
  }
  const seen = new Set<string>();
  const units: Unit[] = [];
  const add = (outcome: Outcome, library: Library | undefined): void => {
    if (library) units.push(...unitsOf(text, outcome, library, seen));
  };
  for (const outcome of evaluation.outcomes) add(outcome, outcome.configuration.library ?? outcome.library);
  for (const configuration of evaluation.configurations) {
    if (configuration.sunk || configuration.joined || configuration.muted) continue;
    const library = isKafkas(configuration, libraries);
    add(leftover(configuration), library);
  }
  return { units: numbered(units), consumerCommands: [], bootstrapServers: bootstrapServers(units) };
}

const rows: Readonly<Record<CodeLanguage, Rows>> = {
  typescript: ecmascript,
  tsx: ecmascript,
  java,
  kotlin,
  scala,
  groovy,
  python,
  go,
  csharp,
  rust,
  ruby,
  php,
  cpp,
};

/** Words of which one is in every function that writes or hands over a configuration that matters. */
const hot =
  /acks|idempoten|retries|retry|inflight|in\.flight|in_flight|MaxInFlight|transactional|isolation|auto_?\.?commit|offset|processing\.?_?guarantee|replica|unclean|Kafka|Producer|Consumer|kgo\.|sarama|Writer|NewTopic|bootstrap|ClientConfig|rd_kafka|TopicSpecification|Greedy|properties|Properties|DeliveryGuarantee|(?:put|set\w{0,30})\(\s{0,20}\w{1,40},\s{0,20}\w{1,40}[,)]/i;

/** Tells whether a part of the text holds one of the words, without searching it again for every part. */
function hotIn(text: string): (span: Span) => boolean {
  const places: number[] = [];
  for (const match of text.matchAll(new RegExp(hot.source, 'gi'))) places.push(match.index);
  return ({ start, end }) => {
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (places[low] ?? Number.POSITIVE_INFINITY) < end;
  };
}

const leftover = (configuration: Configuration): Outcome => ({
  configuration,
  library: configuration.library,
  maker: configuration.maker,
  span: configuration.origin,
  branches: configuration.branches,
  label: configuration.maker ? labelOf(configuration.maker) : (configuration.names[0] ?? 'Kafka settings'),
});

const wholeOf = (text: string): Span => ({ start: 0, end: text.length });

/** Several units of one name are told apart by their order. */
function numbered(units: readonly Unit[]): readonly Unit[] {
  const counts = new Map<string, number>();
  return units.map((unit) => {
    const count = (counts.get(unit.id) ?? 0) + 1;
    counts.set(unit.id, count);
    return { ...unit, id: `code:${unit.id}:${count}` };
  });
}

function bootstrapServers(units: readonly Unit[]): readonly BootstrapServers[] {
  const found = new Map<number, BootstrapServers>();
  for (const setting of units.flatMap((unit) => unit.settings)) {
    if (setting.key !== 'bootstrap.servers' || !setting.value.known) continue;
    if (/^[\w.-]+:\d+(?:,\s*[\w.-]+:\d+)*$/.test(setting.value.text)) {
      found.set(setting.keySpan.start, { span: setting.keySpan, servers: setting.value.text });
    }
  }
  return [...found.values()];
}
