import type { TailOptions } from '../protocol/tail';

/** What a row of the tree hands to a command; the fields that the row's kind has are set. */
export interface RowRef {
  readonly id: string;
  readonly kind: string;
  readonly connection?: string;
  readonly topic?: string;
  readonly name?: string;
}

/** A wish to tail a topic. What is missing is asked for. */
export interface TailRequest {
  readonly connection?: string;
  /** As written on a command line; the connection that has one of them is taken, or a new one is made. */
  readonly bootstrapServers?: readonly string[];
  readonly topic?: string;
  /** Read together with `topic`. */
  readonly moreTopics?: readonly string[];
  /** Undefined = all. */
  readonly partitions?: readonly number[];
  readonly start?: TailOptions['start'];
  readonly maxMessages?: number;
}

/** A wish to write to a topic. What is missing is asked for. */
export interface ProduceWish {
  readonly connection?: string;
  readonly topic?: string;
  /** A record to send again, edited. */
  readonly record?: {
    readonly partition: number;
    readonly offset: number;
    readonly key: Uint8Array | null;
    readonly value: Uint8Array | null;
    readonly headers: readonly { readonly name: string; readonly value: Uint8Array | null }[];
  };
}

/** An edit that was prepared for one version of a document: it is refused when the text has changed since. */
export interface PreparedEdit {
  readonly uri: string;
  readonly version: number;
  readonly edits: readonly {
    readonly span: { readonly start: number; readonly end: number };
    readonly newText: string;
  }[];
}

export interface ExplainRequest {
  readonly uri: string;
  readonly version: number;
  /** Offset of the finding in that version. */
  readonly offset: number;
  readonly rule: string;
  /** Set where all findings of a unit are to be explained. */
  readonly unit?: string;
}

/** Where the settings of a client stand. The line counts when the unit is no longer found. */
export interface UnitPlace {
  readonly uri: string;
  readonly unit: string;
  /** 1-based. */
  readonly line: number;
  /** Kafka's name of the setting to go to, where it is one of the unit's own. */
  readonly setting?: string;
}

/** The typed door for commands: identifier and arguments. The manifest is checked against `commandTitles`. */
export interface CommandArguments {
  'acklens.addConnection': [seed?: { readonly bootstrapServers: readonly string[] }];
  'acklens.editConnection': [row?: RowRef];
  'acklens.duplicateConnection': [row?: RowRef];
  'acklens.removeConnection': [row?: RowRef];
  'acklens.exportConnections': [];
  'acklens.disconnect': [row?: RowRef];
  'acklens.chooseCluster': [];
  'acklens.checkCluster': [];
  'acklens.refresh': [row?: RowRef];
  'acklens.stopLoading': [];
  'acklens.retry': [row?: RowRef];
  'acklens.copyName': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.copyValue': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.copyRow': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.createTopic': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.deleteTopic': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.addPartitions': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.editConfig': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.resetConfig': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.deleteRecords': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.resetOffsets': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.deleteOffsets': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.deleteGroup': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.addFavourite': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.removeFavourite': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.openSchema': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.compareSchemas': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.copySchemaId': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.tailFromGroup': [row?: RowRef];
  'acklens.moveTailAside': [];
  'acklens.moveTailToWindow': [];
  'acklens.tailTopic': [request?: RowRef | TailRequest, rows?: readonly RowRef[]];
  'acklens.tailPartition': [row?: RowRef, rows?: readonly RowRef[]];
  'acklens.produce': [wish?: RowRef | ProduceWish];
  'acklens.runExperiment': [row?: RowRef];
  'acklens.filterTopics': [];
  'acklens.clearTopicFilter': [];
  'acklens.filterGroups': [];
  'acklens.clearGroupFilter': [];
  'acklens.filterSubjects': [];
  'acklens.clearSubjectFilter': [];
  'acklens.showInternalTopics': [];
  'acklens.hideInternalTopics': [];
  'acklens.applyFix': [edit?: PreparedEdit];
  'acklens.explain': [request?: ExplainRequest];
  'acklens.explainRule': [rule?: string];
  'acklens.showVerdict': [];
  'acklens.openSample': [];
  'acklens.openLog': [];
  'acklens.openSettings': [place?: UnitPlace];
  'acklens.showUnit': [place?: UnitPlace];
  'acklens.rescanWorkspace': [];
  'acklens.cancelScan': [];
}

export type CommandId = keyof CommandArguments;

export const commandTitles: { readonly [K in CommandId]: string } = {
  'acklens.addConnection': 'Add connection…',
  'acklens.editConnection': 'Edit connection…',
  'acklens.duplicateConnection': 'Duplicate connection…',
  'acklens.removeConnection': 'Remove connection',
  'acklens.exportConnections': 'Export connections without secrets',
  'acklens.disconnect': 'Disconnect',
  'acklens.chooseCluster': 'Choose the cluster of this workspace…',
  'acklens.checkCluster': 'Check settings against the cluster again',
  'acklens.stopLoading': 'Stop loading',
  'acklens.refresh': 'Refresh',
  'acklens.retry': 'Retry',
  'acklens.copyName': 'Copy name',
  'acklens.copyValue': 'Copy value',
  'acklens.copyRow': 'Copy row as text',
  'acklens.createTopic': 'Create topic…',
  'acklens.deleteTopic': 'Delete topic…',
  'acklens.addPartitions': 'Add partitions…',
  'acklens.editConfig': 'Edit setting…',
  'acklens.resetConfig': 'Reset setting…',
  'acklens.deleteRecords': 'Delete records…',
  'acklens.resetOffsets': 'Reset offsets…',
  'acklens.deleteOffsets': 'Delete committed offsets…',
  'acklens.deleteGroup': 'Delete group…',
  'acklens.addFavourite': 'Add to favourites',
  'acklens.removeFavourite': 'Remove from favourites',
  'acklens.openSchema': 'Open schema',
  'acklens.compareSchemas': 'Compare schema with another version',
  'acklens.copySchemaId': 'Copy schema ID',
  'acklens.tailFromGroup': 'Tail from committed offsets',
  'acklens.produce': 'Produce…',
  'acklens.runExperiment': 'Run delivery experiment…',
  'acklens.tailTopic': 'Tail topic',
  'acklens.moveTailAside': 'Move tail to the side',
  'acklens.moveTailToWindow': 'Move tail into a new window',
  'acklens.tailPartition': 'Tail partition',
  'acklens.filterTopics': 'Filter topics…',
  'acklens.clearTopicFilter': 'Clear topic filter',
  'acklens.filterGroups': 'Filter consumer groups…',
  'acklens.clearGroupFilter': 'Clear consumer group filter',
  'acklens.filterSubjects': 'Filter schema subjects…',
  'acklens.clearSubjectFilter': 'Clear schema subject filter',
  'acklens.showInternalTopics': 'Show internal topics',
  'acklens.hideInternalTopics': 'Hide internal topics',
  'acklens.applyFix': 'Apply fix',
  'acklens.explain': 'Explain delivery setting',
  'acklens.explainRule': 'Explain a rule…',
  'acklens.showVerdict': 'Show delivery verdict of this file',
  'acklens.openSample': 'Open a sample configuration',
  'acklens.openLog': 'Open log',
  'acklens.openSettings': 'Open delivery settings',
  'acklens.showUnit': 'Show in editor',
  'acklens.rescanWorkspace': 'Scan workspace for producers',
  'acklens.cancelScan': 'Stop scanning',
};
