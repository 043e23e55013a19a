import type { UnitTargets } from '../config/targets/unitTargets';
import type { Setting, Unit } from '../config/unit';
import type { JudgedUnit } from '../guarantees/analysis';
import { newestJava } from '../guarantees/clients';
import { type Effective, effectiveOf } from '../guarantees/effective';

/** What a producer does after an answer that was lost; `unknown` where a value comes from elsewhere. */
export type Resends = 'twice' | 'once' | 'never' | 'unknown' | 'refused';

/** What leads from a record to a producer of the workspace. */
export interface Writes {
  readonly topics: readonly string[];
  /** It writes to no other topics. */
  readonly isAll: boolean;
  readonly bootstrapServers: string | undefined;
  readonly resends: Resends;
  /** In a few words: `idempotence off (acks=1)`. */
  readonly why: string;
  /** The setting that decides, where it is written in the text itself; its line is 1-based. */
  readonly setting: { readonly key: string; readonly line: number } | undefined;
}

/** Undefined for what is no producer. */
export function writesOf(
  { unit, verdict }: JudgedUnit,
  targets: UnitTargets | undefined,
  lineOf: (offset: number) => number,
): Writes | undefined {
  if (!verdict) return undefined;
  const effective = effectiveOf(unit, newestJava);
  const resends = resendsOf(verdict.class, unit);
  const deciding = resends === 'never' ? neverSetting(effective) : decidingSetting(effective);
  return {
    topics: targets?.topics.map(({ name }) => name) ?? [],
    isAll: targets?.isAll ?? false,
    bootstrapServers: targets?.bootstrapServers?.name,
    resends,
    why: whyText(resends, effective, deciding),
    setting:
      deciding && deciding.file === undefined ? { key: deciding.key, line: lineOf(deciding.keySpan.start) } : undefined,
  };
}

function resendsOf(verdict: NonNullable<JudgedUnit['verdict']>['class'], { frame }: Unit): Resends {
  switch (verdict) {
    case 'idempotent':
    case 'transactional':
      return 'once';
    case 'invalid':
      return 'refused';
    case 'atMostOnce':
      return 'never';
    case 'notJudged':
      return 'unknown';
    case 'atLeastOnce':
    case 'noGuarantee':
      // Flink's verdict is about its checkpoints.
      return frame === 'flink' ? 'unknown' : 'twice';
  }
}

function decidingSetting({ idempotence, explicit, acks, retries }: Effective): Setting | undefined {
  if (idempotence === 'off-explicit' || idempotence === 'unknown') return explicit.idempotence ?? explicit.acks;
  if (idempotence !== 'off-silently') return undefined;
  if (acks === '0' || acks === '1') return explicit.acks;
  return retries === 0 ? explicit.retries : explicit.inFlight;
}

const neverSetting = ({ acks, explicit }: Effective): Setting | undefined =>
  acks === '0' ? explicit.acks : explicit.retries;

function whyText(resends: Resends, { idempotence, acks, defaults }: Effective, setting: Setting | undefined): string {
  const written = setting?.value.known ? ` (${setting.key}=${setting.value.text})` : '';
  switch (resends) {
    case 'never':
      return acks === '0'
        ? 'idempotence off, but with acks=0 no answer is waited for and nothing sent again'
        : `idempotence off, but the client sends nothing again${written}`;
    case 'once':
      return 'idempotence on';
    case 'refused':
      return 'does not start or cannot send as it stands';
    case 'unknown':
      return 'whether idempotence is on is not written there';
    case 'twice':
      if (idempotence === 'off-by-frame') return `idempotence off (${defaults.source})`;
      return written === '' ? `idempotence off (default of ${defaults.source})` : `idempotence off${written}`;
  }
}
