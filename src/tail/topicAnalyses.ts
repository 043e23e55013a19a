import { Analysis, type Rules } from './analysis';
import type { AnalysisContext } from './analysisContext';
import type { TopicState } from './topicState';

/**
 * One analysis for each topic, all under the same rules: a topic's messages are neither copies nor neighbours of
 * another's. A topic that was created again is another one.
 */
export class TopicAnalyses {
  private readonly context: Omit<AnalysisContext, 'topic'>;
  private readonly analyses = new Map<TopicState, Analysis>();
  private inForce: Rules | undefined;
  private latest: { readonly topic: TopicState; readonly analysis: Analysis } | undefined;
  /** Of topics that are over. */
  private ended = { identity: 0, sequence: 0 };

  constructor(context: Omit<AnalysisContext, 'topic'>) {
    this.context = context;
  }

  /** Undefined until there was a sample. */
  get rules(): Rules | undefined {
    return this.inForce;
  }

  /** Forgets what was found under other rules. */
  begin(rules: Rules): void {
    this.inForce = rules;
    this.analyses.clear();
    this.latest = undefined;
    this.ended = { identity: 0, sequence: 0 };
  }

  of(topic: TopicState): Analysis | undefined {
    if (this.latest?.topic === topic) return this.latest.analysis;
    if (this.inForce === undefined) return undefined;
    const analysis = this.analyses.get(topic) ?? new Analysis(this.inForce, { ...this.context, topic });
    this.analyses.set(topic, analysis);
    this.latest = { topic, analysis };
    return analysis;
  }

  /** Decides what is open in topics of which nothing more will come, and frees their memory. */
  endOver(): void {
    for (const [topic, { copies, numbering }] of this.analyses) {
      if (!topic.isOver) continue;
      numbering?.settle();
      this.ended.identity += copies.applied;
      this.ended.sequence += numbering?.applied ?? 0;
      this.analyses.delete(topic);
      this.latest = undefined;
    }
  }

  tick(now: number): void {
    for (const { numbering } of this.analyses.values()) numbering?.tick(now);
  }

  settle(): void {
    for (const { numbering } of this.analyses.values()) numbering?.settle();
  }

  /** Records that each of the rules applied to. */
  get applied(): { readonly identity: number; readonly sequence: number } {
    let { identity, sequence } = this.ended;
    for (const { copies, numbering } of this.analyses.values()) {
      identity += copies.applied;
      sequence += numbering?.applied ?? 0;
    }
    return { identity, sequence };
  }

  /** Serial number of the earliest record that a copy is surely still recognised of, in every topic. */
  get since(): number {
    return Math.max(0, ...[...this.analyses.values()].map(({ copies }) => copies.since));
  }
}
