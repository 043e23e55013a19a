import { guaranteeNames } from '../guarantees/guaranteeNames';
import type { FoundUnit } from './foundUnits';
import type { ProducerIndex } from './producerIndex';
import type { Risk } from './risks';

/** A row of the tree "Producers": plain data with a stable id. */
export type ProducerNode =
  | { readonly kind: 'group'; readonly id: string; readonly risk: Risk; readonly units: readonly FoundUnit[] }
  | { readonly kind: 'unit'; readonly id: string; readonly unit: FoundUnit }
  | { readonly kind: 'note'; readonly id: string; readonly text: string };

/** Rows below one group; VS Code draws thousands, a person reads none of them. */
export const rowLimit = 1_000;

export function producerChildren(index: ProducerIndex, node?: ProducerNode): readonly ProducerNode[] {
  if (node === undefined) {
    return index.groups().map(({ risk, units }) => ({ kind: 'group', id: `group:${risk}`, risk, units }));
  }
  if (node.kind !== 'group') return [];
  const rows = node.units
    .slice(0, rowLimit)
    .map((unit): ProducerNode => ({ kind: 'unit', id: `unit:${unit.uri}#${unit.unit}`, unit }));
  const left = node.units.length - rows.length;
  if (left === 0) return rows;
  return [...rows, { kind: 'note', id: `note:${node.risk}`, text: `${left} more are not shown` }];
}

export interface ProducerRow {
  readonly label: string;
  readonly description?: string;
  readonly tooltip: string;
  /** A codicon. */
  readonly icon: string;
  readonly tone?: 'error' | 'warning';
  readonly context: string;
}

export function renderProducer(node: ProducerNode): ProducerRow {
  if (node.kind === 'note') return { label: node.text, tooltip: node.text, icon: 'info', context: 'note' };
  if (node.kind === 'group') {
    const { title, tooltip } = groupTexts[node.risk];
    return {
      label: title,
      description: String(node.units.length),
      tooltip,
      ...looks[node.risk],
      context: 'group',
    };
  }
  const { unit } = node;
  return {
    // Many units are called alike: the file tells them apart, and a narrow side bar cuts the end off.
    label: `${unit.file.slice(unit.file.lastIndexOf('/') + 1)}:${unit.line}`,
    description: [unit.label, unit.file.slice(0, Math.max(0, unit.file.lastIndexOf('/')))].filter(Boolean).join(' · '),
    tooltip: [
      unit.verdict ?? `${unit.role}, no producer of its own`,
      ...unit.findings.map(({ severity, message }) => `${severity}: ${message}`),
      `${unit.file}, line ${unit.line}`,
    ].join('\n'),
    ...looks[unit.risk],
    context: 'unit',
  };
}

const groupTexts: Readonly<Record<Risk, { readonly title: string; readonly tooltip: string }>> = {
  error: { title: 'With errors', tooltip: 'These do not start, or cannot send, or a setting of theirs is refused.' },
  atMostOnce: { title: guaranteeNames.atMostOnce.title, tooltip: 'Records may be lost.' },
  noGuarantee: {
    title: guaranteeNames.noGuarantee.title,
    tooltip:
      'An acknowledged record is lost if the leader fails before a follower has copied it (acks=1), or the job that writes fails (Flink without a delivery guarantee).',
  },
  notJudged: { title: guaranteeNames.notJudged.title, tooltip: 'A value that decides comes from somewhere else.' },
  atLeastOnce: {
    title: guaranteeNames.atLeastOnce.title,
    tooltip: 'Acknowledged records stay; a retry may write one twice.',
  },
  idempotent: {
    title: guaranteeNames.idempotent.title,
    tooltip: 'Retries of the client are written once, within a session.',
  },
  transactional: { title: guaranteeNames.transactional.title, tooltip: 'Atomic for readers with read_committed.' },
  other: {
    title: 'Consumers, topics and others with findings',
    tooltip: 'No producers, but there is something to say about them.',
  },
};

const looks: Readonly<Record<Risk, { readonly icon: string; readonly tone?: 'error' | 'warning' }>> = {
  error: { icon: 'error', tone: 'error' },
  atMostOnce: { icon: 'warning', tone: 'warning' },
  noGuarantee: { icon: 'warning', tone: 'warning' },
  notJudged: { icon: 'question' },
  atLeastOnce: { icon: 'check' },
  idempotent: { icon: 'pass' },
  transactional: { icon: 'pass-filled' },
  other: { icon: 'list-unordered' },
};
