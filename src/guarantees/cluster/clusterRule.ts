import type { Span } from '../../base/span';
import type { Setting, Unit } from '../../config/unit';
import type { ClusterFacts, ClusterTopic } from '../../kafka/clusterFacts';
import type { Effective } from '../effective';
import type { Severity } from '../finding';
import type { PlannedFix } from '../rule';
import type { ExampleCluster } from './exampleCluster';

/** A configuration and the cluster that it meets. */
export interface ClusterExample {
  readonly path: string;
  readonly text: string;
  readonly cluster: ExampleCluster;
}

/** A rule that needs both sides: what a client is told, and what the cluster tells. Data, as the rules for texts are. */
export interface ClusterRule {
  readonly id: string;
  readonly severity: Severity;
  /** The condition in words, for the docs. */
  readonly condition: string;
  readonly explanation: string;
  /** When the report is right and yet nothing has to be done. */
  readonly falsePositive: string;
  readonly reference: string;
  /** Asked once for each topic of a unit that the cluster has, or once for each unit. */
  readonly check:
    | { readonly topic: (meeting: TopicMeeting) => readonly ClusterReport[] }
    | { readonly absent: (meeting: AbsentMeeting) => readonly ClusterReport[] }
    | { readonly unit: (meeting: Meeting) => readonly ClusterReport[] };
  readonly bad: readonly ClusterExample[];
  readonly good: readonly ClusterExample[];
}

/** A unit, and the cluster that it talks to. */
export interface Meeting {
  readonly unit: Unit;
  readonly effective: Effective;
  readonly javaVersion: string;
  readonly writes: boolean;
  readonly reads: boolean;
  readonly cluster: ClusterFacts;
  setting(key: string): Setting | undefined;
}

export interface TopicMeeting extends Meeting {
  readonly topic: ClusterTopic;
}

/** The unit names a topic that is not there. */
export interface AbsentMeeting extends Meeting {
  readonly name: string;
}

export interface ClusterReport {
  /** What is marked where it is written in the text; the topic's name without it. */
  readonly at?: Setting | Span | undefined;
  readonly message: string;
  readonly severity?: Severity;
  readonly fixes?: readonly PlannedFix[];
}
