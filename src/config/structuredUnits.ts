import type { Span } from '../base/span';
import { entriesOfDocuments } from './applicationEntries';
import { fileKind } from './fileKind';
import { readHcl } from './hcl';
import { readHocon } from './hocon';
import { insideOf } from './insideOf';
import { readJson } from './json';
import { keyedUnits } from './keyedUnits';
import { maskTemplates } from './maskTemplates';
import { foreignEntry, type Neighbour } from './neighbours/neighbour';
import { valuesFile } from './neighbours/neighbourNames';
import { propertiesUnits } from './propertiesUnits';
import { type SectionMemos, sectionMemos } from './sectionMemos';
import { execLists } from './shell/execLists';
import { maskText } from './shell/maskText';
import { shellUnits } from './shell/shellUnits';
import { appsettingsUnits, appsettingsVariables } from './surfaces/appsettings';
import { beatsUnits } from './surfaces/beats';
import { brokerMapUnits } from './surfaces/brokerMaps';
import { camelYamlUnits } from './surfaces/camelYaml';
import { readConf } from './surfaces/confFile';
import { connectorUnits } from './surfaces/connectJson';
import { connectorInShellUnits } from './surfaces/connectorInShell';
import { containerUnits } from './surfaces/containers';
import { customResourceUnits } from './surfaces/customResources';
import { envFileUnits } from './surfaces/envFile';
import { fluentBitUnits, loggingOperatorUnits } from './surfaces/fluent';
import { frameworkUnits, isFrameworkKey, joinsFramework } from './surfaces/frameworks';
import { gatewayUnits } from './surfaces/gateways';
import { hclEnvironmentUnits } from './surfaces/hclEnvironment';
import { isCollector, openTelemetryUnits } from './surfaces/openTelemetry';
import { isRedpandaConnect, redpandaConnectUnits } from './surfaces/redpandaConnect';
import { seatunnelUnits } from './surfaces/seatunnel';
import { telegrafUnits } from './surfaces/telegraf';
import { terraformUnits } from './surfaces/terraform';
import { topicMapUnits } from './surfaces/topicMaps';
import { vectorUnits } from './surfaces/vector';
import { readToml } from './toml';
import { child, type Tree, type TreeEntry, type TreeScalar, textAt } from './tree';
import { type Leaf, leavesOf } from './treeEntries';
import { type Extraction, joinExtractions, nothing, type Unit } from './unit';
import { anyWords } from './words';
import { readYaml } from './yaml';

export type StructuredFormat = 'yaml' | 'json' | 'toml' | 'hcl' | 'hocon' | 'conf' | 'env';

export interface StructuredSource {
  readonly format: StructuredFormat;
  readonly path: string;
  readonly text: string;
  /** Where `text` starts in the document, for a file inside another one. */
  readonly offset?: number;
  /** Without them every section is parsed anew. */
  readonly memos?: SectionMemos;
  readonly neighbours?: readonly Neighbour[];
}

/** The units of a text that is neither .properties nor code. */
export function structuredUnits(source: StructuredSource): Extraction {
  const { format, text, offset = 0 } = source;
  if (!speaksOfKafka.test(text)) return nothing;
  // These readers know one text only; line breaks in front move it to its place in the document.
  const placed = format === 'env' || format === 'conf' ? '\n'.repeat(offset) + text : text;
  if (format === 'env') return { ...nothing, units: envFileUnits(placed) };
  if (format === 'hcl') {
    const resources = readHcl(text, offset);
    return { ...nothing, units: [...resources.flatMap(terraformUnits), ...resources.flatMap(hclEnvironmentUnits)] };
  }
  if (format === 'conf') {
    if (isLines(text))
      return propertiesUnits({
        path: source.path,
        text,
        offset,
        ...(source.neighbours ? { neighbours: source.neighbours } : {}),
      });
    const { units, documents } = readConf(placed, source.memos);
    return joinExtractions([{ ...nothing, units }, applicationUnits(documents, source, units)]);
  }
  const documents = readDocuments(source, format);
  const known = [
    ...containerUnits(documents, source.path, source.neighbours ?? []),
    ...customResourceUnits(documents),
    ...documents.flatMap((document) => programs.flatMap((read) => read(document))),
    ...(/appsettings[\w.-]*\.json$/i.test(source.path) ? documents.flatMap(appsettingsUnits) : []),
    ...(dotnetVariable.test(text) ? documents.flatMap(appsettingsVariables) : []),
  ];
  const parts = [
    { ...nothing, units: known },
    ...embedded(documents, source),
    applicationUnits(documents, source, known),
  ];
  return joinExtractions(parts);
}

