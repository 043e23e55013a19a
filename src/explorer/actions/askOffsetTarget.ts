import * as vscode from 'vscode';
import type { OffsetTarget } from '../../kafka/clusterActions';
import { parseTime } from './parseTime';
import { wholeNumberProblem } from './topicInput';

/** Where the offsets are to go; undefined when the user gave up. */
export async function askOffsetTarget(group: string): Promise<OffsetTarget | undefined> {
  const title = `Reset offsets of group ${group}`;
  const pick = await vscode.window.showQuickPick(
    [
      { label: 'Beginning', description: 'read everything that is there', target: 'beginning' as const },
      { label: 'End', description: 'skip everything that is there', target: 'end' as const },
      { label: 'Offset…', description: 'the same offset in each partition', target: 'offset' as const },
      { label: 'Time…', description: 'the first record at or after it', target: 'timestamp' as const },
      { label: 'Shift…', description: 'so many offsets back or forward', target: 'shift' as const },
    ],
    { title, placeHolder: 'Where the group is to go on reading', ignoreFocusOut: true },
  );
  switch (pick?.target) {
    case undefined:
      return undefined;
    case 'beginning':
    case 'end':
      return { kind: pick.target };
    case 'offset': {
      const text = await ask(title, 'Offset; outside of a log it means the nearer end.', '0', (entered) =>
        wholeNumberProblem(entered, 0, Number.MAX_SAFE_INTEGER),
      );
      return text === undefined ? undefined : { kind: 'offset', offset: Number(text) };
    }
    case 'timestamp': {
      const now = new Date(Date.now() - 3_600_000).toISOString().slice(0, 19);
      const text = await ask(
        title,
        'Time such as 2026-01-31T12:00:00Z; without Z or offset it is local time.',
        `${now}Z`,
        (entered) => (parseTime(entered) === undefined ? 'Enter a time such as 2026-01-31T12:00:00Z.' : undefined),
      );
      const timestamp = text === undefined ? undefined : parseTime(text);
      return timestamp === undefined ? undefined : { kind: 'timestamp', timestamp };
    }
    case 'shift': {
      const most = Number.MAX_SAFE_INTEGER;
      const text = await ask(title, 'Offsets to go forward; negative goes back.', '-1', (entered) =>
        wholeNumberProblem(entered, -most, most),
      );
      return text === undefined ? undefined : { kind: 'shift', by: Number(text) };
    }
  }
}

const ask = (
  title: string,
  prompt: string,
  value: string,
  validateInput: (text: string) => string | undefined,
): Thenable<string | undefined> =>
  vscode.window.showInputBox({ title, prompt, value, validateInput, ignoreFocusOut: true });
