import type { Span } from '../../base/span';
import { canonicalKey } from '../canonicalKeys';
import type { ClientModel, MisplacedSetting, Role, Setting, Unit } from '../unit';
import { builtResource } from './builtResource';
import type { Outcome } from './outcome';
import { settingFor } from './settingFor';
import type { Code } from './syntax';
import type { Configuration, Library, Maker, Write } from './values';

/** One way through the file to a configuration: the settings that are certain on it, and those of one branch. */
interface Way {
  readonly label: string;
  readonly settings: readonly Setting[];
  readonly misplaced: readonly MisplacedSetting[];
}

/** The units of a configuration: one for each client that reads a part of it, and one for each branch that changes it. */
export function unitsOf(text: string, outcome: Outcome, library: Library, seen: Set<string>): readonly Unit[] {
  const { configuration } = outcome;
  const maker = outcome.maker ?? configuration.maker;
  const groups = new Map<string, { role: Role | undefined; writes: Write[] }>();
  const flat = flatten(configuration, maker, library);
  for (const write of flat) {
    const meaning = library.key(write.key, configuration.maker ?? maker) ?? library.key(write.key, maker);
    const name = meaning?.group ?? '';
    const group = groups.get(name);
    const renamed = { ...write, key: meaning?.key ?? `?${write.key}` };
    if (group) group.writes.push(renamed);
    else groups.set(name, { role: meaning?.role, writes: [renamed] });
  }
  if (!groups.has('')) groups.set('', { role: undefined, writes: [] });
  const units: Unit[] = [];
  const exactlyOnce = [...groups.values()].some(({ writes }) => writes.some(isExactlyOnce));
  const isStreams = maker?.role === 'streams' || ownersOf(flat).has('StreamsConfig');
  for (const [name, { role, writes }] of groups) {
    const ways = waysOf(outcome, library, maker, writes, seen);
    const known = writes.filter((write) => !write.key.startsWith('?') && !maker?.misplaced?.[write.key]);
    const complete = name === '' && !configuration.open && (maker?.kind === 'client' || maker?.complete === true);
    const finalRole = role ?? maker?.role ?? roleOf(known, writes);
    for (const [index, way] of ways.entries()) {
      if (way.settings.length === 0 && way.misplaced.length === 0 && !(complete && maker?.complete && index === 0))
        continue;
      const unit = unitOf(text, outcome, library, maker, way, finalRole, complete, `${name}${way.label}`);
      const ofStreams =
        (exactlyOnce || isStreams) && name !== '' && (finalRole === 'producer' || finalRole === 'consumer');
      units.push(ofStreams ? { ...unit, frame: exactlyOnce ? 'streamsExactlyOnce' : 'streams' } : unit);
    }
  }
  return units;
}

/** Kafka Streams sets up the clients of such an application by itself. */
const isExactlyOnce = ({ key, value }: Write): boolean =>
  key === 'processing.guarantee' && value?.value.kind === 'scalar' && /^exactly_once/.test(value.value.text);

/** Options that are objects of their own inside the object of options. */
function flatten(
  { writes, branches, maker: own }: Configuration,
  maker: Maker | undefined,
  library: Library,
  depth = 0,
): readonly Write[] {
  const within = [...(maker?.within ?? []), ...(own?.within ?? []), ...(library.within ?? [])];
  return writes.flatMap((write) => {
    const value = write.value?.value;
    if (!within.includes(write.key) || depth > 3) return [write];
    const parts = value?.kind === 'sequence' ? value.items : write.value ? [write.value] : [];
    return parts.flatMap(({ value: one, code }) => {
      if (one.kind === 'pair' && (one.key.value.kind === 'scalar' || one.key.value.kind === 'key')) {
        const key = one.key.value;
        return [{ ...write, key: key.text, keySpan: one.key.code.span, value: one.value, removals: [] }];
      }
      const line = code && propertyLine(code);
      if (line) return [{ ...write, ...line, removals: [] }];
      if (one.kind !== 'configuration') return [];
      one.joined = true;
      return flatten(one, maker, library, depth + 1).map((inner) => ({ ...inner, branches }));
    });
  });
}

/** A setting as a text of its own: `properties = "auto.offset.reset=latest"` of Spring's listeners. */
function propertyLine(code: Code): Pick<Write, 'key' | 'written' | 'keySpan' | 'value'> | undefined {
  const line = code.kind === 'text' && code.text !== undefined ? /^([\w.]+)(\s*[=:]\s*)(.+)$/.exec(code.text) : null;
  const [, key = '', between = '', text = ''] = line ?? [];
  // An escape in the text would move what stands behind it.
  if (code.kind !== 'text' || !line || code.inner.end - code.inner.start !== code.text?.length) return undefined;
  const { start, end } = code.inner;
  const valueSpan = { start: start + key.length + between.length, end };
  return {
    key,
    written: key,
    keySpan: { start, end: start + key.length },
    value: {
      code: { kind: 'text', text, inner: valueSpan, span: valueSpan },
      value: { kind: 'scalar', text, type: 'text' },
    },
  };
}

