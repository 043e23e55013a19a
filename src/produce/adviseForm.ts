import type { ProduceForm } from '../protocol/produce';
import type { TopicFacts } from './topicFacts';

/** What the chosen settings cannot promise on this topic, a sentence each. `facts` undefined: the cluster did not tell. */
export function adviseForm(form: ProduceForm, facts: TopicFacts | undefined): string[] {
  const advice: string[] = [];
  const replicas = facts === undefined ? undefined : Math.min(...facts.partitions.map((one) => one.replicas));
  if (form.acks === 0)
    advice.push(
      'acks=0: the broker answers nothing. Whether a record was written is never known, and a lost one is lost silently.',
    );
  if (form.acks === 1 && replicas !== 1)
    advice.push(
      'acks=1: the leader answers before the followers have the record. If it fails then, an acknowledged record is gone.',
    );
  if (form.acks === 'all' && replicas === 1)
    advice.push('The topic keeps one replica, so acks=all is worth no more than acks=1: a lost disk is a lost record.');
  else if (form.acks === 'all' && facts?.minInSync === 1)
    advice.push('acks=all, but min.insync.replicas is 1: when no follower is in sync, the leader alone acknowledges.');
  if (form.acks !== 0 && facts?.uncleanElection === true)
    advice.push(
      'unclean.leader.election.enable is true: a replica that is behind may become leader, and acknowledged records are then gone.',
    );
  if (form.acks === 'all' && facts) {
    const least = facts.minInSync ?? 1;
    const short = facts.partitions.filter(({ inSync, replicas: all }) => inSync < Math.min(least, all));
    if (short.length > 0)
      advice.push(
        `Partition ${short.map(({ id }) => id).join(', ')}: fewer replicas are in sync than min.insync.replicas asks for, so acks=all is refused there now.`,
      );
  }
  if (form.kind === 'plain' && form.acks !== 0)
    advice.push(
      'Without idempotence a record that gets no answer is not sent again here, and its fate stays unknown. An application that retries may write it twice.',
    );
  if (form.kind === 'transactional')
    advice.push(
      'Consumers with isolation.level=read_uncommitted, the default, see the records before the commit, and those of aborted transactions too.',
    );
  if (facts?.isCompacted === true && form.key.kind === 'null')
    advice.push('The topic is compacted: the broker refuses records without a key.');
  return advice;
}
