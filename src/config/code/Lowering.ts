import type { Node } from 'web-tree-sitter';
import type { Span } from '../../base/span';
import type { LoweredBodies } from './LoweredBodies';
import type { Argument, BlockCode, Code, Entry, FunctionCode, OtherCode, Parameter, TextCode } from './syntax';

/** How one type of node of one grammar is understood. */
export type Row = (node: Node, lowering: Lowering) => Code;

/** By type of node. Types without a row are looked through. */
export type Rows = Readonly<Record<string, Row>>;

/** Turns nodes of one grammar into the code that all languages share. */
export class Lowering {
  readonly text: string;
  private readonly rows: Rows;
  private readonly isHot: (span: Span) => boolean;
  private readonly bodies: LoweredBodies;
  private depth = 0;

  constructor(text: string, rows: Rows, isHot: (span: Span) => boolean, bodies: LoweredBodies) {
    this.text = text;
    this.rows = rows;
    this.isHot = isHot;
    this.bodies = bodies;
  }

  of(node: Node | null | undefined): Code {
    if (!node) return { kind: 'nothing', span: { start: 0, end: 0 } };
    if (this.depth > maxDepth) return { kind: 'other', parts: [], span: spanOf(node) };
    this.depth += 1;
    const code = this.rows[node.type]?.(node, this) ?? this.other(node);
    this.depth -= 1;
    return code;
  }

  field(node: Node, name: string): Code {
    return this.of(node.childForFieldName(name));
  }

  optional(node: Node | null | undefined): Code | undefined {
    return node ? this.of(node) : undefined;
  }

  textOf(node: Node | null | undefined): string {
    return node ? this.text.slice(node.startIndex, node.endIndex) : '';
  }

  all(nodes: readonly Node[]): readonly Code[] {
    return nodes.filter(matters).map((node) => this.of(node));
  }

  other(node: Node): OtherCode {
    return { kind: 'other', parts: this.all(node.namedChildren), span: spanOf(node) };
  }

  block(node: Node, branch = false): BlockCode {
    return { kind: 'block', items: this.all(node.namedChildren), branch, span: spanOf(node) };
  }

  /** A part that is passed over on some ways through the function. */
  branch(node: Node | null | undefined): BlockCode {
    const span = node ? spanOf(node) : { start: 0, end: 0 };
    return { kind: 'block', items: node ? [this.of(node)] : [], branch: true, span };
  }

  /** Conditions are always looked at, the rest is passed over sometimes. */
  conditional(node: Node, conditionFields: readonly string[]): OtherCode {
    const always = new Set(conditionFields.map((name) => node.childForFieldName(name)?.id));
    const parts = node.namedChildren
      .filter(matters)
      .map((child) => (always.has(child.id) ? this.of(child) : this.branch(child)));
    return { kind: 'other', parts, span: spanOf(node) };
  }

  function(
    node: Node,
    parameters: readonly Parameter[],
    body: Node | null | undefined,
    constructs = false,
  ): FunctionCode {
    const name = node.childForFieldName('name');
    const hot = body && this.isHot(spanOf(node));
    return {
      kind: 'function',
      ...(name ? { name: this.textOf(name) } : {}),
      parameters,
      body: hot ? this.bodies.read(body, this.textOf(body), this.depth, () => this.of(body)) : undefined,
      ...(constructs ? { constructs } : {}),
      span: spanOf(node),
    };
  }

  arguments(list: Node | null | undefined, one?: (node: Node) => Argument | undefined): readonly Argument[] {
    return (list?.namedChildren ?? []).filter(matters).map((node) => one?.(node) ?? this.argument(node));
  }

  argument(node: Node): Argument {
    return { value: this.of(node), span: spanOf(node) };
  }

  named(node: Node, name: Node | null, value: Node | null | undefined): Argument {
    return {
      ...(name ? { name: this.textOf(name).replace(/^:|:$/g, ''), nameSpan: spanOf(name) } : {}),
      value: this.of(value),
      span: spanOf(node),
    };
  }

  entry(node: Node, key: Node | null | undefined, value: Node | null | undefined): Entry {
    return { key: key ? this.of(key) : undefined, value: this.of(value), span: spanOf(node) };
  }

  /** A bare word that stands for its own text. */
  word(node: Node): TextCode {
    return { kind: 'text', text: this.textOf(node), inner: spanOf(node), span: spanOf(node) };
  }

