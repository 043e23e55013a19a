import type { KafkaErrorKind } from '../kafka/errors';
import type {
  Acl,
  Broker,
  ConfigDetail,
  ConfigResource,
  DurabilitySettings,
  Group,
  GroupLag,
  GroupMember,
  GroupSummary,
  Partition,
  PartitionOffsets,
  Topic,
} from '../kafka/model';
import type { ConnectionColor } from '../kafka/profile';
import type { Compatibility } from '../kafka/schemas';

interface Base {
  /** Stable over refreshes; a child's id starts with its parent's and a slash. */
  readonly id: string;
  /** Id of the connection that the node belongs to. */
  readonly connection: string;
}

export interface ClusterNode extends Base {
  readonly kind: 'cluster';
  readonly name: string;
  readonly bootstrapServers: readonly string[];
  /** `stored` ones can be removed here; the others live in a settings file of the user or of the workspace. */
  readonly origin: 'stored' | 'settings' | 'workspace';
  readonly environment?: string;
  readonly color?: ConnectionColor;
  readonly readOnly?: boolean;
}
export interface BrokersNode extends Base {
  readonly kind: 'brokers';
  readonly brokers: readonly Broker[];
  readonly controllerId: number | undefined;
}
export interface BrokerNode extends Base {
  readonly kind: 'broker';
  readonly name: string;
  readonly broker: Broker;
}
export interface TopicsNode extends Base {
  readonly kind: 'topics';
}
export interface TopicNode extends Base {
  readonly kind: 'topic';
  readonly name: string;
  readonly topic: string;
  readonly info: Topic;
  /** Undefined where the cluster does not tell. */
  readonly settings?: DurabilitySettings | undefined;
  readonly isFavourite: boolean;
}
/** The settings of a topic; those of a broker are below the broker itself. */
export interface ConfigsNode extends Base {
  readonly kind: 'configs';
  readonly resource: ConfigResource;
}
/** The settings of a resource that nobody has touched. */
export interface DefaultsNode extends Base {
  readonly kind: 'defaults';
  readonly resource: ConfigResource;
  readonly entries: readonly ConfigDetail[];
}
export interface ConfigNode extends Base {
  readonly kind: 'config';
  readonly name: string;
  readonly resource: ConfigResource;
  readonly entry: ConfigDetail;
}
export interface PartitionNode extends Base {
  readonly kind: 'partition';
  readonly topic: string;
  readonly partition: Partition;
  /** Undefined where the broker would not tell, such as a partition without a leader. */
  readonly offsets: PartitionOffsets | undefined;
}
export interface GroupsNode extends Base {
  readonly kind: 'groups';
}
export interface GroupNode extends Base {
  readonly kind: 'group';
  readonly name: string;
  readonly summary: GroupSummary;
}
export interface GroupStateNode extends Base {
  readonly kind: 'groupState';
  readonly group: Group;
}
export interface MemberNode extends Base {
  readonly kind: 'member';
  readonly name: string;
  readonly member: GroupMember;
}
export interface LagNode extends Base {
  readonly kind: 'lag';
  readonly group: string;
  readonly topic: string;
  readonly lag: GroupLag;
}
export interface AclsNode extends Base {
  readonly kind: 'acls';
}
export interface AclNode extends Base {
  readonly kind: 'acl';
  readonly name: string;
  readonly acl: Acl;
}
/** The schema registry of a connection. */
export interface SubjectsNode extends Base {
  readonly kind: 'subjects';
}
export interface SubjectNode extends Base {
  readonly kind: 'subject';
  readonly name: string;
  readonly isDeleted: boolean;
}
export interface SchemaNode extends Base {
  readonly kind: 'schema';
  readonly name: string;
  readonly subject: string;
  readonly version: number;
  readonly isDeleted: boolean;
}
/** What the registry lets in as a next version. */
export interface CompatibilityNode extends Base {
  readonly kind: 'compatibility';
  readonly compatibility: Compatibility;
}
/** Says why the children of `parent` are not here. */
export interface ProblemNode extends Base {
  readonly kind: 'problem';
  readonly parent: string;
  readonly error: KafkaErrorKind;
  readonly sentence: string;
}
/** The lists that can be too long to draw as a whole. */
export type FilteredKind = 'topics' | 'groups' | 'subjects';

/** Words where a row would be: an empty list, or the rest of a long one. */
export interface NoteNode extends Base {
  readonly kind: 'note';
  readonly text: string;
  /** How many rows it stands for. */
  readonly more?: number;
  /** The list that a filter would make short enough, or another filter would fill. */
  readonly filter?: FilteredKind;
  /** It stands there until the rows have come. */
  readonly isLoading?: boolean;
}

export type Node =
  | ClusterNode
  | BrokersNode
  | BrokerNode
  | TopicsNode
  | TopicNode
  | ConfigsNode
  | DefaultsNode
  | ConfigNode
  | PartitionNode
  | GroupsNode
  | GroupNode
  | GroupStateNode
  | MemberNode
  | LagNode
  | AclsNode
  | AclNode
  | SubjectsNode
  | SubjectNode
  | SchemaNode
  | CompatibilityNode
  | ProblemNode
  | NoteNode;

export type Kind = Node['kind'];
