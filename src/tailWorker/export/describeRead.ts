import { isoTime } from '../../base/isoTime';
import type { StartPosition, TailOptions } from '../../protocol/tail';

export const listOfTopics = ({ topic, moreTopics = [] }: TailOptions): readonly string[] => [topic, ...moreTopics];

/** Where reading began, for a sentence of the report. */
export function startText(start: StartPosition): string {
  switch (start.kind) {
    case 'beginning':
      return 'the beginning';
    case 'end':
      return 'the end as it was when reading began';
    case 'offset':
      return start.partition === undefined
        ? `offset ${start.offset}`
        : `offset ${start.offset} in partition ${start.partition}`;
    case 'timestamp':
      return timeText(start.timestamp);
    case 'last':
      return `the last ${count(start.count, 'record')}`;
    case 'group':
      return `the committed offsets of group ${start.group}`;
  }
}

/** In UTC: a report is read elsewhere. */
export const timeText = (timestamp: number): string =>
  timestamp < 0 ? 'no timestamp' : isoTime(timestamp).replace(/^(.+)T(.+)Z$/, '$1 $2 UTC');

export const count = (n: number, one: string): string => `${n.toLocaleString('en-US')} ${one}${n === 1 ? '' : 's'}`;