function waysOf(
  outcome: Outcome,
  library: Library,
  maker: Maker | undefined,
  writes: readonly Write[],
  seen: Set<string>,
): readonly Way[] {
  const certain = new Map<string, Write>();
  const branches = new Map<string, Write[]>();
  const conditional = new Map<string, Write>();
  for (const write of writes) {
    if (write.key.startsWith('?')) continue;
    if (isCertain(write, outcome)) {
      certain.set(write.key, over(write, certain.get(write.key), conditional.get(write.key)));
      conditional.delete(write.key);
      for (const group of branches.values()) {
        for (let at = group.length - 1; at >= 0; at -= 1) if (group[at]?.key === write.key) group.splice(at, 1);
      }
    } else {
      conditional.set(write.key, write);
      const name = write.branches.join('.');
      const group = branches.get(name);
      if (group) group.push(write);
      else branches.set(name, [write]);
    }
  }
  const setting = (write: Write, option?: number): readonly Setting[] => settingFor(library, write, option, seen);
  const base: Setting[] = [];
  const misplaced: MisplacedSetting[] = [];
  for (const write of certain.values()) {
    const advice = maker?.misplaced?.[write.key];
    if (advice) misplaced.push(...setting(write).map((one) => ({ setting: one, advice, refused: true })));
    else base.push(...setting(write));
  }
  // What only some ways say is reported on those, not here.
  const unsaid = [...conditional.values()]
    .filter((write) => !certain.has(write.key))
    .flatMap((write) => absent(settingFor(library, write, undefined, new Set())));
  const ways: Way[] = [{ label: '', settings: [...base, ...unsaid], misplaced }];
  const joined = base.map((one) => ({ ...one, inherited: true }));
  const add = (label: string, own: readonly Setting[]): void => {
    const keys = new Set(own.map((one) => one.key));
    const rest = [...joined, ...unsaid.map((one) => ({ ...one, inherited: true }))].filter((one) => !keys.has(one.key));
    if (own.length > 0 && ways.length < maxWays) ways.push({ label, settings: [...own, ...rest], misplaced: [] });
  };
  let number = 0;
  for (const group of branches.values()) {
    number += 1;
    const last = new Map<string, Write>();
    for (const write of group) last.set(write.key, over(write, last.get(write.key)));
    add(
      `#${number}`,
      [...last.values()].flatMap((write) => setting(write)),
    );
  }
  for (const write of [...certain.values(), ...conditional.values()]) {
    const value = write.value?.value;
    if (value?.kind !== 'alternatives' || !value.inline) continue;
    for (const [option] of value.options.entries()) {
      number += 1;
      add(`#${number}`, setting(write, option));
    }
  }
  return ways;
}

/**
 * A write in the place of an earlier one: without it that one would count again, unless it goes too. Where it cannot, or
 * others may read it, nothing is cut out.
 */
function over(write: Write, ...earlier: readonly (Write | undefined)[]): Write {
  const before = earlier.flatMap((one) => (one?.value === undefined ? [] : [one]));
  if (before.length === 0) return write;
  const all = [...before, write];
  const separable = all.every(
    (one) => one.removals.length > 0 && !one.taken && one.branches.length === write.branches.length,
  );
  return { ...write, removals: separable ? all.flatMap(({ removals }) => removals) : [] };
}

/** More ways than these say nothing new. */
const maxWays = 12;

/** A setting that only some ways write: an absent key would be judged by the default. */
const absent = (settings: readonly Setting[]): readonly Setting[] =>
  settings.map((setting) => ({ ...setting, value: { known: false }, removals: [], inherited: true }));

function isCertain(write: Write, { configuration, branches }: Outcome): boolean {
  if (write.branches.length <= configuration.branches.length) return true;
  return (
    write.branches.length <= branches.length && write.branches.every((branch, index) => branches[index] === branch)
  );
}

/** The classes of the constants that name the settings. */
const ownersOf = (writes: readonly Write[]): ReadonlySet<string> =>
  new Set(writes.flatMap((write) => (write.constantOf ? [write.constantOf] : [])));

function roleOf(known: readonly Write[], all: readonly Write[]): Role {
  const owners = ownersOf(all);
  if (owners.has('StreamsConfig')) return 'streams';
  if (owners.has('AdminClientConfig')) return 'admin';
  if (owners.has('TopicConfig')) return 'topic';
  const sides = new Set(known.map((write) => canonicalKey(write.key)?.side));
  const producer = sides.has('producer') || owners.has('ProducerConfig');
  const consumer = sides.has('consumer') || owners.has('ConsumerConfig');
  if (producer !== consumer) return producer ? 'producer' : 'consumer';
  if (sides.has('streams')) return 'streams';
  return sides.has('topic') && !producer ? 'topic' : 'client';
}

function unitOf(
  text: string,
  outcome: Outcome,
  library: Library,
  maker: Maker | undefined,
  way: Way,
  role: Role,
  complete: boolean,
  id: string,
): Unit {
  const frame = maker?.frame ?? library.frame;
  const { start, end } = outcome.configuration.origin;
  const line = text.indexOf('\n', start);
  const anchor: Span = { start, end: line < 0 ? end : Math.max(start, Math.min(end, line)) };
  const client: ClientModel = library.client;
  return {
    id: `${outcome.label}:${id}`,
    role,
    client,
    ...(frame ? { frame } : {}),
    surface: 'code',
    label: outcome.label,
    span: outcome.configuration.origin,
    anchor,
    settings: maker ? way.settings : builtResource(text, outcome.configuration.origin, way.settings),
    misplaced: way.misplaced,
    removedOptions: [],
    complete,
  };
}
