/** What the cluster tells of a topic, as far as it decides what an acknowledgement is worth. */
export interface TopicFacts {
  readonly partitions: readonly { readonly id: number; readonly replicas: number; readonly inSync: number }[];
  /** Undefined where the ACLs do not let us know. */
  readonly minInSync: number | undefined;
  readonly isCompacted: boolean | undefined;
  readonly uncleanElection: boolean | undefined;
}

/** For the head of the form, such as `3 partitions, 3 replicas each, min.insync.replicas 2`. */
export function describeTopic({ partitions, minInSync }: TopicFacts): string {
  const replicas = [...new Set(partitions.map((one) => one.replicas))].sort((a, b) => a - b);
  const behind = partitions.filter(({ inSync, replicas: all }) => inSync < all).length;
  return [
    `${partitions.length} ${partitions.length === 1 ? 'partition' : 'partitions'}`,
    `${replicas.join(' to ')} ${replicas.at(-1) === 1 ? 'replica' : 'replicas'} each`,
    ...(minInSync === undefined ? [] : [`min.insync.replicas ${minInSync}`]),
    ...(behind === 0 ? [] : [`${behind} under-replicated now`]),
  ].join(', ');
}
