import { unitUses } from '../config/targets/unitUses';
import type { Analysis, AnalysisOptions } from '../guarantees/analysis';
import { crossCheck, type MetUnit } from '../guarantees/cluster/crossCheck';
import type { Finding } from '../guarantees/finding';
import { KafkaError } from '../kafka/errors';
import type { ConnectionProfile } from '../kafka/profile';
import { type FactsAdmin, readClusterFacts } from '../kafka/readClusterFacts';
import type { ConnectionSecrets } from '../kafka/secrets';
import type { ClusterArguments } from './lintArguments';
import { type ProfileSources, readTailProfile } from './readTailProfile';

/** What a check against a cluster needs from the process around it. */
export interface ClusterSources extends ProfileSources {
  openAdmin(profile: ConnectionProfile, secrets: ConnectionSecrets): Promise<FactsAdmin & { close(): Promise<void> }>;
}

/** A file whose units are to be checked, after its text was judged. */
export interface MetFile {
  readonly path: string;
  readonly text: string;
  readonly units: readonly MetUnit[];
}

export const metUnits = (text: string, { units, bootstrapServers }: Analysis): readonly MetUnit[] => {
  const plain = units.map(({ unit }) => unit);
  const uses = unitUses(text, { units: plain, bootstrapServers });
  return plain.map((unit) => ({ unit, topics: uses.get(unit.id)?.topics ?? [] }));
};

/**
 * The findings of each file on the cluster that the arguments name, in the order of the files, or one sentence about why
 * it cannot be asked. The user chose the cluster: servers that a file names itself are not looked at.
 */
export async function lintCluster(
  cluster: ClusterArguments,
  files: readonly MetFile[],
  options: AnalysisOptions,
  sources: ClusterSources,
  tell: (note: string) => void,
): Promise<readonly (readonly Finding[])[] | { readonly problem: string }> {
  const found = await readTailProfile(cluster, sources);
  if ('problem' in found) return found;
  for (const note of found.notes) tell(`${cluster.configFile ?? 'note'}: ${note}`);
  const admin = await sources.openAdmin(found.profile, found.secrets);
  try {
    const topics = files.flatMap(({ units }) => units.flatMap((one) => one.topics.map(({ name }) => name)));
    const facts = await readClusterFacts(admin, topics);
    return files.map(({ text, units }) => crossCheck(text, units, facts, options));
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return { problem: error.message };
  } finally {
    await admin.close();
  }
}
