import { ownValue } from '../base/ownValue';
import { canonicalKey } from './canonicalKeys';
import { type WrittenSetting, writtenUnit } from './code/writtenUnit';
import { type Extraction, nothing, type Unit } from './unit';

/** Tables of Flink SQL: `CREATE TABLE ... WITH ('connector' = 'kafka', 'properties.acks' = '0')`. */
export function flinkSqlUnits(text: string, isStatement: (at: number) => boolean = () => true): Extraction {
  if (!/['"]connector['"]\s*=/.test(text)) return nothing;
  const units: Unit[] = [];
  for (const table of text.matchAll(options)) {
    if (!isStatement(table.index)) continue;
    const body = withoutComments(table[0]);
    const pairs = [...body.matchAll(option)].map(({ groups = {}, index, 0: whole }) => ({
      name: groups.name ?? '',
      value: groups.value ?? '',
      start: table.index + index + 1,
      valueStart: table.index + index + whole.length - 1 - (groups.value ?? '').length,
    }));
    if (!pairs.some(({ name, value }) => name === 'connector' && /^(?:upsert-)?kafka$/.test(value))) continue;
    const found = pairs.flatMap(({ name, value, start, valueStart }): readonly WrittenSetting[] => {
      const key = ownValue(own, name) ?? canonicalKey(name.replace(/^properties\./, ''))?.key;
      if (!key || (name === key && !ownValue(own, name)) || /[${]/.test(value)) return [];
      const keySpan = { start, end: start + name.length };
      return [{ key, keySpan, value, type: 'text', valueSpan: { start: valueStart, end: valueStart + value.length } }];
    });
    const sink = found.some(({ key }) => key === 'delivery.guarantee' || canonicalKey(key)?.side === 'producer');
    const unit = writtenUnit(text, found, {
      id: `flinkSql:${units.length + 1}`,
      role: sink ? 'producer' : 'consumer',
      client: 'java',
      frame: 'flink',
      label: 'Flink table',
      // A table without a guarantee is at-least-once, which is not the builder's default.
      complete: found.some(({ key }) => key === 'delivery.guarantee'),
    });
    if (unit) units.push(unit);
  }
  return { ...nothing, units };
}

/** Options of the connector that are not in front of Kafka's keys. */
const own: Readonly<Record<string, string>> = {
  'sink.delivery-guarantee': 'delivery.guarantee',
  'sink.transactional-id-prefix': 'transactional.id',
};

/** To the bracket that closes the options; texts may hold brackets. */
const options = /\bWITH\s*\((?:[^()']|'[^']*')*\)/gi;
const option = /'(?<name>[\w.-]+)'\s*=\s*'(?<value>[^']*)'/g;

const withoutComments = (text: string): string =>
  text.replace(/'[^']*'|--[^\n]*/g, (part) => (part.startsWith('--') ? ' '.repeat(part.length) : part));