/** Upper case throughout is the spelling of other programs. */
const dotnetVariable = /[a-z]__[A-Z][a-z]/;

/** A `.conf` in the grammar of .properties, as Flume's and Spark's: dotted keys, neither blocks nor quotes. */
const isLines = (text: string): boolean =>
  /^[ \t]*[\w-]+(?:\.[\w-]+)+[ \t]*=/m.test(text) &&
  !/^[^#\n]*(?:(?<!\$)\{|[=:][ \t]*["'[]|\$\{\?)|^[ \t]*\[/m.test(text);

/** Every text with something to find has one of these words; most configuration files have none. */
const speaksOfKafka =
  /kafka|connector\.class|\bCONNECT_|bootstrap[._-]?servers|mp[._]messaging|redpanda|insync|replication\.factor/i;

function readDocuments(
  { text, offset, memos }: StructuredSource,
  format: 'yaml' | 'json' | 'toml' | 'hocon',
): readonly Tree[] {
  if (format === 'yaml') return readYaml(text, offset, memos?.yaml);
  if (format === 'toml') return readToml(text, offset, memos?.toml);
  return format === 'json' ? readJson(text, offset, memos?.json) : readHocon(text, offset, memos?.hocon);
}

const programs: readonly ((document: Tree) => readonly Unit[])[] = [
  connectorUnits,
  beatsUnits,
  camelYamlUnits,
  openTelemetryUnits,
  vectorUnits,
  redpandaConnectUnits,
  fluentBitUnits,
  loggingOperatorUnits,
  gatewayUnits,
  telegrafUnits,
  seatunnelUnits,
];

/** Settings of an application's own: frameworks first, then whatever names Kafka in front of Kafka's keys. */
function applicationUnits(documents: readonly Tree[], source: StructuredSource, known: readonly Unit[]): Extraction {
  const taken = new Set(
    known.flatMap((unit) =>
      [...unit.settings, ...unit.misplaced.map(({ setting }) => setting)]
        .filter(({ file }) => file === undefined)
        .map(({ keySpan }) => keySpan.start),
    ),
  );
  const isOwned = insideOf(known.map((unit) => unit.span));
  const isProgram = (document: Tree): boolean => isCollector(document) || isRedpandaConnect(document);
  const open = documents.filter((document) => !isSchema(document) && !isManifest(document) && !isProgram(document));
  const { units } = frameworkUnits(entriesOfDocuments(open, joinsFramework), source.path, source.neighbours ?? []);
  for (const { settings } of units)
    for (const { file, keySpan } of settings) if (file === undefined) taken.add(keySpan.start);
  const shaped = open
    .flatMap((document) => [...topicMapUnits(document), ...brokerMapUnits(document)])
    .filter((unit) => !unit.settings.some((setting) => taken.has(setting.keySpan.start)));
  for (const unit of shaped) for (const setting of unit.settings) taken.add(setting.keySpan.start);
  const own = (name: string, { mayEnd }: Leaf): boolean => mayEnd && !isFrameworkKey(name);
  const loosely = { loosely: true, words: anyWords };
  const isFree = ({ keySpan }: TreeEntry): boolean => !taken.has(keySpan.start) && !isOwned(keySpan);
  const free = entriesOfDocuments(open, (name, leaf) => own(name, leaf) && isFree(leaf.entry), loosely);
  const chart = valuesFile.test(source.path) && free.length > 0 ? source.neighbours : undefined;
  const below = (chart ?? [])
    .flatMap(({ name, text }) => entriesOfDocuments(readYaml(text), own, loosely).map((one) => foreignEntry(one, name)))
    .filter(({ key }) => !key.includes('['));
  const kind = fileKind(source.path, new Set(free.map((entry) => entry.key)));
  const layers = [...new Set(free.map((entry) => entry.layer))];
  const plain = layers.map((layer) =>
    keyedUnits({
      entries: [...below, ...free.filter((entry) => entry.layer === layer)],
      kind: kind === 'bundle' ? 'unknown' : kind,
      surface: 'application',
      id: `application:${layer ?? ''}`,
    }),
  );
  return joinExtractions([{ ...nothing, units: [...units, ...shaped] }, ...plain]);
}

/** What a document may look like, not what it is. */
const isSchema = (document: Tree): boolean =>
  textAt(document, 'kind') === 'CustomResourceDefinition' ||
  (textAt(document, '$schema') ?? '').includes('json-schema.org') ||
  child(document, 'openapi') !== undefined ||
  child(document, 'swagger') !== undefined;

/** A Kubernetes object: its kind says what is a setting, and `replicas` is one of pods. */
const isManifest = (document: Tree): boolean =>
  textAt(document, 'apiVersion') !== undefined && textAt(document, 'kind') !== undefined;

/** Files and commands inside values: ConfigMaps, Helm values, steps of a workflow, commands of a container. */
function embedded(documents: readonly Tree[], { text, offset = 0, memos }: StructuredSource): readonly Extraction[] {
  const blocks = documents.flatMap((document) => scalarsOf(document, ({ style }) => style === 'block'));
  const files = blocks.flatMap(({ name, value }) => readEmbedded(name, value, memos) ?? []);
  if (offset > 0) return files;
  if (text.includes('connector.class') && /\bcurl\b/.test(text)) {
    const posts = documents.flatMap((document) => scalarsOf(document, ({ text: line }) => /\bcurl\b/.test(line)));
    const spans = posts.map(({ value }) => value.inner).sort((a, b) => a.start - b.start);
    files.push({ ...nothing, units: connectorInShellUnits(maskText(text, spans)) });
  }
  if (!shellTool.test(text)) return files;
  const lists = execLists(documents, text);
  files.push(lists.units);
  const commands = documents
    .flatMap((document) => scalarsOf(document, (value) => shellTool.test(value.text)))
    .filter(({ name, value }) => !isSaid.test(name) && !lists.words.has(value))
    .map(({ value }) => value);
  const plain = commands.filter((value) => value.literal && text[value.span.start] !== '>');
  const folded = commands.filter((value) => !plain.includes(value) && isFolded(value, text));
  if (plain.length + folded.length === 0) return files;
  const inner = [...plain, ...folded].map((value) => unquoted(value, text)).sort((a, b) => a.start - b.start);
  return [...files, shellUnits(unfolded(maskText(text, inner), folded), 'script')];
}

/** A text for people, in which a command is a piece of advice. */
const isSaid = /^(?:name|msg|message|\w*_msg|desc|description|title|summary|help|notes?|comment|annotations?|hint)$/i;

/** A block that is one text in quotes is the argument of `sh -c` that a container starts with. */
function unquoted({ inner }: TreeScalar, text: string): Span {
  const [whole = '', head = '', quote = ''] =
    /^(\s*(["']))[\s\S]*\2\s*$/.exec(text.slice(inner.start, inner.end)) ?? [];
  const body = whole.slice(head.length).trimEnd().slice(0, -1);
  if (!whole || body.includes(quote) || !body.includes('\n')) return inner;
  return { start: inner.start + head.length, end: inner.start + head.length + body.length };
}

/** A scalar of several lines that YAML makes one of, and nothing else happens to: no alias, no escapes. */
function isFolded(value: TreeScalar, text: string): boolean {
  const raw = maskTemplates(text.slice(value.inner.start, value.inner.end));
  const joined = (part: string): string => part.replace(/\\?\s+/g, '');
  return raw.includes('\n') && !/\\[^\r\n]/.test(raw) && joined(raw) === joined(value.text);
}

/** Line breaks that YAML reads as blanks are none for a shell either. */
function unfolded(text: string, folded: readonly TreeScalar[]): string {
  let result = text;
  for (const { inner } of folded) {
    const source = result.slice(inner.start, inner.end).trimEnd();
    const line = source.replace(/\\?\r?\n(?![ \t]*\r?\n)/g, (end) => ' '.repeat(end.length));
    result = result.slice(0, inner.start) + line + result.slice(inner.start + line.length);
  }
  return result;
}

const shellTool = /kafka-(?:console|producer-perf|verifiable|topics|configs)|kcat|kafkacat/;

function readEmbedded(
  name: string,
  { text, inner }: TreeScalar,
  memos: SectionMemos = sectionMemos(),
): Extraction | undefined {
  if (!speaksOfKafka.test(text) && !/acks|enable\.idempotence/.test(text) && !brokerLine.test(text)) return undefined;
  if (/\.properties$/i.test(name)) return propertiesUnits({ path: name, text, offset: inner.start });
  // Argo CD and others have the values of a chart as a text.
  const format = name === 'values' ? 'yaml' : formatByName.find(({ file }) => file.test(name))?.format;
  if (format) return structuredUnits({ format, path: name, text, offset: inner.start, memos });
  if (/^\s*[{[]/.test(text)) return structuredUnits({ format: 'json', path: name, text, offset: inner.start, memos });
  if (!/^\s*[\w.-]+\s*=/m.test(text)) return undefined;
  // A block under a name of its own (`extraConfig`) is a broker's when it has keys that only brokers read.
  const path = brokerLine.test(text) ? 'server.properties' : '';
  return propertiesUnits({ path, text, offset: inner.start });
}

const brokerLine =
  /^\s*(?:default\.replication\.factor|offsets\.topic\.[\w.]+|transaction\.state\.log\.[\w.]+|unclean\.leader\.election\.enable|min\.insync\.replicas)\s*=/m;

export const formatByName: readonly { readonly file: RegExp; readonly format: StructuredFormat }[] = [
  { file: /\.ya?ml(?:\.(?:template|tmpl|j2|dist|example|sample|gotmpl))?$/i, format: 'yaml' },
  { file: /\.(?:jsonc?|json5)$/i, format: 'json' },
  { file: /\.toml$/i, format: 'toml' },
  { file: /\.(?:tf|hcl|tf\.json)$/i, format: 'hcl' },
  { file: /\.hocon$/i, format: 'hocon' },
  { file: /\.conf(?:\.(?:template|tmpl|j2|dist|example|sample))?$/i, format: 'conf' },
  { file: /^\.env(?:\..+)?$|\.env(?:\.(?:template|dist|example|sample))?$/i, format: 'env' },
];

interface NamedScalar {
  readonly name: string;
  readonly value: TreeScalar;
}

function scalarsOf(tree: Tree, wanted: (value: TreeScalar) => boolean): readonly NamedScalar[] {
  const found: NamedScalar[] = [];
  for (const { entry, value } of leavesOf(tree)) if (wanted(value)) found.push({ name: entry.key, value });
  const walk = (at: Tree): void => {
    if (at.kind === 'map') for (const entry of at.entries) walk(entry.value);
    if (at.kind !== 'list') return;
    for (const item of at.items) {
      if (item.kind !== 'scalar') walk(item);
      else if (wanted(item)) found.push({ name: '', value: item });
    }
  };
  walk(tree);
  return found;
}
