import { isoTime } from '../base/isoTime';
import type { StartPosition, TailOptions } from '../protocol/tail';

/** What tells one tail from another. */
export interface TitleFacts {
  readonly options: Pick<TailOptions, 'topic' | 'moreTopics' | 'start' | 'partitions' | 'isolation'>;
  /** The connection's name. */
  readonly connection: string;
}

/**
 * Of the tabs, in the order in which they were opened: the first topic, and how many others are read with it. Those that
 * would be called the same say where they differ, as editors do with the folders of their files; what differs in nothing
 * has a number.
 */
export function tailTitles(tails: readonly TitleFacts[]): readonly string[] {
  const taken = new Map<string, number>();
  return tails.map((tail) => {
    const plain = plainTitle(tail);
    const alike = tails.filter((other) => plainTitle(other) === plain);
    const title = `${plain}${differences(tail, alike)}`;
    const number = (taken.get(title) ?? 0) + 1;
    taken.set(title, number);
    return number === 1 ? title : `${title} (${number})`;
  });
}

const plainTitle = ({ options: { topic, moreTopics = [] } }: TitleFacts): string =>
  `${topic}${moreTopics.length === 0 ? '' : ` +${moreTopics.length}`} · Tail`;

/** The most telling first: a narrow tab cuts off the end. */
const traits: readonly ((tail: TitleFacts) => string)[] = [
  ({ connection }) => ` on ${connection}`,
  ({ options: { start } }) => ` ${startOf(start)}`,
  ({ options: { moreTopics = [] } }) => `, with ${moreTopics.join(', ')}`,
  ({ options: { partitions } }) => partitionsOf(partitions),
  ({ options: { isolation } }) => (isolation === 'read_committed' ? ', committed only' : ''),
];

const differences = (tail: TitleFacts, alike: readonly TitleFacts[]): string =>
  traits
    .filter((trait) => alike.some((other) => trait(other) !== trait(tail)))
    .map((trait) => trait(tail))
    .join('');

function partitionsOf(partitions: readonly number[] | undefined): string {
  if (partitions === undefined) return ', all partitions';
  return `, ${partitions.length === 1 ? 'partition' : 'partitions'} ${partitions.join(', ')}`;
}

function startOf(start: StartPosition): string {
  switch (start.kind) {
    case 'beginning':
      return 'from beginning';
    case 'end':
      return 'from end';
    case 'offset':
      return `from ${start.partition === undefined ? 'offset ' : `${start.partition}:`}${start.offset}`;
    case 'timestamp':
      return `from ${isoTime(start.timestamp).replace('.000Z', 'Z')}`;
    case 'last':
      return `from last ${start.count}`;
    case 'group':
      return `from group ${start.group}`;
  }
}
