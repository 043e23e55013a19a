import { visibleText } from '../../base/visibleText';
import { type ActionBox, actionBox } from './actionBox';

/** Does what cannot be undone, once the user has typed the name of what it is done to. True when it was done. */
export function confirmByName(
  name: string,
  options: Pick<ActionBox, 'title' | 'prompt'> & {
    act(report: (doing: string) => void): Promise<void>;
  },
): Promise<boolean> {
  // A name with invisible characters is typed as it is shown.
  const wanted = visibleText(name);
  return actionBox({
    ...options,
    placeholder: `Type ${wanted} to confirm`,
    check: (text) => (text.trim() === wanted ? undefined : `Type ${wanted} to confirm.`),
    act: (_text, report) => options.act(report),
  });
}
