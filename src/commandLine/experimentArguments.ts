import { parseArgs } from 'node:util';
import type { FaultId } from '../experiment/faults';
import { testedFaults } from '../experiment/faults';
import { limits } from '../experiment/plan';
import { isFaultId, isSettingId } from '../experiment/readChoice';
import { type SettingId, testedSettings } from '../experiment/settings';
import type { ArgumentProblem } from './tailArguments';

export type ExperimentFormat = 'pretty' | 'json' | 'markdown';

export interface ExperimentArguments {
  readonly bootstrapServers: string | undefined;
  readonly configFile: string | undefined;
  /** Undefined = the usual ones. */
  readonly settings: readonly SettingId[] | undefined;
  readonly faults: readonly FaultId[] | undefined;
  readonly messages: number;
  readonly messageBytes: number;
  readonly requestTimeoutMs: number;
  readonly format: ExperimentFormat;
  readonly yes: boolean;
  /** Remove what earlier experiments have left, and do nothing else. */
  readonly cleanUp: boolean;
}

const list = (ids: readonly string[]): string => ids.join(', ');

export const experimentUsage = `Usage: acklens experiment --bootstrap-server HOST:PORT [options] --yes

Writes numbered messages to temporary topics of a cluster, by several delivery settings and through connections that
fail at chosen requests, reads them back, and says for each setting what was lost, doubled, or out of order.
The client is kafkajs with its own retries.

  --bootstrap-server HOST:PORT[,...]  brokers to start from (or bootstrap.servers of --config)
  --config FILE                       client configuration, as for acklens tail
  --settings LIST                     ${list(testedSettings.slice(0, 5).map(({ id }) => id))},
                                      ${list(testedSettings.slice(5).map(({ id }) => id))}
                                      (all but idempotent-parallel)
  --faults LIST                       ${list(testedFaults.map(({ id }) => id))}
                                      (all; leader-kill only where ACKLENS_BROKER_CONTROL leads to the processes)
  --messages N                        messages for each setting and fault (${limits.messages.usual})
  --message-bytes N                   size of a message (${limits.messageBytes.usual})
  --request-timeout MS                how long the client waits for an answer (${limits.requestTimeoutMs.usual})
  --format pretty|json|markdown       default pretty
  --yes                               do it; without it the plan is printed and, on a terminal, asked for
  --clean-up                          only remove temporary topics that an interrupted experiment has left

Topics are named acklens-experiment-…, have one partition, and are removed at the end, also after Ctrl-C.
Exit status: 0, 1 when a setting has broken its promise, 2 on an error.
`;

export function readExperimentArguments(args: readonly string[]): ExperimentArguments | ArgumentProblem {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    // parseArgs reports bad use by throwing, with a sentence that names the argument.
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  if (parsed['bootstrap-server'] === undefined && parsed.config === undefined)
    return { problem: '--bootstrap-server is missing (or --config with a file that has bootstrap.servers).' };
  const settings = parsed.settings?.split(',').map((id) => id.trim());
  const faults = parsed.faults?.split(',').map((id) => id.trim());
  const badSetting = settings?.find((id) => !isSettingId(id));
  if (badSetting !== undefined)
    return { problem: `--settings takes ${list(testedSettings.map(({ id }) => id))}, not "${badSetting}".` };
  const badFault = faults?.find((id) => !isFaultId(id));
  if (badFault !== undefined)
    return { problem: `--faults takes ${list(testedFaults.map(({ id }) => id))}, not "${badFault}".` };
  const format = (['pretty', 'json', 'markdown'] as const).find((one) => one === (parsed.format ?? 'pretty'));
  if (!format) return { problem: `--format takes pretty, json or markdown, not "${parsed.format}".` };
  return {
    bootstrapServers: parsed['bootstrap-server'],
    configFile: parsed.config,
    settings: settings?.filter(isSettingId),
    faults: faults?.filter(isFaultId),
    messages: numberOf(parsed.messages, limits.messages.usual),
    messageBytes: numberOf(parsed['message-bytes'], limits.messageBytes.usual),
    requestTimeoutMs: numberOf(parsed['request-timeout'], limits.requestTimeoutMs.usual),
    format,
    yes: parsed.yes ?? false,
    cleanUp: parsed['clean-up'] ?? false,
  };
}

/** What is no number is refused by the plan, which knows the limits. */
const numberOf = (text: string | undefined, usual: number): number =>
  text === undefined ? usual : /^\d+$/.test(text) ? Number(text) : Number.NaN;

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: false,
    options: {
      'bootstrap-server': { type: 'string' },
      config: { type: 'string' },
      settings: { type: 'string' },
      faults: { type: 'string' },
      messages: { type: 'string' },
      'message-bytes': { type: 'string' },
      'request-timeout': { type: 'string' },
      format: { type: 'string' },
      yes: { type: 'boolean', short: 'y' },
      'clean-up': { type: 'boolean' },
    },
  }).values;
