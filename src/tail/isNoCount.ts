import type { NumberedSample } from './sequenceFit';

const SHARE = 0.95;
const DAY = 86_400_000;
/** Kafka is younger: records with earlier times were not written by a clock, and every small number would be close to them. */
const YEAR_2000 = Date.UTC(2000);
/** Milliseconds, seconds, minutes, hours and days, in milliseconds. */
const UNITS = [1, 1_000, 60_000, 3_600_000, DAY];

/** Last words of names that tell a time, a date or how long something took. */
const timeWord =
  /^(ts|at|date|days?|hours?|minutes?|mins?|seconds?|secs?|weeks?|months?|quarter|years?|ms|millis|micros|nanos|elapsed|duration|age|\w*time|\w*timestamp)$/;

/** Places in a log. They leap over what is no message: markers, rolled back work, other tables. */
const placeName = /(offset|lsn|scn|txid|xid)$/;

/** Last words of names that tell how many or how much: they run on by one for a while, and leap where two things happen at once. */
const amountWord =
  /^(count|total|sum|amount|quantity|qty|balance|stock|views|clicks|hits|visits|visitors|score|level|points)$/;

/** The end of a text that is a time or a date: `12:00:59`, `2026-01-31`, `2026-01`. */
const timeAtEnd = /(\d:|\d{4}-\d\d-|(^|[^\d-])\d{4}-)\d\d$/;

/** Whether the name of a number says that it goes by the clock, is an amount or a place in a log: its leaps mean nothing. */
export function namesNoCount(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  const last = words.split(/[^a-z0-9]+/).at(-1) ?? '';
  return (
    timeWord.test(last) ||
    amountWord.test(last) ||
    placeName.test((name.split('.').at(-1) ?? '').toLowerCase().replace(/[^a-z0-9]/g, ''))
  );
}

/**
 * Whether numbers are times, whatever they are called: a device that reports once a second has its clock run on like a
 * counter, and a second without a report is no lost message. They are the time of their record in some unit, within a day
 * for time zones and late records, or dates such as 202601 and 20260131, also with the number of the day behind them.
 */
export function areTimes(numbers: readonly NumberedSample[]): boolean {
  const most = (is: (it: NumberedSample) => boolean): boolean => numbers.filter(is).length >= SHARE * numbers.length;
  return (
    UNITS.some((unit) =>
      most(({ number, timestamp }) => timestamp >= YEAR_2000 && Math.abs(number * unit - timestamp) <= DAY + unit),
    ) ||
    most(({ number }) => isDate(Number(String(number).slice(0, 8)))) ||
    most(({ number }) => isDate(100 * number + 1))
  );
}

/** Whether texts end with a time or a date that people read. */
export const endWithTimes = (texts: readonly (string | null)[]): boolean =>
  texts.filter((text) => text !== null && timeAtEnd.test(text)).length >= SHARE * texts.length;

/** Eight digits that are a day of 1970 to 2099. */
function isDate(number: number): boolean {
  const year = Math.floor(number / 10_000);
  const month = Math.floor(number / 100) % 100;
  const day = number % 100;
  return year >= 1970 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
