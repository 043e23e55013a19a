import type { Span } from '../base/span';
import type { ClientName, Frame, MisplacedSetting, Role, Setting, SurfaceName, Unit } from './unit';

export interface UnitPlan {
  readonly id: string;
  readonly role: Role;
  readonly surface: SurfaceName;
  readonly label: string;
  /** In the order in which the program puts them together: the last one of a key counts. */
  readonly settings: readonly Setting[];
  readonly misplaced?: readonly MisplacedSetting[];
  /** The head of a section where there is one: kept as a unit even without settings. */
  readonly anchor?: Span;
  readonly client?: ClientName;
  readonly version?: string;
  readonly frame?: Frame | undefined;
  readonly complete?: boolean;
  readonly singleBroker?: boolean;
  readonly severalBrokers?: boolean;
}

/** A unit of settings that may repeat keys. Undefined where nothing of its own is written. */
export function makeUnit(plan: UnitPlan): Unit | undefined {
  const misplaced = (plan.misplaced ?? []).filter(({ setting }) => !setting.inherited);
  const own = [...plan.settings.filter((setting) => !setting.inherited), ...misplaced.map(({ setting }) => setting)];
  const anchor = plan.anchor ?? own[0]?.keySpan;
  if (!anchor) return undefined;
  const starts = [anchor.start, ...own.map((setting) => setting.keySpan.start)];
  const ends = [anchor.end, ...own.map((setting) => Math.max(setting.keySpan.end, setting.valueSpan.end))];
  return {
    id: plan.id,
    role: plan.role,
    client: { name: plan.client ?? 'java', ...(plan.version === undefined ? {} : { version: plan.version }) },
    ...(plan.frame ? { frame: plan.frame } : {}),
    surface: plan.surface,
    label: plan.label,
    span: { start: Math.min(...starts), end: Math.max(...ends) },
    anchor,
    settings: winners(plan.settings),
    misplaced,
    removedOptions: [],
    complete: plan.complete ?? false,
    ...(plan.singleBroker ? { singleBroker: true } : {}),
    ...(plan.severalBrokers ? { severalBrokers: true } : {}),
  };
}

function winners(settings: readonly Setting[]): readonly Setting[] {
  const byKey = new Map<string, Setting>();
  for (const setting of settings) {
    const earlier = byKey.get(setting.key);
    // Deleting the winner would bring an earlier writing back to life, unless that goes too.
    const doubled = earlier && !earlier.inherited && !setting.inherited;
    const removals =
      doubled && earlier.removals.length > 0 && setting.removals.length > 0
        ? [...earlier.removals, ...setting.removals]
        : doubled
          ? []
          : setting.removals;
    byKey.set(setting.key, { ...setting, removals });
  }
  return [...byKey.values()];
}
