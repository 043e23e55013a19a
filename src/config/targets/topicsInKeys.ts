import { blankComments } from './blankComments';
import { isTopicName, type Named } from './named';

/** A topic under a key of a configuration file. */
export interface KeyedTopic extends Named {
  /** The keys around it and its own, joined by dots, lower case. */
  readonly path: string;
}

/** Topics that a configuration names for writing: `topic`, `topic_id`, `default-topic` and the like. */
export function topicsInKeys(source: string): readonly KeyedTopic[] {
  const text = blankComments(source, 'hashes');
  return [...text.matchAll(keys)].flatMap((match) => {
    const { indent = '', key = '', value = '' } = match.groups ?? {};
    const name = unquoted(value);
    if (!isTopicName(name)) return [];
    const path = `${parentsOf(text, match.index, indent.length)}${key}`.toLowerCase();
    if (notWritten.test(path)) return [];
    const start = match.index + match[0].lastIndexOf(value) + value.indexOf(name);
    return [{ name, path, span: { start, end: start + name.length } }];
  });
}

const keys =
  /(?<=^|[{,;])(?<indent>[ \t]*(?:-[ \t]+)?)(?:export[ \t]+)?["']?(?<key>(?:[\w%-]+\.)*(?:[\w-]*topic(?:[._-]?(?:id|name))?|default[._-]?topic|destination))["']?[ \t]*(?::|=>|=)[ \t]*(?<value>"[^"\n]*"|'[^'\n]*'|[^\s#,}\]\n]+)/gim;

/** Read from, or written to by Kafka's own machinery. */
const notWritten =
  /incoming|consumer|input|source|-in-\d|dead|dlq|dlt|error|retry|repl(?:y|ies)|offset|status|config\.storage|changelog|transaction|listener|internal|history/;

/** `${ORDERS_TOPIC:orders}` and its relatives stand for what they fall back to. */
function unquoted(value: string): string {
  const bare = value.replace(/^(["'])(.*)\1$/, '$2').trim();
  return /^\$\{[\w.]+:-?(?<fallback>[\w.-]+)\}$/.exec(bare)?.groups?.fallback ?? bare;
}

/** The lines above that stand further to the left, as in YAML and in JSON as people indent it. */
function parentsOf(text: string, index: number, indent: number): string {
  let path = '';
  let left = indent;
  for (let end = text.lastIndexOf('\n', index - 1); end > 0 && left > 0; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const parent =
      /^(?<indent>[ \t]*(?:-[ \t]+)?)["']?(?<key>[\w.%-]+)["']?[ \t]*(?::|=>|=)?[ \t]*[{[]?[ \t]*\r?$/.exec(
        text.slice(start, end),
      );
    if (parent?.groups && (parent.groups.indent ?? '').length < left) {
      left = (parent.groups.indent ?? '').length;
      path = `${parent.groups.key}.${path}`;
    }
    end = start - 1;
  }
  return path;
}
