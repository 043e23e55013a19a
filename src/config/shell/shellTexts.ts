import type { Span } from '../../base/span';
import { linesOf, maskText } from './maskText';
import { readCommands, type ShellCommand, type ShellDialect, type ShellWord } from './readCommands';

/** The shell commands of a script, a Dockerfile, a Makefile or a Markdown page, with offsets of the whole text. */
export function commandsOf(text: string, container: ShellContainer): readonly ShellCommand[] {
  const whole = { start: 0, end: text.length };
  if (container === 'script') return readCommands(text, whole, 'sh');
  if (container === 'batch') return readCommands(text, whole, 'bat');
  if (container === 'powershell') return readCommands(text, whole, 'ps');
  if (container === 'makefile') return readCommands(maskText(text, recipeRanges(text)), whole, 'make');
  if (container === 'markdown') return markdownCommands(text);
  return dockerfileCommands(text);
}

export type ShellContainer = 'script' | 'batch' | 'powershell' | 'makefile' | 'dockerfile' | 'markdown';

/** Lines that start with a tab, without make's own `@`, `-` and `+`, and the lines that continue them. */
function recipeRanges(text: string): readonly Span[] {
  const ranges: Span[] = [];
  let continued = false;
  for (const line of linesOf(text)) {
    const lead = /^\t[@+-]*[ \t]*[@+-]*/.exec(line.text)?.[0];
    const inside: boolean = continued || lead !== undefined;
    if (inside) ranges.push({ start: line.start + (continued ? 0 : (lead?.length ?? 0)), end: line.end });
    continued = inside && line.text.endsWith('\\');
  }
  return ranges;
}

/** Blocks of Markdown whose language is a shell, and blocks without a language. Prompts are left out. */
function markdownCommands(text: string): readonly ShellCommand[] {
  const shell = fences(text).flatMap((fence) => {
    const dialect = shellLanguages.get(fence.language);
    return dialect ? [{ dialect, span: fence.span }] : [];
  });
  shell.push(...indentedBlocks(text).map((span) => ({ dialect: 'sh' as const, span })));
  const masked = maskText(
    text,
    shell.flatMap(({ span }) => withoutPrompts(text, span)),
  );
  return shell.flatMap(({ dialect, span }) => readCommands(masked, span, dialect));
}

/** Blocks of code by indentation: four blanks or a tab, with a blank line above. */
function indentedBlocks(text: string): readonly Span[] {
  const closed = fences(text).map(({ span }) => span);
  const found: Span[] = [];
  let open: { start: number; end: number } | undefined;
  let isBlank = true;
  for (const line of linesOf(text)) {
    const isCode = /^(?: {4}|\t)/.test(line.text) && line.text.trim() !== '';
    if (isCode && open) open.end = line.end;
    else if (isCode && isBlank) {
      open = { start: line.start, end: line.end };
      found.push(open);
    }
    if (!isCode && line.text.trim() !== '') open = undefined;
    isBlank = line.text.trim() === '';
  }
  return found.filter((span) => !closed.some((fence) => fence.start <= span.start && span.start < fence.end));
}

const shellLanguages: ReadonlyMap<string, ShellDialect> = new Map([
  ...[
    '',
    'sh',
    'bash',
    'zsh',
    'shell',
    'console',
    'shell-session',
    'sh-session',
    'shellsession',
    'terminal',
    'ksh',
  ].map((name) => [name, 'sh'] as const),
  ...['bat', 'cmd', 'batch', 'dos'].map((name) => [name, 'bat'] as const),
  ...['powershell', 'pwsh', 'ps1', 'ps'].map((name) => [name, 'ps'] as const),
]);

export interface Fence {
  readonly language: string;
  /** What is between the fences. */
  readonly span: Span;
}

/** The fenced code blocks of a Markdown text. A fence that is never closed runs to the end, as CommonMark says. */
export function fences(text: string): readonly Fence[] {
  const found: Fence[] = [];
  let open: { marker: string; language: string; start: number } | undefined;
  for (const line of linesOf(text)) {
    const mark = /^[ \t>]*(?<marker>`{3,}|~{3,})[ \t]*(?<info>[^`]*)$/.exec(line.text)?.groups;
    if (!open && mark) {
      const language = /^\{?\.?([\w+-]*)/.exec(mark.info?.trim() ?? '')?.[1]?.toLowerCase() ?? '';
      open = { marker: mark.marker ?? '```', language, start: Math.min(line.end + 1, text.length) };
    } else if (open && mark && !mark.info?.trim() && mark.marker?.startsWith(open.marker)) {
      found.push({ language: open.language, span: { start: open.start, end: line.start } });
      open = undefined;
    }
  }
  if (open) found.push({ language: open.language, span: { start: open.start, end: text.length } });
  return found;
}

const prompt = /^[ \t]*(?:\[?[\w.-]+@[\w.-]+[^\s$%>]{0,60}[ \t]*|PS [^>\n]{0,80})?[$%>][ \t]+/;

function withoutPrompts(text: string, span: Span): readonly Span[] {
  return linesOf(text.slice(span.start, span.end)).map((line) => ({
    start: span.start + line.start + (prompt.exec(line.text)?.[0].length ?? 0),
    end: span.start + line.end,
  }));
}

/** RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD, as a shell line or as a JSON array. */
function dockerfileCommands(text: string): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  const instruction =
    /^[ \t]*(?:ONBUILD[ \t]+)?(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK(?:[ \t]+--\S+)*[ \t]+CMD)[ \t]+(?:--\w+(?:=\S+)?[ \t]+)*/gim;
  for (const match of text.matchAll(instruction)) {
    const start = match.index + match[0].length;
    const end = instructionEnd(text, start);
    const exec = text[start] === '[' ? execForm(text, start, end) : undefined;
    if (exec) commands.push(exec);
    else commands.push(...readCommands(withoutComments(text, start, end), { start, end }, 'sh'));
  }
  return commands;
}

/** Where an instruction ends: a line without `\` at its end, comment lines in between not counted. */
function instructionEnd(text: string, start: number): number {
  for (let at = start; ; ) {
    const lineBreak = text.indexOf('\n', at);
    if (lineBreak < 0) return text.length;
    const line = text.slice(at, lineBreak).trimEnd();
    if (!line.endsWith('\\') && !(at > start && /^\s*(?:#|$)/.test(line))) return lineBreak;
    at = lineBreak + 1;
  }
}

/** A Dockerfile drops whole comment lines inside an instruction before the shell sees it. */
function withoutComments(text: string, start: number, end: number): string {
  const inside = text.slice(start, end);
  if (!inside.includes('#')) return text;
  const inner = inside.replace(/^[ \t]*#.*(?:\n|$)/gm, (line) => ' '.repeat(line.length));
  return text.slice(0, start) + inner;
}

function execForm(text: string, start: number, end: number): ShellCommand | undefined {
  const source = text.slice(start, end);
  if (!/\]\s*$/.test(source)) return undefined;
  const words: ShellWord[] = [];
  for (const match of source.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)) {
    const from = start + match.index;
    const raw = match[1] ?? '';
    const chars = [...raw.matchAll(/\\(.)|[^\\]/gs)];
    words.push({
      text: chars.map((char) => char[1] ?? char[0]).join(''),
      map: chars.map((char) => from + 1 + char.index),
      span: { start: from, end: from + match[0].length },
      defaults: [],
    });
  }
  return words.length > 0 ? { words, span: { start, end } } : undefined;
}
