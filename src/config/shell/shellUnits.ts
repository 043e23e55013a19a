import type { Span } from '../../base/span';
import { clientKey } from '../canonicalKeys';
import { maskTemplates } from '../maskTemplates';
import type { BootstrapServers, Extraction, RemovedOption, Role, Setting, Unit } from '../unit';
import { nothing } from '../unit';
import { consumerCommand } from './consumerCommand';
import { type Argument, readArguments } from './readArguments';
import { commandsOf, type ShellContainer } from './shellTexts';
import { type ToolCall, toolCalls } from './toolCall';

/** One unit for each call of a Kafka tool in a script, a Dockerfile, a Makefile or a Markdown page. */
export function shellUnits(source: string, container: ShellContainer): Extraction {
  if (!/kafka-(?:console|producer-perf|verifiable|topics|configs)|kcat|kafkacat/.test(source)) return nothing;
  // `{{ kafka_home }}/bin/kafka-topics.sh` is one word.
  const text = maskTemplates(source);
  const dialect = container === 'makefile' ? 'make' : container === 'batch' ? 'bat' : 'sh';
  const calls = commandsOf(text, container).flatMap((command) => toolCalls(text, command, dialect));
  return callUnits(calls);
}

/** One unit for each of the calls. */
export function callUnits(calls: readonly ToolCall[]): Extraction {
  const seen = new Map<string, number>();
  const units = calls.map((call) => {
    const count = (seen.get(call.tool.name) ?? 0) + 1;
    seen.set(call.tool.name, count);
    return unitOf(call, count);
  });
  return {
    units: units.filter((unit): unit is Unit => unit !== undefined),
    consumerCommands: calls.flatMap((call) => consumerCommand(call) ?? []),
    bootstrapServers: calls.flatMap(bootstrapOf),
  };
}

function unitOf(call: ToolCall, count: number): Unit | undefined {
  const { tool, name, args } = call;
  const role = roleOf(call);
  if (!role) return undefined;
  const settings = new Map<string, Setting>();
  // A flag of the tool wins over a property, whatever their order (ConsoleProducer merges options last).
  const ordered = readArguments(call).sort((a, b) => Number(a.kind === 'flag') - Number(b.kind === 'flag'));
  for (const argument of ordered) {
    const setting = settingOf(argument, role);
    if (!setting) continue;
    const earlier = settings.get(setting.key);
    const removals =
      earlier && setting.removals.length > 0 ? [...earlier.removals, ...setting.removals] : setting.removals;
    settings.set(setting.key, { ...setting, removals: distinct(removals) });
  }
  const end = args[args.length - 1]?.span.end ?? name.span.end;
  return {
    id: `shell:${tool.name}:${count}`,
    role,
    client: { name: tool.client },
    ...(tool.frame ? { frame: tool.frame } : {}),
    surface: 'shell',
    label: tool.name,
    span: { start: name.span.start, end },
    anchor: name.span,
    settings: [...settings.values()],
    misplaced: [],
    removedOptions: removedOptions(call),
    complete: !args.some((arg) => configFile.test(arg.text) || arg.text.includes('\0')),
  };
}

/** Options that bring a file whose content is not on the line. */
const configFile = /^(?:--producer\.config|--consumer\.config|--command-config|-F)\b/;

function roleOf({ tool, args }: ToolCall): Role | undefined {
  const has = (...options: string[]): boolean => args.some((arg) => options.includes(arg.text));
  if (tool.name === 'kafka-topics') return has('--create', '--alter') ? 'topic' : undefined;
  if (tool.name === 'kafka-configs') {
    if (!has('--alter')) return undefined;
    const type = args[args.findIndex((arg) => arg.text === '--entity-type') + 1]?.text;
    if (has('--broker', '--broker-defaults') || type === 'brokers') return 'broker';
    return has('--topic') || type === 'topics' ? 'topic' : undefined;
  }
  if (tool.frame !== 'kcat') return tool.role;
  // kcat's short options may stand together, as in `-Pq`.
  const mode = args.find((arg) => /^-[a-zA-Z]*[PCGLQM]/.test(arg.text))?.text ?? '';
  if (mode.includes('P')) return 'producer';
  if (/[CG]/.test(mode)) return 'consumer';
  return mode ? undefined : 'client';
}

function settingOf(argument: Argument, role: Role): Setting | undefined {
  const topicScope = argument.form === 'shellPair' && argument.key.startsWith('topic.') ? 'topic.'.length : 0;
  const canonical = clientKey(argument.key.slice(topicScope), argument.client);
  const key = argument.kind === 'flag' ? argument.key : canonical?.key;
  if (key === undefined) return undefined;
  if (canonical?.only === 'librdkafka' && argument.client !== 'librdkafka') return undefined;
  if ((role === 'topic' || role === 'broker') && canonical?.side === 'producer') return undefined;
  return {
    key,
    writtenKey: argument.kind === 'flag' ? argument.option : argument.key,
    keySpan: argument.keySpan,
    value: argument.value,
    valueSpan: argument.valueSpan,
    removals: argument.removal ? [argument.removal] : [],
    form: argument.form,
  };
}

function removedOptions({ tool, args }: ToolCall): readonly RemovedOption[] {
  return tool.removed.flatMap((removed) => {
    const word = args.find((arg) => arg.text === removed.option || arg.text.startsWith(`${removed.option}=`));
    const start = word?.map[0];
    const last = word?.map[removed.option.length - 1];
    if (start === undefined || last === undefined) return [];
    return [{ ...removed, tool: tool.name, span: { start, end: last + 1 } }];
  });
}

function bootstrapOf({ tool, args }: ToolCall): readonly BootstrapServers[] {
  const options = [...tool.bootstrap, '--broker-list'];
  return args.flatMap((arg, index) => {
    const value = options.includes(arg.text) ? args[index + 1] : undefined;
    if (!value || value.text.includes('\0') || !/:\d+/.test(value.text)) return [];
    return [{ span: value.span, servers: value.text }];
  });
}

const distinct = (spans: readonly Span[]): readonly Span[] =>
  spans.filter((span, index) => spans.findIndex((other) => other.start === span.start) === index);
