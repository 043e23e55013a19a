import type { StartPosition } from '../../src/protocol/tail';

export type StartKind = StartPosition['kind'];

/** A value, or one sentence that says what to type instead. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string };

/** What is typed beside "From": nothing, an offset, a number of records or a time. `now` in milliseconds. */
export function parseStart(kind: StartKind, typed: string, now: number): Parsed<StartPosition> {
  const text = typed.trim();
  switch (kind) {
    case 'beginning':
    case 'end':
      return { value: { kind } };
    case 'offset': {
      const [, partition, offset] = /^(?:(\d{1,9}):)?(\d{1,15})$/.exec(text) ?? [];
      if (offset === undefined) return { problem: 'Type an offset such as 1200, or partition:offset such as 2:1200.' };
      const at = { kind, offset: Number(offset) } as const;
      return { value: partition === undefined ? at : { ...at, partition: Number(partition) } };
    }
    case 'last': {
      const count = parseCount(text);
      if (count === undefined) return { problem: 'Type how many of the newest records to start with, such as 1000.' };
      return { value: { kind, count } };
    }
    case 'group':
      if (text === '') return { problem: 'Type the name of a consumer group, such as billing.' };
      return { value: { kind, group: text } };
    case 'timestamp': {
      const timestamp = parseMoment(text, now);
      if (timestamp === undefined) {
        return { problem: 'Type a time such as 14:30, 2026-01-31 14:30, -15m, or milliseconds since 1970.' };
      }
      return { value: { kind, timestamp } };
    }
  }
}

/** The text that {@link parseStart} would read as this position. */
export function formatStart(start: StartPosition): string {
  switch (start.kind) {
    case 'offset':
      return start.partition === undefined ? String(start.offset) : `${start.partition}:${start.offset}`;
    case 'last':
      return String(start.count);
    case 'timestamp':
      return String(start.timestamp);
    case 'group':
      return start.group;
    default:
      return '';
  }
}

/** Partitions such as `0, 2-4`; nothing means all, which is undefined. */
export function parsePartitions(typed: string): Parsed<readonly number[] | undefined> {
  if (typed.trim() === '') return { value: undefined };
  const problem = { problem: 'Type partitions such as 0, 2-4, or nothing for all of them.' };
  const chosen = new Set<number>();
  for (const part of typed.split(',')) {
    const [, first, last = first] = /^\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?$/.exec(part) ?? [];
    if (first === undefined || Number(last) < Number(first) || Number(last) - Number(first) > MAX_CHOSEN)
      return problem;
    for (let id = Number(first); id <= Number(last); id++) chosen.add(id);
  }
  return { value: [...chosen].sort((a, b) => a - b) };
}

/** More are meant as all. */
const MAX_CHOSEN = 10_000;

/** The text that {@link parsePartitions} would read as these. */
export function formatPartitions(partitions: readonly number[] | undefined): string {
  const parts: string[] = [];
  let from: number | undefined;
  (partitions ?? []).forEach((id, at, all) => {
    from ??= id;
    if (all[at + 1] === id + 1) return;
    parts.push(from === id ? String(id) : `${from}-${id}`);
    from = undefined;
  });
  return parts.join(', ');
}

/** A whole number above 0, with or without separators of thousands. */
export function parseCount(text: string): number | undefined {
  const digits = text.trim().replace(/(?<=\d)[,_ '](?=\d{3}\b)/g, '');
  const count = /^\d{1,15}$/.test(digits) ? Number(digits) : 0;
  return count > 0 ? count : undefined;
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A time of day, a date, an age such as -15m or milliseconds, as milliseconds since the epoch. */
export function parseMoment(text: string, now: number): number | undefined {
  const [, amount, unit] = /^-(\d{1,6})\s*([smhd])$/.exec(text) ?? [];
  if (amount !== undefined && unit !== undefined) return now - Number(amount) * (unitMs[unit] ?? 0);
  if (/^\d{9,15}$/.test(text)) return Number(text);
  const [, hour, minute, second] = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? [];
  if (hour !== undefined) return new Date(now).setHours(Number(hour), Number(minute), Number(second ?? 0), 0);
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return undefined;
  const local = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text.replace(/^(\S+)\s+/, '$1T');
  const moment = new Date(local).getTime();
  return Number.isNaN(moment) || moment < 0 ? undefined : moment;
}
