import type { AvroLogical } from './avroTypes';

/** The value of a logical type as people write it; undefined where it is out of its range and is shown as stored. */
export function showLogical(logical: AvroLogical, stored: bigint): string | undefined {
  switch (logical.kind) {
    case 'decimal':
      return showDecimal(stored, logical.scale);
    case 'date':
      return isoDay(stored * 86_400_000n);
    case 'time': {
      const day = 86_400n * 10n ** BigInt(logical.digits);
      return stored >= 0n && stored < day ? clock(stored, logical.digits) : undefined;
    }
    case 'timestamp': {
      const day = 86_400n * 10n ** BigInt(logical.digits);
      const inDay = ((stored % day) + day) % day;
      const date = isoDay(((stored - inDay) / day) * 86_400_000n);
      return date === undefined ? undefined : `${date}T${clock(inDay, logical.digits)}${logical.isLocal ? '' : 'Z'}`;
    }
    case 'uuid':
      return undefined;
  }
}

/** The stored number of what {@link showLogical} shows; undefined where the text is none of the kind. */
export function readLogicalText(logical: AvroLogical, text: string): bigint | undefined {
  switch (logical.kind) {
    case 'decimal':
      return readDecimal(text, logical.scale);
    case 'date': {
      const day = readDay(text);
      return day === undefined ? undefined : day / 86_400_000n;
    }
    case 'time':
      return readClock(text, logical.digits);
    case 'timestamp': {
      const match = /^(?<day>[^T]+)T(?<clock>[\d:.]+)(?<zone>Z?)$/.exec(text)?.groups;
      if (!match || (match.zone === '') !== logical.isLocal) return undefined;
      const day = readDay(match.day ?? '');
      const time = readClock(match.clock ?? '', logical.digits);
      if (day === undefined || time === undefined) return undefined;
      return (day / 1000n) * 10n ** BigInt(logical.digits) + time;
    }
    case 'uuid':
      return undefined;
  }
}

function showDecimal(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString();
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function readDecimal(text: string, scale: number): bigint | undefined {
  const match = /^(?<sign>-?)(?<whole>\d{1,1000})(?:\.(?<part>\d{1,1000}))?$/.exec(text)?.groups;
  if (!match) return undefined;
  const part = match.part ?? '';
  // More digits than the schema keeps would be a silent rounding.
  if (part.length > scale) return undefined;
  const unscaled = BigInt(`${match.whole}${part.padEnd(scale, '0')}`);
  return match.sign === '-' ? -unscaled : unscaled;
}

function isoDay(milliseconds: bigint): string | undefined {
  const date = new Date(Number(milliseconds));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/T.*$/, '');
}

function readDay(text: string): bigint | undefined {
  if (!/^(?:\d{4}|[+-]\d{6})-\d\d-\d\d$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  // 30 February would become a day in March.
  return Number.isNaN(time) || isoDay(BigInt(time)) !== text ? undefined : BigInt(time);
}

function clock(sinceMidnight: bigint, digits: number): string {
  const unit = 10n ** BigInt(digits);
  const seconds = sinceMidnight / unit;
  const two = (value: bigint): string => value.toString().padStart(2, '0');
  const part = (sinceMidnight % unit).toString().padStart(digits, '0');
  return `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}.${part}`;
}

function readClock(text: string, digits: number): bigint | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) return undefined;
  const [, hours = '', minutes = '', seconds = '', part = ''] = match;
  if (part.length > digits) return undefined;
  const whole = BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds);
  return whole * 10n ** BigInt(digits) + BigInt(part.padEnd(digits, '0') || '0');
}
