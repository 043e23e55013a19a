import type { TailOptions } from '../protocol/tail';

/** Of the tab: the first topic, and how many others are read with it. */
export const tailTitle = ({ topic, moreTopics = [] }: Pick<TailOptions, 'topic' | 'moreTopics'>): string =>
  `${topic}${moreTopics.length === 0 ? '' : ` +${moreTopics.length}`} · Tail`;
