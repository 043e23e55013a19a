import { holeLine, recordLine, startLine, summaryLine, verdictLine } from '../../tail/ndjsonLines';
import { listOfTopics } from './describeRead';
import type { ExportChoice, ExportWriter, ReadFacts } from './exportWriter';

/**
 * The lines of `acklens tail --format ndjson`, with what a view knows more: the topic where several are read, and `exported`
 * in the summary. A record without a payload any more says `"payload":"missing"`.
 */
export function ndjsonExport({ scope, redact, filter, isDecoded }: ExportChoice): ExportWriter {
  let hasSeveral = false;
  const topicOf = (topic: string) => (hasSeveral ? { topic } : {});
  return {
    wantsEvidence: false,
    wantsContent: true,
    notDescribed: 0,
    start({ partitions, options }: ReadFacts) {
      const topics = listOfTopics(options);
      hasSeveral = topics.length > 1;
      return topics
        .map((topic) =>
          startLine(
            topic,
            partitions.filter((one) => one.topic === topic),
          ),
        )
        .join('');
    },
    item(item) {
      const { topic, partition } = item.place;
      const more = topicOf(topic);
      if (item.kind === 'hole') return holeLine({ ...item.hole, partition }, more);
      if (item.kind === 'gap') return verdictLine({ ...item.verdict, partition }, more);
      const { row, content, verdict, of } = item;
      const missing = content ? {} : { payload: 'missing' };
      const empty = { key: null, value: null, headers: [] };
      const record = recordLine({ ...more, ...row, partition, ...(content ?? empty) }, missing);
      if (!verdict) return record;
      const original = verdict.of && of ? { of: { partition: of.partition, offset: verdict.of.offset } } : {};
      const from = hasSeveral && of ? { ...more, ofTopic: of.topic } : more;
      return record + verdictLine({ ...verdict, partition, ...original }, from);
    },
    end: ({ options, counters, startedAt, now }, told) =>
      summaryLine(listOfTopics(options).join(','), counters, now - startedAt, {
        exported: {
          scope,
          ...(filter === '' ? {} : { filter }),
          ...(redact.length === 0 ? {} : { redacted: redact }),
          ...(isDecoded ? { decoded: true } : {}),
          ...told,
        },
      }),
  };
}
