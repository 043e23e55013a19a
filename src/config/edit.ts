import type { TextEdit } from './textEdit';
import type { Setting } from './unit';

/**
 * Writes another value in the place of the present one, in the manner of the place: everything around it, comments and
 * quotes included, stays as it is. `kafkaValue` is Kafka's spelling: `all`, `5`, `true`.
 */
export function setValue(text: string, setting: Setting, kafkaValue: string): readonly TextEdit[] {
  const { keySpan, valueSpan, form, spellings } = setting;
  const value = spellings?.[kafkaValue] ?? kafkaValue;
  if (form === 'bareValue') return [{ span: valueSpan, newText: bare.test(value) ? value : `"${value}"` }];
  if (form === 'marker') return [];
  if (form === 'expression') {
    const spelled = spellings?.[kafkaValue];
    return [{ span: valueSpan, newText: spelled ?? (bare.test(kafkaValue) ? kafkaValue : `"${kafkaValue}"`) }];
  }
  if (form === 'absentValue') return [{ span: valueSpan, newText: ` ${value}` }];
  if (form === 'shorthandProperty')
    return [{ span: valueSpan, newText: `${setting.writtenKey}: ${codeValue(setting, value)}` }];
  if (form === 'objectProperty') return [{ span: valueSpan, newText: codeValue(setting, value) }];
  // `acks` alone on a line is a key with an empty value and no separator yet.
  const separated = form !== 'propertiesLine' || valueSpan.start > keySpan.end || text[keySpan.end] === '=';
  return [{ span: valueSpan, newText: separated ? value : `=${value}` }];
}

const bare = /^(?:-?\d+|true|false)$/;

/** Cuts the setting out, wherever the unit writes it. Empty where that cannot be done safely. */
export function removeSetting(setting: Setting): readonly TextEdit[] {
  return setting.removals.map((span) => ({ span, newText: '' }));
}

/** kafkajs takes numbers and booleans; `all` is -1 there. */
function codeValue(setting: Setting, value: string): string {
  if (setting.key === 'acks' && value === 'all') return '-1';
  if (setting.key === 'isolation.level') return value === 'read_uncommitted' ? 'true' : 'false';
  if (setting.key === 'auto.offset.reset') return value === 'earliest' ? 'true' : 'false';
  return value;
}
