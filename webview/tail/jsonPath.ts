/** Steps into a JSON value as they are typed in a filter: `$.order.lines[0]["unit price"]`. */
export const formatPath = (steps: readonly (string | number)[]): string =>
  `$${steps.map((step) => (typeof step === 'number' ? `[${step}]` : plainName.test(step) ? `.${step}` : `["${step}"]`)).join('')}`;

const plainName = /^[^\s.[\]=!~<>()"']+$/;

/**
 * The path of what stands in each line of formatted JSON (see `formatJson`: one member or element a line). Undefined for
 * lines that only close something, and for names that no path can say: such with a quote or an escape.
 */
export function pathsOfLines(formatted: string): readonly (string | undefined)[] {
  const open: { step: string | number | undefined; isList: boolean; next: number }[] = [];
  return formatted.split('\n').map((line) => {
    const text = line.trim();
    if (/^[\]}]/.test(text)) {
      open.pop();
      return undefined;
    }
    const around = open.at(-1);
    const name = /^"((?:[^"\\]|\\.)*)": /.exec(text)?.[1];
    const step = around?.isList ? around.next++ : name;
    const steps = [...open.slice(1).map((level) => level.step), ...(around ? [step] : [])];
    if (/[[{]$/.test(text)) open.push({ step, isList: text.endsWith('['), next: 0 });
    return steps.length > 0 && steps.every(isSayable) ? formatPath(steps) : undefined;
  });
}

const isSayable = (step: string | number | undefined): step is string | number =>
  step !== undefined && (typeof step === 'number' || !/["\\]/.test(step));
