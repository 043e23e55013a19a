import type { Unit } from '../unit';
import { environmentUnits } from './environment';
import { variable } from './variable';

/** Variables that a PowerShell script sets for what it starts: `$env:ORDERS_KAFKA_ACKS = "0"`. */
export function powershellEnvUnits(text: string): readonly Unit[] {
  const line = /^[ \t]*\$env:(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)[ \t]*=[ \t]*(?<value>"[^"\r\n]*"|'[^'\r\n]*')/gim;
  const variables = [...text.matchAll(line)].map(({ groups = {}, index, 0: whole }) => {
    const { name = '', value = '' } = groups;
    const start = index + whole.indexOf(name);
    return variable(
      name.toUpperCase(),
      value,
      { start, end: start + name.length },
      index + whole.length - value.length,
    );
  });
  return environmentUnits(variables, { id: 'powershell' });
}