  /** The name of a type without type arguments, pointers and nullability. */
  typeName(node: Node | null | undefined): string | undefined {
    if (!node) return undefined;
    const text = this.textOf(node);
    return text
      .slice(0, 200)
      .replace(/[<[(].*$/s, '')
      .replace(/^\s*:|[*&?\s]|\bconst\b|\bmut\b/g, '')
      .replace(/\\|::/g, '.');
  }
}

/** Deeper nesting is no configuration; a bound for the stack. */
const maxDepth = 220;

export const spanOf = (node: Node): Span => ({ start: node.startIndex, end: node.endIndex });

const matters = (node: Node): boolean => !/comment/.test(node.type);

/** A literal. Its text is known where nothing is put in at run time and nothing is escaped. */
export const quoted =
  (dollar: boolean): Row =>
  (node, lowering) => {
    const children = node.namedChildren;
    const contents = children.filter((child) => /content|fragment/.test(child.type));
    const span = spanOf(node);
    const inner = contents.length === 1 && contents[0] ? spanOf(contents[0]) : withoutQuotes(lowering, span);
    const text = lowering.text.slice(inner.start, inner.end);
    const plain = contents.length <= 1 && children.every((child) => /content|fragment|_start|_end/.test(child.type));
    const built = !plain || text.includes('\\') || (dollar && /\$[\w{]/.test(text));
    return { kind: 'text', text: built ? undefined : text, inner, span };
  };

function withoutQuotes(lowering: Lowering, span: Span): Span {
  const whole = lowering.text.slice(span.start, span.end);
  const lead = /^[A-Za-z@$]{0,3}#*(?:"""|'''|"|'|`|:)/.exec(whole)?.[0].length ?? 0;
  const tail = /(?:"""|'''|"|'|`)#*$/.exec(whole.slice(lead))?.[0].length ?? 0;
  return { start: span.start + lead, end: span.end - tail };
}

export const numeral: Row = (node, lowering) => ({
  kind: 'number',
  text: lowering
    .textOf(node)
    .replace(/_/g, '')
    .replace(/(?:[iu](?:8|16|32|64|128|size)|[lLuUnfFdDmMgGsSyY]+)$/, ''),
  span: spanOf(node),
});

export const truth: Row = (node, lowering) => ({
  kind: 'boolean',
  text: /^true$/i.test(lowering.textOf(node)) ? 'true' : 'false',
  span: spanOf(node),
});

export const nothing: Row = (node) => ({ kind: 'nothing', span: spanOf(node) });

export const named: Row = (node, lowering) => ({ kind: 'name', name: lowering.textOf(node), span: spanOf(node) });

export const own: Row = (node) => ({ kind: 'name', name: 'this', span: spanOf(node) });

/** The only child that says something. */
export const through: Row = (node, lowering) => {
  const inner = node.namedChildren.filter(matters);
  return inner.length === 1 ? lowering.of(inner[0]) : lowering.other(node);
};

export const block: Row = (node, lowering) => lowering.block(node);
export const branch: Row = (node, lowering) => lowering.block(node, true);

export const member =
  (objectField: string, nameField: string): Row =>
  (node, lowering) => {
    const name = node.childForFieldName(nameField);
    const object = node.childForFieldName(objectField);
    if (!name || !object) return lowering.other(node);
    return {
      kind: 'member',
      object: lowering.of(object),
      name: lowering.textOf(name),
      nameSpan: spanOf(name),
      span: spanOf(node),
    };
  };

export const assignment: Row = (node, lowering) => {
  // Half-typed code: what is assigned to is not known.
  if (node.namedChildren.some((child) => child.isError)) return lowering.other(node);
  const operator = node.childForFieldName('operator');
  return {
    kind: 'assign',
    target: lowering.field(node, 'left'),
    operator: operator ? lowering.textOf(operator) : '=',
    value: lowering.field(node, 'right'),
    span: spanOf(node),
  };
};

export const operation: Row = (node, lowering) => {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (!left || !right) return lowering.other(node);
  const operator = node.childForFieldName('operator');
  return {
    kind: 'operation',
    operator: operator ? lowering.textOf(operator) : '',
    left: lowering.of(left),
    right: lowering.of(right),
    span: spanOf(node),
  };
};

/** A minus sign makes another number; other signs of one operand are looked through (`&x`, `*x`) or make a new value. */
export const sign =
  (operandField: string | undefined): Row =>
  (node, lowering) => {
    const operand = operandField ? node.childForFieldName(operandField) : (node.namedChildren[0] ?? null);
    const mark = lowering.text.slice(node.startIndex, operand?.startIndex ?? node.startIndex).trim();
    const value = lowering.of(operand);
    if (mark === '-' && value.kind === 'number') return { ...value, text: `-${value.text}`, span: spanOf(node) };
    return /^(?:&|\*|&mut|\+|\(|@|)$/.test(mark) ? value : { kind: 'other', parts: [value], span: spanOf(node) };
  };

/** Fields named `left` and `right` of a choice between two values. */
export const choice =
  (conditionField: string, ...optionFields: readonly string[]): Row =>
  (node, lowering) => ({
    kind: 'choice',
    conditions: [lowering.field(node, conditionField)],
    options: optionFields.flatMap((name) => lowering.optional(node.childForFieldName(name)) ?? []),
    span: spanOf(node),
  });

export const returned: Row = (node, lowering) => ({
  kind: 'return',
  value: node.namedChildren.length > 0 ? lowering.of(node.namedChildren[0]) : undefined,
  span: spanOf(node),
});

/** Several parts without a common meaning, each evaluated where it stands. */
export const together = (node: Node, parts: readonly Code[]): OtherCode => ({
  kind: 'other',
  parts,
  span: spanOf(node),
});
