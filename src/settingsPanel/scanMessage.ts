import { unitLimit } from './producerIndex';

/** Files of a known kind that one scan reads. A workspace with more has its settings in few of them. */
export const fileLimit = 20_000;

/** Larger files are no configurations, and reading them would hold up the host. */
export const byteLimit = 1_048_576;

export interface ScanState {
  readonly phase: 'idle' | 'running' | 'done' | 'stopped';
  /** Files of a known kind that were looked at. */
  readonly read: number;
  readonly total: number;
  readonly tooLarge: number;
  /** There are more files than the scan takes. */
  readonly tooMany: boolean;
}

/** What the view says about the scan: its progress, and every bound that was met. */
export function scanMessage(state: ScanState, units: number, leftOut: number): string | undefined {
  const number = (value: number): string => value.toLocaleString('en-US');
  const parts: string[] = [];
  if (state.phase === 'running')
    parts.push(
      state.total === 0 ? 'Looking for files…' : `Reading ${number(state.read)} of ${number(state.total)} files…`,
    );
  if (state.phase === 'stopped') parts.push(`Stopped after ${number(state.read)} of ${number(state.total)} files.`);
  if (state.tooMany)
    parts.push(`There are more than ${number(fileLimit)} files that could be read; the others were left out.`);
  if (state.tooLarge > 0)
    parts.push(
      `${number(state.tooLarge)} ${state.tooLarge === 1 ? 'file' : 'files'} above ${byteLimit / 1_048_576} MiB not read.`,
    );
  if (leftOut > 0) parts.push(`Only ${number(unitLimit)} units are kept; ${number(leftOut)} more were found.`);
  if (state.phase === 'done' && units === 0)
    parts.push(`No settings of Kafka producers in ${number(state.total)} files.`);
  return parts.length === 0 ? undefined : parts.join(' ');
}
