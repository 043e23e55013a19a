import { readCommands, type ShellCommand, type ShellDialect, type ShellWord } from './readCommands';
import { type Tool, toolNamed } from './tools';

export interface ToolCall {
  readonly tool: Tool;
  /** The word that names the tool. */
  readonly name: ShellWord;
  readonly args: readonly ShellWord[];
}

/**
 * The call of a Kafka tool that a command makes, directly or behind words like `sudo`, `docker exec` or `bash -c`.
 * A tool's name anywhere else (in `echo`, `which`, `man`) is no call.
 */
export function toolCalls(text: string, command: ShellCommand, dialect: ShellDialect): readonly ToolCall[] {
  const words = command.words.slice(command.words.findIndex((word) => !isPreamble(word.text)));
  const first = words[0];
  if (!first) return [];
  if (!toolOf(first, text) && !mayWrap(first.text)) return [];
  const calls: ToolCall[] = [];
  for (const [index, word] of words.entries()) {
    const tool = toolOf(word, text);
    if (tool) return [...calls, { tool, name: word, args: words.slice(index + 1) }];
    if (index > 0) calls.push(...callsInside(text, word, dialect));
  }
  return calls;
}

/** `bash -c "kafka-topics ..."`: a quoted word that is a command of its own. */
function callsInside(text: string, word: ShellWord, dialect: ShellDialect): readonly ToolCall[] {
  const quote = text[word.span.start];
  if ((quote !== '"' && quote !== "'") || text[word.span.end - 1] !== quote) return [];
  if (!/(?:kafka|kcat)/.test(word.text) || !/\s/.test(word.text)) return [];
  const inner = { start: word.span.start + 1, end: word.span.end - 1 };
  return readCommands(text, inner, dialect).flatMap((command) => toolCalls(text, command, dialect));
}

function toolOf(word: ShellWord, text: string): Tool | undefined {
  // The raw text too: `.\bin\windows\kafka-topics.bat` loses its backslashes in a POSIX reading.
  const raw = text.slice(word.span.start, word.span.end);
  for (const candidate of [word.text, raw]) {
    const base = /(?:^|[\\/\0])([a-z][\w-]*?)(?:\.sh|\.bat|:[\w.-]+)?$/.exec(candidate)?.[1];
    const tool = base === undefined ? undefined : toolNamed(base);
    if (tool) return tool;
  }
  return undefined;
}

/** Shell keywords and `NAME=value` in front of a command. */
const isPreamble = (text: string): boolean => keywords.has(text) || /^[A-Za-z_]\w*\+?=/.test(text);

const keywords: ReadonlySet<string> = new Set([
  'if',
  'then',
  'else',
  'elif',
  'while',
  'until',
  'do',
  '!',
  '{',
  '}',
  'time',
  '@',
]);

const wrappers: ReadonlySet<string> = new Set(
  (
    'sudo docker docker-compose podman podman-compose nerdctl kubectl oc k3s microk8s minikube ssh nohup exec env ' +
    'timeout gtimeout xargs watch winpty bash sh zsh ash dash ksh su runuser gosu su-exec nice ionice stdbuf unbuffer ' +
    'command eval call start cmd cmd.exe wsl vagrant retry tini dumb-init setsid script parallel'
  ).split(' '),
);

/** A command word that runs what follows it. One that is a variable as a whole may be such a word. */
function mayWrap(text: string): boolean {
  const base = text.replace(/^.*[\\/]/, '');
  return wrappers.has(base) || /^\0+$/.test(text);
}
