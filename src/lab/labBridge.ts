import type { Disposable } from '../base/disposable';
import { describePlan, makePlan, type Plan } from '../experiment/plan';
import { usualChoice } from '../experiment/readChoice';
import { removeTopics } from '../experiment/removeTopics';
import { jsonReport, markdownReport } from '../experiment/report';
import { columns, judgementWords, resultRow } from '../experiment/resultRows';
import { type Experiment, runExperiment } from '../experiment/runExperiment';
import { leftOver, runName } from '../experiment/topicName';
import type { ExperimentResult } from '../experiment/trialResult';
import type { ExperimentWorld } from '../experiment/world';
import { KafkaError } from '../kafka/errors';
import type { LabChoice, LabHost, LabPhase, LabPlan, LabState, LabView } from '../protocol/lab';
import { labDoor } from '../protocol/labDoor';
import { type Connection, connect, type Port } from '../protocol/rpc';
import { choiceOf, faultOptions, settingOptions, writtenChoice } from './labChoice';
import { describeLeftovers, describeProgress } from './labTexts';
import { type RunRecords, signOfLifeMs } from './runRecords';

/** What the view needs of the world. */
export interface LabParts {
  readonly connection: { readonly id: string; readonly name: string };
  /** Rejects with a KafkaError. */
  openWorld(): Promise<ExperimentWorld & { close(): Promise<void> }>;
  readonly records: RunRecords;
  /** One sentence where nothing may be written on this connection, or in this workspace. */
  refusal(): string | undefined;
  openInTail(topic: string): void;
  showReport(format: 'markdown' | 'json', text: string): void;
  /** Calls back after so many milliseconds. */
  after(milliseconds: number, run: () => void): Disposable;
  now(): number;
  random(): number;
  log(message: string): void;
}

const beatMs = 150;

/** Serves one view: plans, runs, shows, and removes what it has made when it is closed. */
export class LabBridge implements Disposable {
  private readonly parts: LabParts;
  private world: Promise<ExperimentWorld & { close(): Promise<void> }>;
  private view: Connection<LabView> | undefined;
  private phase: LabPhase = 'connecting';
  private facts = 'Asking the cluster…';
  private brokers = 0;
  private canKill = false;
  private leftovers: readonly string[] = [];
  private run: { readonly plan: Plan; readonly experiment: Experiment } | undefined;
  private result: ExperimentResult | undefined;
  private ending = '';
  private kept: readonly string[] = [];
  private readonly removed = new Set<string>();
  private beat: Disposable | undefined;
  private pulse: Disposable | undefined;
  private isDisposed = false;

  constructor(parts: LabParts) {
    this.parts = parts;
    this.world = parts.openWorld();
    void this.learn();
  }

  attach(port: Port): void {
    this.view?.dispose();
    this.view = connect<LabHost, LabView>(
      port,
      {
        state: () => this.state(),
        plan: (choice) => this.plan(choice),
        start: (choice, confirmation) => this.start(choice, confirmation),
        retry: () => this.retry(),
        stop: () => this.stop(),
        openInTail: (topic) => {
          if (this.kept.includes(topic) || this.topicsNow().includes(topic)) this.parts.openInTail(topic);
        },
        removeTopics: () => void this.removeKept(),
        removeLeftovers: () => void this.removeLeftovers(),
        exportAs: (format) => this.exportAs(format),
      },
      labDoor,
    );
  }

  detach(): void {
    this.view?.dispose();
    this.view = undefined;
  }

