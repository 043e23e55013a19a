import { canonicalKey } from '../canonicalKeys';
import { makeUnit } from '../makeUnit';
import { textSetting } from '../textSetting';
import type { Setting, Unit } from '../unit';

/** `kafka-c(... config(acks("0") ...))` of syslog-ng and AxoSyslog, on librdkafka; pairs may be written with arrows. */
export function syslogNgUnits(source: string): readonly Unit[] {
  const text = source.replace(/"(?:[^"\\\n]|\\.)*"|#[^\n]*/g, (part) =>
    part.startsWith('#') ? ' '.repeat(part.length) : part,
  );
  let done = 0;
  return [...text.matchAll(/\bkafka(?:-c)?\s*\(/g)].flatMap((driver) => {
    if (driver.index < done) return [];
    const body = insideOf(text, driver.index + driver[0].length);
    done = body.start + body.text.length;
    const settings = [...body.text.matchAll(/\bconfig\s*\(/g)].flatMap((list) => {
      const { text: pairs, start } = insideOf(text, body.start + list.index + list[0].length);
      return settingsOf(pairs, start);
    });
    const unit = makeUnit({
      id: `syslog-ng:${driver.index}`,
      role: 'producer',
      surface: 'pipeline',
      label: 'syslog-ng kafka-c',
      settings,
      client: 'librdkafka',
    });
    return unit ?? [];
  });
}

function settingsOf(pairs: string, start: number): readonly Setting[] {
  const pair = /"?(?<name>[a-z][\w.-]*)"?\s*(?:=>|\()\s*"?(?<value>[^"()\s,]*)"?/g;
  return [...pairs.matchAll(pair)].flatMap(({ groups = {}, index, 0: whole }) => {
    const { name = '', value = '' } = groups;
    const key = canonicalKey(name)?.key;
    if (key === undefined) return [];
    const at = start + index + whole.indexOf(name);
    const end = start + index + whole.length - (whole.endsWith('"') ? 1 : 0);
    return [textSetting(key, { name, at }, { text: value, at: end - value.length })];
  });
}

/** No list of options is longer; brackets that never close would be read to the end again and again. */
const mostCharacters = 20_000;

/** What is between a bracket, whose inside begins at `start`, and the one that closes it. */
function insideOf(text: string, start: number): { readonly text: string; readonly start: number } {
  let depth = 1;
  let at = start;
  const end = Math.min(text.length, start + mostCharacters);
  for (; at < end && depth > 0; at += 1) {
    const char = text[at];
    if (char === '"') {
      const close = text.indexOf('"', at + 1);
      at = close < 0 ? text.length : close;
    } else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
  }
  return { text: text.slice(start, Math.max(start, at - 1)), start };
}
