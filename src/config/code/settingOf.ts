import type { Node } from 'web-tree-sitter';
import type { Span } from '../../base/span';
import type { Setting, SettingValue } from '../unit';
import { type ObjectEntry, scalarValue } from './literals';
import type { Scope } from './scope';

/** The setting that a property of a kafkajs object is: one, or none when the property is absent or `undefined`. */
export function settingOf(text: string, entry: ObjectEntry | undefined, key: string, scope: Scope): readonly Setting[] {
  if (!entry || entry.valueNode.text === 'undefined') return [];
  const { keyNode, valueNode, property, before } = entry;
  const value: SettingValue = entry.certain ? canonicalValue(key, scalarValue(valueNode, scope)) : { known: false };
  const shorthand = keyNode.id === valueNode.id;
  return [
    {
      key,
      writtenKey: entry.key,
      keySpan: { start: keyNode.startIndex, end: keyNode.endIndex },
      value: key === 'transactional.id' && !value.known ? nonEmpty : value,
      // `{ acks }` has no value of its own to write over.
      valueSpan: { start: valueNode.startIndex, end: valueNode.endIndex },
      removals: [...before, property].map((one) => removal(text, one)),
      form: shorthand ? 'shorthandProperty' : 'objectProperty',
    },
  ];
}

/** A transactional id is there whatever its text is: a template with the name of a pod in it is the usual way. */
const nonEmpty: SettingValue = { known: true, text: '(computed)', type: 'text' };

/** kafkajs's booleans in Kafka's words. */
function canonicalValue(key: string, value: SettingValue): SettingValue {
  if (!value.known || value.type !== 'boolean') return value;
  if (key === 'isolation.level')
    return { ...value, text: value.text === 'true' ? 'read_uncommitted' : 'read_committed' };
  if (key === 'auto.offset.reset') return { ...value, text: value.text === 'true' ? 'earliest' : 'latest' };
  return value;
}

/** The property with its comma; the whole line when it stands alone on one. */
function removal(text: string, property: Node): Span {
  const { startIndex, endIndex } = property;
  const lineStart = text.lastIndexOf('\n', startIndex - 1) + 1;
  const after = /^[ \t]*,?[ \t]*/.exec(text.slice(endIndex, endIndex + 200))?.[0] ?? '';
  const restOfLine = /^\r?\n/.exec(text.slice(endIndex + after.length, endIndex + after.length + 2))?.[0];
  const hasComma = after.includes(',');
  const alone = /^[ \t]*$/.test(text.slice(lineStart, startIndex)) && restOfLine !== undefined;
  if (alone) return { start: lineStart, end: endIndex + after.length + restOfLine.length };
  if (hasComma) return { start: startIndex, end: endIndex + after.length };
  const before = /,[ \t]*$/.exec(text.slice(Math.max(0, startIndex - 200), startIndex))?.[0] ?? '';
  return { start: startIndex - before.length, end: endIndex };
}
