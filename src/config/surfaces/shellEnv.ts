import type { KeyedEntry } from '../keyedUnits';
import type { Unit } from '../unit';
import { environmentUnits } from './environment';
import { variable } from './variable';

/**
 * What a script hands to the programs that it starts: `export NAME=value` of a shell and the assignments in front of a
 * command, `set NAME=value` of a batch file.
 */
export function shellEnvUnits(text: string, container: 'script' | 'batch'): readonly Unit[] {
  const script = container === 'script';
  const entries = entriesIn(text, 0, script ? exported : set);
  if (entries.length > 0)
    return environmentUnits(entries, { id: `${container}Env` }).concat(script ? leading(text) : []);
  return script ? leading(text) : [];
}

/** `NAME=value OTHER=value command`: the variables of that command alone. */
const leading = (text: string): readonly Unit[] =>
  [...text.matchAll(assigned)].flatMap((found) => {
    const { run = '' } = found.groups ?? {};
    if (!/KAFKA|CONNECT_|KSQL|MP_MESSAGING/.test(run)) return [];
    const start = found.index + found[0].length - run.length;
    return environmentUnits(entriesIn(run, start, assignment), { id: `commandEnv:${start}` });
  });

const entriesIn = (text: string, offset: number, pattern: RegExp): readonly KeyedEntry[] =>
  [...text.matchAll(pattern)].map((found): KeyedEntry => {
    const { head = '', name = '', value = '' } = found.groups ?? {};
    const start = offset + found.index + head.length;
    return variable(name, value, { start, end: start + name.length }, start + name.length + 1);
  });

const exported =
  /^(?<head>[ \t]*export[ \t]+)(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)=(?<value>"[^"\n]*"|'[^'\n]*'|[^\s;#&|]*)/gm;
const set = /^(?<head>[ \t]*set[ \t]+"?)(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)=(?<value>[^"\r\n&|]*)/gim;
const assigned =
  /^[ \t]*(?:env[ \t]+)?(?<run>(?:[A-Za-z_]\w*=(?:"[^"\n]*"|'[^'\n]*'|[^\s;#&|"'()]*)[ \t]+)+)(?=[^\s#;&|])/gm;
const assignment =
  /(?<=^|[ \t])(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)=(?<value>"[^"\n]*"|'[^'\n]*'|[^\s;#&|"'()]*)(?=[ \t])/g;
