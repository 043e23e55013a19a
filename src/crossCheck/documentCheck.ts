import type { Named } from '../config/targets/named';
import { unitUses } from '../config/targets/unitUses';
import type { Unit } from '../config/unit';
import type { Analysis, AnalysisOptions } from '../guarantees/analysis';
import { type ClusterFinding, crossCheck } from '../guarantees/cluster/crossCheck';
import type { ClusterFacts, ClusterTopic } from '../kafka/clusterFacts';
import type { ConnectionProfile } from '../kafka/profile';
import { connectionFor } from './connectionFor';

/** A unit of a text and the cluster that it talks to. */
export interface Meeting {
  readonly unit: Unit;
  readonly connection: ConnectionProfile;
  readonly topics: readonly { readonly named: Named; readonly topic: ClusterTopic | 'absent' | undefined }[];
}

/** What one text meets. The spans are of that very text. */
export interface DocumentCheck {
  readonly meetings: readonly Meeting[];
  readonly findings: readonly ClusterFinding[];
}

export interface CheckContext {
  /** Those that are connected. */
  readonly connections: readonly ConnectionProfile[];
  /** All of them, since one that is not connected may be meant, too. */
  readonly all: readonly ConnectionProfile[];
  readonly chosen: string | undefined;
  readonly options: AnalysisOptions;
  facts(connection: ConnectionProfile, topics: readonly string[]): Promise<ClusterFacts>;
}

const nothingMet: DocumentCheck = { meetings: [], findings: [] };

/** Checks the units of a text against the clusters that they talk to, as far as AckLens is connected to them. */
export async function documentCheck(text: string, analysis: Analysis, context: CheckContext): Promise<DocumentCheck> {
  const { all, connections, chosen, options } = context;
  if (connections.length === 0) return nothingMet;
  const units = analysis.units.map(({ unit }) => unit);
  const uses = unitUses(text, { units, bootstrapServers: analysis.bootstrapServers });
  const byConnection = new Map<ConnectionProfile, { readonly unit: Unit; readonly topics: readonly Named[] }[]>();
  for (const unit of units) {
    const { servers, topics = [] } = uses.get(unit.id) ?? {};
    const connection = connectionFor(servers, all, chosen);
    if (!connection || !connections.includes(connection)) continue;
    byConnection.set(connection, [...(byConnection.get(connection) ?? []), { unit, topics }]);
  }
  const parts = await Promise.all(
    [...byConnection].map(async ([connection, met]): Promise<DocumentCheck> => {
      const names = met.flatMap(({ topics }) => topics.map(({ name }) => name));
      const facts = await context.facts(connection, names);
      return {
        meetings: met.map(({ unit, topics }) => ({
          unit,
          connection,
          topics: topics.map((named) => ({ named, topic: facts.topics.get(named.name) })),
        })),
        findings: crossCheck(text, met, facts, options).map((finding) => ({ ...finding, connection: connection.name })),
      };
    }),
  );
  return {
    meetings: parts.flatMap(({ meetings }) => meetings),
    findings: parts.flatMap(({ findings }) => findings),
  };
}
