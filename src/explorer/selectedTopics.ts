import type { RowRef, TailRequest } from '../host/commandTable';
import { MAX_TOPICS } from '../protocol/readTailOptions';

/** What one tail reads of a selection, and one sentence for each reason why that is not all. */
export interface SelectedTopics {
  readonly request: Pick<TailRequest, 'connection' | 'topic' | 'moreTopics'>;
  readonly leftOut: readonly string[];
}

/** The selected topics of the clicked row's connection, the clicked one first. */
export function selectedTopics(row: RowRef, rows: readonly RowRef[]): SelectedTopics {
  const topics = rows.filter(({ kind }) => kind === 'topic');
  const here = topics.filter(({ connection }) => connection === row.connection);
  const more = [...new Set(here.flatMap(({ topic }) => (topic === row.topic ? [] : (topic ?? []))))];
  const read = more.slice(0, MAX_TOPICS - 1);
  const elsewhere = topics.length - here.length;
  const beyond = more.length - read.length;
  return {
    request: {
      ...(row.connection === undefined ? {} : { connection: row.connection }),
      ...(row.topic === undefined ? {} : { topic: row.topic }),
      ...(read.length === 0 ? {} : { moreTopics: read }),
    },
    leftOut: [
      elsewhere === 0 ? [] : `A tail reads topics of one connection: left out ${countOf(elsewhere)} of others.`,
      beyond === 0 ? [] : `A tail reads at most ${MAX_TOPICS} topics: left out ${countOf(beyond)}.`,
    ].flat(),
  };
}

const countOf = (count: number): string => `${count} selected topic${count === 1 ? '' : 's'}`;
