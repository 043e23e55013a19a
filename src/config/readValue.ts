import type { Span } from '../base/span';
import type { SettingValue } from './unit';

export interface ReadValue {
  readonly value: SettingValue;
  /** Where an edit writes: the whole value, or the default inside a placeholder. */
  readonly span: Span;
}

/**
 * What a written value tells. `${NAME:default}` and `${NAME:-default}` give their default; anything else that a
 * template engine, a shell or a framework would still replace is unknown, because a verdict on it would be a guess.
 */
export function readValue(raw: string, start: number): ReadValue {
  const lead = raw.length - raw.trimStart().length;
  const text = raw.trim();
  const span = { start: start + lead, end: start + lead + text.length };
  const placeholder = placeholderWithDefault.exec(text);
  if (placeholder?.groups) {
    const { name = '', lead: head = '', value = '' } = placeholder.groups;
    if (!template.test(value)) {
      const from = span.start + head.length;
      return {
        value: { known: true, text: value.trim(), type: 'text', defaultOf: name },
        span: { start: from, end: from + value.length },
      };
    }
  }
  // `${A:${B:0}}`: the default of a default.
  const outer = text.length < 400 ? /^(\$\{[A-Za-z_][\w.-]*:-?)(\$\{.*\})\}$/.exec(text) : null;
  const inner = outer && readValue(outer[2] ?? '', span.start + (outer[1] ?? '').length);
  if (inner?.value.known && inner.value.defaultOf !== undefined) return inner;
  if (template.test(text)) return { value: { known: false }, span };
  return { value: { known: true, text, type: 'text' }, span };
}

const placeholderWithDefault = /^(?<lead>\$\{(?<name>[A-Za-z_][\w.-]*):-?)(?<value>[^{}$]*)\}$/;

// ${...} $(...) $NAME {{...}} <%...%> %{...} %NAME% #{...} @name@ [[...]]
const template = /\$[{(A-Za-z_]|\{\{|\}\}|<%|%>|[%#]\{|%[A-Za-z_]\w*%|^@[\w.-]+@$|\[\[|\0/;
