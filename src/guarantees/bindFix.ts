import { removeSetting, setValue } from '../config/edit';
import type { Setting } from '../config/unit';
import type { Fix } from './finding';
import type { PlannedFix } from './rule';

/** The edits of a planned fix in this text; undefined where there is nothing to edit here. */
export function bindFix({ id, title, plan }: PlannedFix, text: string): Fix | undefined {
  const touched = 'set' in plan ? plan.set : 'remove' in plan ? plan.remove : undefined;
  // What stands in another file, or takes its value from one, is changed there.
  if (touched?.file !== undefined || ('set' in plan && isTaken(plan.set))) return undefined;
  const edits =
    'edits' in plan ? plan.edits : 'set' in plan ? setValue(text, plan.set, plan.value) : removeSetting(plan.remove);
  return edits.length > 0 ? { id, title, edits } : undefined;
}

const isTaken = ({ value }: Setting): boolean => value.known && value.from !== undefined;