  /** Ends what runs and removes its topics; what that cannot do is found later by its record. */
  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.detach();
    this.beat?.dispose();
    this.run?.experiment.cancel();
    void this.leave();
  }

  private async leave(): Promise<void> {
    const world = await this.world.catch(() => undefined);
    await this.run?.experiment.done.catch(() => undefined);
    await this.removeKept();
    this.pulse?.dispose();
    await world?.close().catch(() => undefined);
  }

  private async learn(): Promise<void> {
    try {
      const { admin, brokers } = await this.world;
      const [overview, names] = await Promise.all([admin.overview(), admin.topicNames()]);
      this.brokers = overview.brokers.length;
      this.canKill = brokers !== undefined;
      this.leftovers = leftOver(names, (run) => run === this.run?.plan.run || this.parts.records.isAlive(run)).map(
        ({ name }) => name,
      );
      this.facts = `${this.brokers} broker${this.brokers === 1 ? '' : 's'}${this.canKill ? ', whose processes are at hand' : ''}`;
      if (this.phase === 'connecting') this.phase = 'ready';
    } catch (error) {
      this.facts = this.sentenceOf(error);
      if (this.phase === 'connecting') this.phase = 'unreachable';
    }
    this.poke();
  }

  private retry(): void {
    if (this.phase !== 'unreachable') return;
    this.phase = 'connecting';
    this.facts = 'Asking the cluster…';
    this.poke();
    // Of a client that came up the rest may be asked again.
    this.world = this.world.catch(() => this.parts.openWorld());
    void this.learn();
  }

  private plan(choice: LabChoice): LabPlan {
    const made = this.make(choice, 'run');
    return 'problems' in made
      ? { problems: made.problems, sentences: [] }
      : { problems: [], sentences: describePlan(made.plan) };
  }

  private make(choice: LabChoice, run: string) {
    return makePlan(choiceOf(choice), run, { brokers: this.brokers, canKill: this.canKill });
  }

  private start(choice: LabChoice, confirmation: string): string | undefined {
    const { parts } = this;
    const refusal = parts.refusal();
    if (refusal !== undefined) return refusal;
    if (this.phase !== 'ready') return 'The experiment cannot begin just now.';
    if (confirmation.trim() !== parts.connection.name) return `Type ${parts.connection.name} to confirm.`;
    const made = this.make(
      choice,
      runName(parts.now(), () => parts.random()),
    );
    if ('problems' in made) return made.problems.join(' ');
    this.phase = 'running';
    this.ending = '';
    this.result = undefined;
    void this.carryOut(made.plan);
    return undefined;
  }

  private async carryOut(plan: Plan): Promise<void> {
    const before = this.kept;
    try {
      const world = await this.world;
      // Those of the run before: a view keeps one run's.
      if (before.length > 0) await this.removeAll(before);
      await this.signOfLife(plan.run);
      const experiment = runExperiment(plan, world, () => undefined);
      this.run = { plan, experiment };
      if (this.isDisposed) experiment.cancel();
      this.keepTelling();
      this.result = await experiment.done;
      this.ending = this.result.ended ?? '';
    } catch (error) {
      this.ending = this.sentenceOf(error);
    }
    this.kept = this.topicsNow();
    this.phase = 'ready';
    this.poke();
  }

  private stop(): void {
    if (this.phase !== 'running') return;
    this.phase = 'stopping';
    this.run?.experiment.cancel();
    this.poke();
  }

  private topicsNow(): readonly string[] {
    return this.run?.experiment.progress().topics ?? [];
  }

  private async removeKept(): Promise<void> {
    const topics = this.isDisposed ? this.topicsNow().filter((topic) => !this.removed.has(topic)) : this.kept;
    if (topics.length === 0 || (this.phase !== 'ready' && !this.isDisposed)) return;
    this.phase = 'removing';
    this.poke();
    await this.removeAll(topics);
    this.phase = 'ready';
    this.poke();
  }

  private async removeAll(topics: readonly string[]): Promise<void> {
    try {
      const { left, problem } = await removeTopics(await this.world, topics);
      for (const topic of topics) if (!left.includes(topic)) this.removed.add(topic);
      this.kept = left;
      this.ending =
        problem === undefined
          ? ''
          : `${problem} ${left.length} temporary ${left.length === 1 ? 'topic is' : 'topics are'} left.`;
      const run = this.run?.plan.run;
      if (left.length === 0 && run !== undefined) {
        this.pulse?.dispose();
        await this.parts.records.forget(run);
      }
    } catch (error) {
      this.ending = this.sentenceOf(error);
    }
  }

  private async removeLeftovers(): Promise<void> {
    const refusal = this.parts.refusal();
    if (this.phase !== 'ready' || refusal !== undefined) {
      this.ending = refusal ?? this.ending;
      this.poke();
      return;
    }
    this.phase = 'removing';
    this.poke();
    try {
      const { left, problem } = await removeTopics(await this.world, this.leftovers);
      this.leftovers = left;
      this.ending = problem ?? '';
    } catch (error) {
      this.ending = this.sentenceOf(error);
    }
    this.phase = 'ready';
    this.poke();
  }

  private exportAs(format: 'markdown' | 'json'): void {
    if (!this.result || !this.run) return;
    const context = { connection: this.parts.connection.name, plan: this.run.plan };
    const write = format === 'json' ? jsonReport : markdownReport;
    this.parts.showReport(format, write(this.result, context));
  }

  private async signOfLife(run: string): Promise<void> {
    const { connection, records, after } = this.parts;
    await records.note({ run, connection: connection.id, name: connection.name });
    this.pulse?.dispose();
    this.pulse = after(signOfLifeMs, () => void this.signOfLife(run));
  }

  private keepTelling(): void {
    this.poke();
    const isBusy = this.phase === 'running' || this.phase === 'stopping';
    if (isBusy && !this.isDisposed) this.beat = this.parts.after(beatMs, () => this.keepTelling());
  }

  private state(): LabState {
    const progress = this.run?.experiment.progress();
    const isBusy = this.phase === 'running' || this.phase === 'stopping';
    const results = progress?.results ?? [];
    return {
      connection: this.parts.connection.name,
      phase: this.phase,
      facts: this.facts,
      settings: settingOptions(),
      faults: faultOptions(this.canKill),
      choice: writtenChoice(usualChoice(this.canKill)),
      columns,
      rows: results.map((result) => {
        const row = resultRow(result);
        return row.topic !== undefined && this.removed.has(row.topic) ? { ...row, topic: undefined } : row;
      }),
      progress: isBusy && this.run && progress ? describeProgress(this.run.plan, progress) : undefined,
      ending: this.ending,
      kept: this.kept.length,
      leftovers: describeLeftovers(this.leftovers, this.parts.now()),
      judgements: judgementWords,
    };
  }

  private poke(): void {
    this.view?.remote.poke(this.state()).catch(() => undefined);
  }

  private sentenceOf(error: unknown): string {
    if (error instanceof KafkaError) return error.message;
    this.parts.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 'Something unexpected happened; the log has the details.';
  }
}
