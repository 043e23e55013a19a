import { isJson } from './isJson';

/**
 * Re-indents JSON without reading it into values: `JSON.parse` would round 64-bit ids, drop repeated keys and reorder
 * numeric ones, and then the pane would show something that is not in the record. Undefined when the text is not JSON.
 */
export function formatJson(text: string): string | undefined {
  const start = text.trimStart()[0];
  if ((start !== '{' && start !== '[') || !isJson(text)) return undefined;
  const out: string[] = [];
  let depth = 0;
  const line = (): void => {
    out.push('\n', '  '.repeat(depth));
  };
  token.lastIndex = 0;
  const tokens = text.match(token) ?? [];
  tokens.forEach((part, i) => {
    if (part === '{' || part === '[') {
      out.push(part);
      depth += 1;
      if (!closes(tokens[i + 1])) line();
    } else if (closes(part)) {
      depth -= 1;
      if (!opens(tokens[i - 1])) line();
      out.push(part);
    } else if (part === ',') {
      out.push(part);
      line();
    } else out.push(part === ':' ? ': ' : part);
  });
  return out.join('');
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

const opens = (part: string | undefined): boolean => part === '{' || part === '[';
const closes = (part: string | undefined): boolean => part === '}' || part === ']';
