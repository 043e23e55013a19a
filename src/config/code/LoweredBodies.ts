import type { Node } from 'web-tree-sitter';
import type { Code } from './syntax';

/**
 * What the bodies of functions were lowered to, so that after an edit only those that it changed are again: every step
 * through a tree crosses the border of WebAssembly. A body is known by its text and the type of its node. Not by the node's
 * id: Java's grammar is ambiguous in between, so that the parser makes new nodes of what did not change. Bounded by the
 * text: only the bodies that it has now are kept.
 */
export class LoweredBodies {
  private earlier: ReadonlyMap<string, Body>;
  private readonly own = new Map<string, Body>();

  /** `before` are those of the text before an edit. */
  constructor(before?: LoweredBodies) {
    this.earlier = before?.own ?? new Map();
  }

  /** What `lower` makes of a body whose text is `text`, `depth` levels down. */
  read(node: Node, text: string, depth: number, lower: () => Code): Code {
    const known = this.earlier.get(text);
    const { type, startIndex: at } = node;
    if (known && known.type === type && known.depth === depth) {
      // Two bodies of one text are two codes: only the first may be the known one itself.
      const code = known.at === at ? known.code : movedCode(known.code, at - known.at);
      this.own.set(text, { ...known, at, code });
      return code;
    }
    const code = lower();
    // What an arrow of C# gives back depends on the type in front of it.
    if (type !== 'arrow_expression_clause') this.own.set(text, { type, depth, at, code });
    return code;
  }

  /** Nothing more will be asked: what only the text before had may go. */
  end(): void {
    this.earlier = new Map();
  }
}

interface Body {
  readonly type: string;
  readonly depth: number;
  readonly at: number;
  readonly code: Code;
}

/** Code as it is when `by` characters come before its text. All that it says of places are spans. */
const movedCode = (code: Code, by: number): Code => moved(code, by) as Code;

function moved(value: unknown, by: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => moved(item, by));
  if ('start' in value && 'end' in value) return { start: Number(value.start) + by, end: Number(value.end) + by };
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) copy[key] = moved(part, by);
  return copy;
}
