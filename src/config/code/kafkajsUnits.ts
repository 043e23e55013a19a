import type { Node } from 'web-tree-sitter';
import { contains, type Span } from '../../base/span';
import {
  type BootstrapServers,
  type Extraction,
  type MisplacedSetting,
  nothing,
  type Setting,
  type Unit,
} from '../unit';
import { type KafkajsCall, kafkajsCall } from './kafkajsCall';
import { looksLikeKafkajs, mayUseKafkajs } from './kafkajsShapes';
import { type KafkajsNames, type KafkajsType, kafkajsNames, kafkajsValue, noNames } from './kafkajsValues';
import { type ObjectValue, objectValue, scalarValue, unwrap } from './literals';
import { overlappingSends } from './overlappingSends';
import { Scope } from './scope';
import { settingOf } from './settingOf';

/**
 * The configurations in a file that uses kafkajs: each `producer()` and `consumer()`, each send that says its own acks,
 * each topic that is created. A call counts when its receiver comes from kafkajs, or from elsewhere and its options are
 * kafkajs's and nobody else's. `within` leaves out
 * the calls that begin elsewhere, for a question about one place; ids then count from there.
 */
export function kafkajsUnits(text: string, root: Node, within?: Span): Extraction {
  if (!mayUseKafkajs(text)) return nothing;
  const names = kafkajsNames(text, root) ?? noNames();
  const scope = new Scope(text, root);
  const overlapping = within
    ? new Map<number, readonly Span[]>()
    : overlappingSends(text, root, scope, (receiver) => kafkajsValue(receiver, names, scope));
  const file: KafkajsFile = { text, root, names, scope, overlapping, seen: new Map(), inherited: new Map() };
  const units: Unit[] = [];
  const bootstrapServers: BootstrapServers[] = [];
  for (const match of text.matchAll(
    /\bbrokers\s*:|\.\s*(?:producer|consumer|send|sendBatch|run|subscribe|createTopics)\b/g,
  )) {
    if (within && !contains(within, match.index)) continue;
    if (match[0].startsWith('brokers')) bootstrapServers.push(...brokersAt(file, match.index));
    else units.push(...unitsAt(file, match.index + match[0].length));
  }
  return { units, consumerCommands: [], bootstrapServers };
}

interface KafkajsFile {
  readonly text: string;
  readonly root: Node;
  readonly names: KafkajsNames;
  readonly scope: Scope;
  /** By the node that created the producer. */
  readonly overlapping: ReadonlyMap<number, readonly Span[]>;
  /** How often each kind of call was met, for ids that survive edits elsewhere. */
  readonly seen: Map<string, number>;
  /** What a send inherits, by the node that created its producer: a file may send hundreds of times through one. */
  readonly inherited: Map<number, Pick<Unit, 'settings' | 'complete'>>;
}

const receivers: Readonly<Record<string, readonly KafkajsType[]>> = {
  producer: ['Kafka'],
  consumer: ['Kafka'],
  send: ['Producer', 'Transaction'],
  sendBatch: ['Producer', 'Transaction'],
  run: ['Consumer'],
  subscribe: ['Consumer'],
  createTopics: ['Admin'],
};

function unitsAt(file: KafkajsFile, methodEnd: number): readonly Unit[] {
  const call = kafkajsCall(file.root, methodEnd);
  if (!call) return [];
  const name = call.method.text;
  const known = kafkajsValue(call.receiver, file.names, file.scope);
  if (known && !receivers[name]?.includes(known.type)) return [];
  const argument = objectValue(call.argument, file.scope);
  if (!known && !looksLikeKafkajs(name, call.receiver.text, argument)) return [];
  const receiver = known ?? { type: 'Producer', creation: undefined };
  if (name === 'producer') return [producerUnit(file, call, argument)];
  if (name === 'send' || name === 'sendBatch') return sendUnit(file, call, argument, receiver);
  if (name === 'createTopics') return topicUnits(file, call, argument);
  return consumerUnit(file, call, argument);
}

function producerUnit(file: KafkajsFile, call: KafkajsCall, argument: ObjectValue | undefined): Unit {
  const { settings, misplaced } = producerSettings(file, call.node, argument);
  const complete = call.argument === undefined || (argument !== undefined && !argument.open);
  const overlapping = file.overlapping.get(call.node.id);
  const made = unit(file, call, 'producer', settings, { misplaced, complete });
  return overlapping ? { ...made, overlappingSends: overlapping } : made;
}

function producerSettings(
  file: KafkajsFile,
  node: Node,
  argument: ObjectValue | undefined,
): { settings: readonly Setting[]; misplaced: readonly MisplacedSetting[] } {
  const { text, scope } = file;
  const of = (name: string, key: string, object = argument): readonly Setting[] =>
    settingOf(text, object?.entries.get(name), key, scope);
  const own = [
    ...of('idempotent', 'enable.idempotence'),
    ...of('transactionalId', 'transactional.id'),
    ...of('maxInFlightRequests', 'max.in.flight.requests.per.connection'),
    ...of('transactionTimeout', 'transaction.timeout.ms'),
    ...of('retries', 'retries', objectValue(argument?.entries.get('retry')?.valueNode, scope)),
  ];
  const advice = 'kafkajs reads acks from each producer.send() and sendBatch() call';
  const misplaced = of('acks', 'acks').map((setting) => ({ setting, advice }));
  if (own.some((setting) => setting.key === 'retries')) return { settings: own, misplaced };
  // new Kafka({ retry }) is merged under the producer's own retry (kafkajs src/index.js).
  const receiver = node.childForFieldName('function')?.childForFieldName('object') ?? undefined;
  const client = kafkajsValue(receiver, file.names, scope)?.creation;
  const options = objectValue(client?.childForFieldName('arguments')?.namedChildren[0], scope);
  const shared = of('retries', 'retries', objectValue(options?.entries.get('retry')?.valueNode, scope));
  return { settings: [...own, ...inherited(shared)], misplaced };
}

