import { type UnitTargets, unitTargets } from '../config/targets/unitTargets';
import type { Unit } from '../config/unit';
import type { Analysis, JudgedUnit } from '../guarantees/analysis';
import { producerDefaults } from '../guarantees/clients';
import type { ClusterFinding } from '../guarantees/cluster/crossCheck';
import { type Finding, severities } from '../guarantees/finding';
import { ladderOf, rungs } from '../guarantees/ladder';
import { presets } from '../guarantees/presets';
import { settingStates } from '../guarantees/settingStates';
import type { FindingView, SettingsState, TextRef, UnitCard } from '../protocol/settings';
import { lineCounter } from './lineCounter';

/** A document at one moment, with what the lint knows about it. */
export interface SettingsFile {
  readonly ref: TextRef;
  readonly name: string;
  readonly text: string;
  readonly analysis: Analysis;
  /** What the settings are worth on the clusters that they talk to. */
  readonly clusterFindings: readonly ClusterFinding[];
  /** Offset of the cursor. */
  readonly cursor: number;
  readonly readOnly: string | undefined;
  readonly javaVersion: string;
  /** What the lint would say about another text of the same file. */
  readonly analyse: (text: string) => Analysis;
}

/** Cards in one view. A file with more units is generated or a test of ours; the cursor reaches the others. */
export const cardLimit = 60;

/** Everything that the view shows of a file. */
export function fileState(file: SettingsFile): SettingsState {
  const { analysis, cursor } = file;
  if (analysis.notice !== undefined) return { kind: 'empty', sentence: analysis.notice };
  if (analysis.units.length === 0)
    return { kind: 'empty', sentence: `${file.name} has no settings of a Kafka client that AckLens knows.` };
  const at = unitAt(analysis, cursor);
  const ordered = [...analysis.units].sort((a, b) => rank(a.unit) - rank(b.unit));
  const shown = ordered.slice(0, cardLimit);
  // The unit that the cursor is in is always there.
  if (at && !shown.includes(at)) shown.splice(-1, 1, at);
  const lineOf = lineCounter(file.text);
  const targets = targetsIn(file);
  return {
    kind: 'file',
    text: file.ref,
    name: file.name,
    readOnly: file.readOnly,
    cards: shown.map((judged) => cardOf(file, judged, lineOf, targets.get(judged.unit.id))),
    more: ordered.length - shown.length,
    at: at?.unit.id,
    rungs,
    presets,
  };
}

/** The innermost unit around an offset; at the end of one counts where no other begins. */
function unitAt(analysis: Analysis, offset: number): JudgedUnit | undefined {
  const length = ({ unit }: JudgedUnit): number => unit.span.end - unit.span.start;
  const around = analysis.units.filter(({ unit }) => unit.span.start <= offset && offset <= unit.span.end);
  const inside = around.filter(({ unit }) => offset < unit.span.end);
  return [...(inside.length > 0 ? inside : around)].sort((a, b) => length(a) - length(b))[0];
}

/** Those of the text, then those about clusters; a place in this list is what the view knows a finding by. */
export const allFindings = ({ analysis, clusterFindings }: SettingsFile): readonly AnyFinding[] => [
  ...analysis.findings,
  ...clusterFindings,
];

type AnyFinding = Finding & { readonly connection?: string };

export function findingView(finding: AnyFinding, index: number, lineOf: (offset: number) => number): FindingView {
  const { rule, severity, message, span, fixes, connection } = finding;
  const titles = fixes.map((fix) => fix.title);
  const view = { index, rule, severity, message, line: lineOf(span.start), fixes: titles };
  return connection === undefined ? view : { ...view, connection };
}

/** Where the units of the file write, by their ids. */
export function targetsIn({ text, analysis }: SettingsFile): ReadonlyMap<string, UnitTargets> {
  const units = analysis.units.map(({ unit }) => unit);
  return unitTargets(text, { units, bootstrapServers: analysis.bootstrapServers });
}

function cardOf(
  file: SettingsFile,
  { unit, verdict }: JudgedUnit,
  lineOf: (offset: number) => number,
  targets: UnitTargets | undefined,
): UnitCard {
  const findings = allFindings(file)
    .flatMap((finding, index) => (finding.unitId === unit.id ? [findingView(finding, index, lineOf)] : []))
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  return {
    id: unit.id,
    role: unit.role,
    label: unit.label,
    client: clientText(unit, file.javaVersion),
    line: lineOf(unit.anchor.start),
    ladder: verdict && ladderOf(unit, verdict, file.javaVersion),
    topics: targets?.topics.map(({ name }) => name) ?? [],
    settings: settingStates(unit, file.javaVersion),
    findings,
  };
}

const clientText = (unit: Unit, javaVersion: string): string =>
  producerDefaults(unit.client, unit.frame, javaVersion).source;

function rank({ role }: Unit): number {
  const place = [
    'producer',
    'client',
    'streams',
    'connector',
    'connectWorker',
    'mirrorMaker',
    'consumer',
    'topic',
  ].indexOf(role);
  return place < 0 ? 8 : place;
}
