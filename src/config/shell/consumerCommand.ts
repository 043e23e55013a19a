import type { ConsumerCommand } from '../unit';
import type { ToolCall } from './toolCall';

/** A `kafka-console-consumer` call that names its topic, as a tail would repeat it. */
export function consumerCommand({ tool, name, args }: ToolCall): ConsumerCommand | undefined {
  if (tool.name !== 'kafka-console-consumer') return undefined;
  const option = (wanted: string): string | undefined => {
    const index = args.findIndex((arg) => arg.text === wanted || arg.text.startsWith(`${wanted}=`));
    const word = args[index];
    if (!word) return undefined;
    const text = word.text === wanted ? args[index + 1]?.text : word.text.slice(wanted.length + 1);
    return text?.includes('\0') ? undefined : text;
  };
  const topic = option('--topic');
  if (!topic || topic.startsWith('-')) return undefined;
  const servers = option('--bootstrap-server');
  const maxMessages = wholeNumber(option('--max-messages'));
  return {
    span: { start: name.span.start, end: args[args.length - 1]?.span.end ?? name.span.end },
    topic,
    bootstrapServers: servers,
    start: startOf(
      args.some((arg) => arg.text === '--from-beginning'),
      option('--partition'),
      option('--offset'),
    ),
    // The tool reads -1 as no limit.
    maxMessages: maxMessages !== undefined && maxMessages > 0 ? maxMessages : undefined,
  };
}

function startOf(
  fromBeginning: boolean,
  partition: string | undefined,
  offset: string | undefined,
): ConsumerCommand['start'] {
  if (fromBeginning || offset === 'earliest') return 'beginning';
  const at = wholeNumber(offset);
  const of = wholeNumber(partition);
  return at !== undefined && at >= 0 && of !== undefined ? { partition: of, offset: at } : 'end';
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
