import type { KeyedEntry } from '../keyedUnits';
import type { Unit } from '../unit';
import { environmentUnits } from './environment';
import { variable } from './variable';

/** What a script hands to the programs that it starts: `export NAME=value` of a shell, `set NAME=value` of a batch file. */
export function shellEnvUnits(text: string, container: 'script' | 'batch'): readonly Unit[] {
  const pattern = container === 'script' ? exported : set;
  const entries = [...text.matchAll(pattern)].map((found): KeyedEntry => {
    const { head = '', name = '', value = '' } = found.groups ?? {};
    const start = found.index + head.length;
    return variable(name, value, { start, end: start + name.length }, start + name.length + 1);
  });
  return entries.length === 0 ? [] : environmentUnits(entries, { id: `${container}Env` });
}

/** `export NAME=value`, and the assignments in front of the command that gets them: `NAME=value OTHER=value command`. */
const exported =
  /^(?<head>[ \t]*(?:export[ \t]+|(?:env[ \t]+)?(?=(?:[A-Z_]\w*=(?:"[^"\n]*"|'[^'\n]*'|[^\s;#&|"'()]*)[ \t]+)+[^\s#;&|])(?:[A-Z_]\w*=(?:"[^"\n]*"|'[^'\n]*'|[^\s;#&|"'()]*)[ \t]+)*?))(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)=(?<value>"[^"\n]*"|'[^'\n]*'|[^\s;#&|]*)/gm;
const set = /^(?<head>[ \t]*set[ \t]+"?)(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)=(?<value>[^"\r\n&|]*)/gim;
