import { faultOf } from './faults';
import type { Plan } from './plan';
import { columns, judgementWords, resultRow } from './resultRows';
import type { ExperimentResult } from './trialResult';

/** What the reader of a report has to know about where it was made; without addresses. */
export interface ReportContext {
  readonly connection: string;
  readonly plan: Plan;
}

/** The results as a Markdown page. */
export function markdownReport(result: ExperimentResult, { connection, plan }: ReportContext): string {
  const { choice, replication, minInSync, batch } = plan;
  const rows = result.trials.map(resultRow);
  const settings = [...new Set(plan.trials.map(({ setting }) => setting))];
  const faults = [...new Set(plan.trials.map(({ fault }) => faultOf(fault)))];
  const promises = new Map(rows.flatMap(({ setting, promise }) => (promise === undefined ? [] : [[setting, promise]])));
  const table = [
    ['Setting', 'Network', ...columns.map(({ title }) => title), 'Against the promise'],
    ['---', '---', ...columns.map(() => '--:'), '---'],
    ...rows.map(({ setting, fault, cells, judgement, sentence }) => [
      setting,
      fault,
      ...(cells.length > 0 ? cells : columns.map(() => '')),
      `${judgementWords[judgement]}: ${sentence}`,
    ]),
  ];
  return [
    '# Delivery experiment',
    '',
    `Measured on ${connection} at ${new Date(result.startedAt).toISOString()} in ${Math.round(result.elapsedMs / 1_000)} s${result.ended === undefined ? '' : `; ended early: ${result.ended}`}`,
    '',
    `Client: ${result.client}, its own producer with its own retries. ${choice.messages.toLocaleString('en')} messages of ${choice.messageBytes} bytes for each line, ${batch} in a send; request timeout ${choice.requestTimeoutMs} ms; each fault strikes ${plan.strikes.length} requests (${plan.strikes.join(', ')}). Topics: one partition, replication factor ${replication}, min.insync.replicas ${minInSync}.`,
    '',
    ...table.map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`),
    '',
    '## Settings',
    '',
    ...settings.map(({ title, meaning }) => {
      const promise = promises.get(title);
      return `- **${title}**: ${meaning}${promise === undefined ? '' : ` Promises: ${promise}.`}`;
    }),
    '',
    '## Networks',
    '',
    ...faults.map(({ title, meaning }) => `- **${title}**: ${meaning}`),
    '',
    '## Columns',
    '',
    ...columns.map(({ title, meaning }) => `- **${title}**: ${meaning}`),
    '',
  ].join('\n');
}

/** The results as data; field names are stable. */
export function jsonReport(result: ExperimentResult, { connection, plan }: ReportContext): string {
  const { choice, replication, minInSync, batch, transactionSends, strikes } = plan;
  const trials = result.trials.map((one) => {
    const head = { setting: one.trial.setting.id, fault: one.trial.fault };
    if (one.kind !== 'measured') return { ...head, status: one.kind, sentence: one.sentence };
    const { promised, counts, price, judgement, note } = one;
    return {
      ...head,
      status: one.kind,
      promise: promised,
      counts,
      latencyMs: price && { p50: price.p50, p99: price.p99 },
      messagesPerSecond: price?.messagesPerSecond,
      judgement,
      ...(note === undefined ? {} : { note }),
    };
  });
  const whole = {
    connection,
    client: result.client,
    startedAt: new Date(result.startedAt).toISOString(),
    elapsedMs: Math.round(result.elapsedMs),
    messages: choice.messages,
    messageBytes: choice.messageBytes,
    requestTimeoutMs: choice.requestTimeoutMs,
    messagesInASend: batch,
    sendsInATransaction: transactionSends,
    strikes,
    replication,
    minInSyncReplicas: minInSync,
    ended: result.ended ?? null,
    trials,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

const escapeCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
