import { contains } from '../../base/span';
import type { Extraction, Unit } from '../unit';
import type { Named } from './named';
import { topicsRead } from './topicsRead';
import { unitTargets } from './unitTargets';

/** The cluster and the topics that a unit is about, as far as its text names them for certain. */
export interface UnitUse {
  /** Each name once. */
  readonly topics: readonly Named[];
  /** `host:port,...` */
  readonly servers: string | undefined;
}

/** By the ids of the units. A topic that could belong to another producer of the same text belongs to none. */
export function unitUses(
  text: string,
  { units, bootstrapServers }: Pick<Extraction, 'units' | 'bootstrapServers'>,
): ReadonlyMap<string, UnitUse> {
  const targets = unitTargets(text, { units, bootstrapServers });
  const read = topicsRead(text, units);
  const producers = new Set(units.filter(makesProducer).map(({ span }) => span.start));
  // A send that says its own acks is a unit, so that what its producer says of acks does not count for its topic.
  const sends = units.filter(({ id }) => id.startsWith('kafkajs:send'));
  const sent = new Set(sends.flatMap(({ id }) => targets.get(id)?.topics.map(({ name }) => name) ?? []));
  const configured = units.filter(isConfiguration).length;
  return new Map(
    units.map((unit) => {
      const { topics = [], isAll = false, bootstrapServers: servers } = targets.get(unit.id) ?? {};
      const isOneOfSeveral = makesProducer(unit)
        ? producers.size > 1
        : isConfiguration(unit) && configured > 1 && !isAll;
      const all = isOneOfSeveral ? topics.filter(({ span }) => contains(unit.span, span.start)) : topics;
      const written = unit.id.startsWith('kafkajs:producer') ? all.filter(({ name }) => !sent.has(name)) : all;
      const used = [...written, ...(read.get(unit.id) ?? [])];
      const once = used.filter(({ name }, at) => used.findIndex((other) => other.name === name) === at);
      return [unit.id, { topics: once, servers: servers?.name }];
    }),
  );
}

/** Code that makes a producer; a single send names its own topic. */
const makesProducer = ({ surface, role, id }: Unit): boolean =>
  (surface === 'code' || surface === 'kafkajs') && role === 'producer' && !id.startsWith('kafkajs:send');

/** A producer of a configuration, whose topic may stand anywhere in the file. */
const isConfiguration = ({ surface, role, frame }: Unit): boolean =>
  role === 'producer' && surface !== 'code' && surface !== 'kafkajs' && surface !== 'shell' && frame !== 'smallrye';
