import type { LikelyProducer } from '../protocol/producers';
import type { FoundUnit } from './foundUnits';
import type { Writes } from './writesOf';

/** Shown in the explain pane; more than a person looks through. */
const shownLimit = 12;

export interface WrittenTo {
  readonly topic: string;
  /** `host:port` of the connection. */
  readonly bootstrapServers: readonly string[];
}

/** The producers that may have written a record of the topic twice by themselves, best match first. */
export function likelyProducers(
  units: Iterable<FoundUnit>,
  written: WrittenTo,
): { readonly producers: readonly LikelyProducer[]; readonly more: number } {
  const found = [...units].flatMap((unit) => judge(unit, written) ?? []);
  found.sort((a, b) => b.score - a.score || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  return {
    producers: found.slice(0, shownLimit).map(({ score: _, ...producer }) => producer),
    more: Math.max(0, found.length - shownLimit),
  };
}

export const producerId = ({ uri, unit }: FoundUnit): string => `${uri}#${unit}`;

function judge(
  unit: FoundUnit,
  { topic, bootstrapServers }: WrittenTo,
): (LikelyProducer & { readonly score: number }) | undefined {
  const { writes } = unit;
  if (!writes || writes.resends === 'once' || writes.resends === 'refused') return undefined;
  const isNamed = writes.topics.includes(topic);
  if (!isNamed && writes.isAll) return undefined;
  const servers = compareServers(writes.bootstrapServers, bootstrapServers);
  // One cluster has other names for other networks: what names the topic is not ruled out by another address.
  if (servers === 'other' && !isNamed) return undefined;
  const isTwice = writes.resends === 'twice';
  const score =
    (isNamed ? 8 : 0) +
    (servers === 'same' ? 4 : servers === 'other' ? -2 : 0) +
    (isTwice ? 2 : writes.resends === 'never' ? -9 : 0);
  return {
    id: producerId(unit),
    file: unit.file,
    line: writes.setting?.line ?? unit.line,
    label: unit.label,
    reasons: [topicReason(writes, topic), serverReason(servers, writes.bootstrapServers), writes.why],
    isLikely: isNamed && servers !== 'other' && isTwice,
    score,
  };
}

function topicReason({ topics, isAll }: Writes, topic: string): string {
  if (topics.includes(topic)) return `writes to ${topic}`;
  if (topics.length === 0) return 'names no topic';
  const others = topics.length > 3 ? `${topics.slice(0, 3).join(', ')} and others` : topics.join(', ');
  return isAll ? `writes to ${others}` : `writes to ${others}, perhaps elsewhere too`;
}

function serverReason(servers: 'same' | 'other' | 'unknown', written: string | undefined): string {
  if (servers === 'same') return 'to this cluster';
  if (servers === 'unknown') return 'to servers named elsewhere';
  return `to ${written}, another address than this connection's`;
}

/** One address in common is enough: both lists are only where a client begins. */
function compareServers(written: string | undefined, connection: readonly string[]): 'same' | 'other' | 'unknown' {
  const own = (written ?? '')
    .split(',')
    .map(address)
    .filter((one) => /:\d+$/.test(one));
  if (own.length === 0 || /[$%{]/.test(written ?? '')) return 'unknown';
  const theirs = new Set(connection.map(address));
  return own.some((one) => theirs.has(one)) ? 'same' : 'other';
}

/** Without the listener's name that some clients write in front; every name of this machine as one. */
const address = (server: string): string =>
  server
    .trim()
    .toLowerCase()
    .replace(/^[\w+]+:\/\//, '')
    .replace(/^(?:127\.0\.0\.1|\[::1\])(?=:)/, 'localhost');