const inherited = (settings: readonly Setting[]): readonly Setting[] =>
  settings.map((setting) => ({ ...setting, inherited: true }));

/** A send that leaves acks alone is judged with its producer; one that sets it is a unit with the producer's settings. */
function sendUnit(
  file: KafkajsFile,
  call: KafkajsCall,
  argument: ObjectValue | undefined,
  receiver: {
    readonly type: KafkajsType;
    readonly creation: Node | undefined;
    readonly origin?: { readonly creation: Node | undefined };
  },
): readonly Unit[] {
  const own = settingOf(file.text, argument?.entries.get('acks'), 'acks', file.scope);
  if (own.length === 0) return [];
  const creation = receiver.type === 'Transaction' ? receiver.origin?.creation : receiver.creation;
  const { settings, complete } = creation ? inheritedFrom(file, creation) : { settings: [], complete: false };
  return [unit(file, call, 'producer', [...own, ...settings], { complete })];
}

function inheritedFrom(file: KafkajsFile, creation: Node): Pick<Unit, 'settings' | 'complete'> {
  const known = file.inherited.get(creation.id);
  if (known) return known;
  const args = creation.childForFieldName('arguments')?.namedChildren[0];
  const options = objectValue(args, file.scope);
  const settings = inherited(producerSettings(file, creation, options).settings);
  const found = { settings, complete: args === undefined || (options !== undefined && !options.open) };
  file.inherited.set(creation.id, found);
  return found;
}

function consumerUnit(file: KafkajsFile, call: KafkajsCall, argument: ObjectValue | undefined): readonly Unit[] {
  const { text, scope } = file;
  const of = (name: string, key: string): readonly Setting[] =>
    settingOf(text, argument?.entries.get(name), key, scope);
  const settings =
    call.method.text === 'consumer'
      ? [...of('readUncommitted', 'isolation.level'), ...of('groupId', 'group.id')]
      : call.method.text === 'run'
        ? of('autoCommit', 'enable.auto.commit')
        : of('fromBeginning', 'auto.offset.reset');
  return settings.length > 0 ? [unit(file, call, 'consumer', settings, { complete: false })] : [];
}

function topicUnits(file: KafkajsFile, call: KafkajsCall, argument: ObjectValue | undefined): readonly Unit[] {
  const { text, scope } = file;
  const topics = unwrap(argument?.entries.get('topics')?.valueNode);
  if (topics?.type !== 'array') return [];
  return topics.namedChildren.flatMap((element) => {
    const topic = objectValue(element, scope);
    const settings = [...settingOf(text, topic?.entries.get('replicationFactor'), 'replication.factor', scope)];
    const configs = unwrap(topic?.entries.get('configEntries')?.valueNode);
    for (const item of configs?.type === 'array' ? configs.namedChildren : []) {
      const config = objectValue(item, scope);
      const name = scalarValue(config?.entries.get('name')?.valueNode, scope);
      if (name.known && /^(?:min\.insync\.replicas|unclean\.leader\.election\.enable)$/.test(name.text)) {
        settings.push(...settingOf(text, config?.entries.get('value'), name.text, scope));
      }
    }
    return settings.length > 0 ? [unit(file, call, 'topic', settings, { complete: false, span: element })] : [];
  });
}

function unit(
  file: KafkajsFile,
  call: KafkajsCall,
  role: Unit['role'],
  settings: readonly Setting[],
  more: { readonly misplaced?: readonly MisplacedSetting[]; readonly complete: boolean; readonly span?: Node },
): Unit {
  const name = call.method.text;
  const count = (file.seen.get(name) ?? 0) + 1;
  file.seen.set(name, count);
  const span = more.span ?? call.node;
  return {
    id: `kafkajs:${name}:${count}`,
    role,
    client: { name: 'kafkajs' },
    surface: 'kafkajs',
    label: `kafkajs ${name}()`,
    span: { start: span.startIndex, end: span.endIndex },
    anchor: { start: call.method.startIndex, end: call.method.endIndex },
    settings,
    misplaced: more.misplaced ?? [],
    removedOptions: [],
    complete: more.complete,
  };
}

/** `brokers: ['a:9092', 'b:9092']` inside `new Kafka(...)`, when all of it is written out. */
function brokersAt(file: KafkajsFile, at: number): readonly BootstrapServers[] {
  const key = file.root.descendantForIndex(at, at + 'brokers'.length);
  const pair = key?.parent;
  const creation = pair?.parent?.parent?.parent;
  const list = pair?.type === 'pair' ? unwrap(pair.childForFieldName('value') ?? undefined) : undefined;
  if (!key || !creation || list?.type !== 'array' || !kafkajsValue(creation, file.names, file.scope)) return [];
  const servers = list.namedChildren.map((child) => scalarValue(child, file.scope));
  const texts = servers.flatMap((server) => (server.known ? [server.text] : []));
  if (texts.length === 0 || texts.length < servers.length) return [];
  return [{ span: { start: key.startIndex, end: key.endIndex }, servers: texts.join(',') }];
}
