import type { ClientRequest } from '../config/buildFiles/buildFile';
import type { ClientName, Frame, SurfaceName, Unit } from '../config/unit';
import { versionBelow } from './versionBelow';

/** A version of a client that is known from outside of a text. */
export interface ClientVersion {
  readonly version: string;
  /** Who says so: `pom.xml`. */
  readonly from: string;
}

export type ClientVersions = Readonly<Partial<Record<ClientName, ClientVersion>>>;

/**
 * The versions that build files pin down as far as it matters here: a range counts when no default that AckLens knows
 * changes within it, and then its lower end stands for it.
 */
export function clientVersions(requests: readonly ClientRequest[]): ClientVersions {
  const known = requests.flatMap(({ client, range, file }) => {
    if (!range) return [];
    const { from, below } = range;
    const changes = turningPoints[client] ?? [];
    const open = below !== undefined && changes.some((at) => versionBelow(from, at) && versionBelow(at, below));
    return open ? [] : [[client, { version: from, from: file }] as const];
  });
  return Object.fromEntries(known);
}

/** Releases that changed a default or removed something: those that clients.ts, clientTable.ts and the rules ask for. */
const turningPoints: Readonly<Partial<Record<ClientName, readonly string[]>>> = {
  java: ['2.1', '2.5', '2.6', '3.0', '3.0.1', '3.1', '3.1.1', '4.0'],
  librdkafka: ['1.0', '1.4', '1.5', '1.6', '1.7'],
  'kafka-python': ['2.2', '3.0'],
};

/** Units of an application run on the libraries of its project; tools, connectors and pipelines bring their own. */
export function withClientVersions(units: readonly Unit[], versions: ClientVersions): readonly Unit[] {
  return units.map((unit) => {
    const known = versions[unit.client.name];
    if (!known || unit.client.version !== undefined || !runsInProject(unit)) return unit;
    return { ...unit, client: { ...unit.client, version: known.version, versionFrom: known.from } };
  });
}

const runsInProject = ({ role, surface, frame }: Unit): boolean =>
  roles.has(role) && surfaces.has(surface) && (frame === undefined || frames.has(frame));

const roles: ReadonlySet<Unit['role']> = new Set(['producer', 'consumer', 'client', 'admin', 'streams'] as const);
const surfaces: ReadonlySet<SurfaceName> = new Set([
  'properties',
  'kafkajs',
  'spring',
  'smallrye',
  'micronaut',
  'application',
  'environment',
  'code',
] as const);
const frames: ReadonlySet<Frame> = new Set([
  'streams',
  'streamsExactlyOnce',
  'smallrye',
  'springCloudStream',
  'fs2',
  'writerConfig',
] as const);
