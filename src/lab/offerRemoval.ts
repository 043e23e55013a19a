import * as vscode from 'vscode';
import { type Disposable, toDisposable } from '../base/disposable';
import { removeTopics } from '../experiment/removeTopics';
import { leftOver } from '../experiment/topicName';
import { KafkaError } from '../kafka/errors';
import type { LabServices } from './labServices';
import { adminOf } from './openWorld';
import type { RunRecord, RunRecords } from './runRecords';

type RemovalServices = Pick<LabServices, 'find' | 'access'>;

/** Offers to remove what runs have left that were cut off, at the start and once the youngest record is old enough. */
export function offerRemoval(services: RemovalServices, records: RunRecords): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const offered = new Set<string>();
  const look = (): void => {
    for (const record of records.abandoned()) {
      if (offered.has(record.run)) continue;
      offered.add(record.run);
      void offer(services, records, record);
    }
    const next = records.nextLookMs();
    if (next !== undefined && next > 0) timer = setTimeout(look, next + 1_000);
  };
  look();
  return toDisposable(() => clearTimeout(timer));
}

async function offer(services: RemovalServices, records: RunRecords, record: RunRecord): Promise<void> {
  const profile = services.find(record.connection);
  if (!profile || !vscode.workspace.isTrusted) return;
  const remove = 'Remove topics';
  const answer = await vscode.window.showWarningMessage(
    `An experiment on ${record.name} was interrupted. Its temporary topics (acklens-experiment-${record.run}-…) may still be there.`,
    remove,
    'Keep',
  );
  if (answer === undefined) return;
  if (answer === remove) {
    const problem = await removeRun(services, profile, record.run);
    if (problem !== undefined) {
      void vscode.window.showErrorMessage(problem);
      return;
    }
    vscode.window.setStatusBarMessage(`Removed the temporary topics on "${profile.name}"`, 5_000);
  }
  await records.forget(record.run);
}

/** One sentence where something is left. */
async function removeRun(
  services: RemovalServices,
  profile: Parameters<typeof adminOf>[1],
  run: string,
): Promise<string | undefined> {
  const admin = adminOf(services, profile);
  const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
  try {
    const topics = leftOver(await admin.topicNames()).filter((topic) => topic.run === run);
    return (
      await removeTopics(
        { admin, sleep },
        topics.map(({ name }) => name),
      )
    ).problem;
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return error.message;
  }
}
