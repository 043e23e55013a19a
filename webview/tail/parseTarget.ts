import { type Parsed, parseMoment } from './parseStart';

export type Target =
  | { readonly kind: 'offset'; readonly offset: number; readonly partition: string | undefined }
  | { readonly kind: 'time'; readonly timestamp: number };

/**
 * Where "Go to" goes: up to twelve digits are an offset, thirteen and more milliseconds since 1970; 14:30 is offset 30 of
 * partition 14, a time of day has its seconds. Where several topics are read, `orders-14:30` tells whose partition.
 */
export function parseTarget(typed: string, now: number): Parsed<Target> {
  const text = typed.trim();
  const [, partition, offset] = /^(?:((?:[\w.-]{1,249}-)?\d{1,9}):)?(\d{1,12})$/.exec(text) ?? [];
  if (offset !== undefined) return { value: { kind: 'offset', offset: Number(offset), partition } };
  const timestamp = parseMoment(text, now);
  if (timestamp !== undefined) return { value: { kind: 'time', timestamp } };
  return { problem: 'Type an offset such as 1200, partition:offset such as 2:1200, or a time such as 14:30:00.' };
}
