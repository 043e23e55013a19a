import { readFile, writeFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { Neighbour } from '../config/neighbours/neighbour';
import { type Analyser, type AnalyserOptions, createAnalyser } from '../guarantees/analyse';
import type { Analysis, AnalysisOptions } from '../guarantees/analysis';
import type { ClientVersions } from '../guarantees/clientVersions';
import { type Finding, severities } from '../guarantees/finding';
import { fixAll } from '../guarantees/fixAll';
import { Baseline, baselineKey, readBaseline, writeBaseline } from './baseline';
import { type ClusterArguments, type LintArguments, lintUsage, readLintArguments } from './lintArguments';
import { type ClusterSources, lintCluster, metUnits } from './lintCluster';
import { lintFiles, problemOf } from './lintFiles';
import { formatLint } from './lintFormats';
import { type LintRow, lintRows } from './lintRows';
import { ProjectFiles } from './projectFiles';
import { readSource, type SourceText, writeSource } from './sourceFile';

export interface LintIo extends AnalyserOptions {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly cwd: string;
  readonly cluster: ClusterSources;
}

/** `acklens lint`: answers the exit code. Findings go to stdout, everything else to stderr. */
export async function runLint(args: readonly string[], io: LintIo): Promise<number> {
  const options = readLintArguments(args);
  if ('problem' in options) {
    io.stderr(`acklens lint: ${options.problem}\n\n${lintUsage}`);
    return 2;
  }
  if (options.help) {
    io.stdout(lintUsage);
    return 0;
  }
  const known = await knownFindings(options, io.cwd);
  if ('problem' in known) {
    io.stderr(`${options.baseline}: ${known.problem}\n`);
    return 2;
  }
  const analyser = await createAnalyser(io);
  try {
    return await new LintRun(options, io, analyser, known).run();
  } finally {
    analyser.dispose();
  }
}

async function knownFindings(options: LintArguments, cwd: string): Promise<Baseline | { readonly problem: string }> {
  if (options.baseline === undefined || options.updateBaseline) return new Baseline([]);
  try {
    const entries = readBaseline(await readFile(resolve(cwd, options.baseline), 'utf8'));
    return entries ? new Baseline(entries) : { problem: 'This is no baseline; write one with --update-baseline.' };
  } catch (error) {
    return { problem: `${problemOf(error as NodeJS.ErrnoException)} Write it with --update-baseline.` };
  }
}

/** What other files say about one. */
interface Project {
  readonly clientVersions: ClientVersions;
  readonly neighbours: readonly Neighbour[];
}

/** A file that something is to be said about, or whose units meet the cluster. */
interface LintedFile {
  readonly path: string;
  readonly text: string;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
}

class LintRun {
  private readonly options: LintArguments;
  private readonly io: LintIo;
  private readonly analyser: Analyser;
  private readonly known: Baseline;
  private readonly around: ProjectFiles;
  private readonly files: LintedFile[] = [];
  private readonly keys: ReturnType<typeof baselineKey>[] = [];
  private failed = false;

  constructor(options: LintArguments, io: LintIo, analyser: Analyser, known: Baseline) {
    this.options = options;
    this.io = io;
    this.analyser = analyser;
    this.known = known;
    this.around = new ProjectFiles(options.paths, io.cwd);
  }

  async run(): Promise<number> {
    const { options, io } = this;
    for await (const file of lintFiles(options.paths, io.cwd, (name) => this.analyser.reads(name))) {
      const path = file.path.split(sep).join('/');
      if ('problem' in file) this.fail(path, file.problem);
      else if (this.analyser.reads(path)) await this.lint(path, file.named);
      else io.stderr(`${path}: AckLens does not read this kind of file.\n`);
    }
    const onCluster = options.cluster === undefined ? undefined : await this.meetCluster(options.cluster);
    const rows: LintRow[] = [];
    const findings: Finding[] = [];
    for (const [at, { path, text, findings: ofText }] of this.files.entries()) {
      const all = [...ofText, ...(onCluster?.[at] ?? [])].sort((a, b) => a.span.start - b.span.start);
      const fresh = all.filter((finding) => !this.isKnown(path, text, finding));
      rows.push(...lintRows(path, text, fresh));
      findings.push(...fresh);
    }
    if (options.updateBaseline && options.baseline !== undefined) await this.update(options.baseline);
    io.stdout(formatLint(options.format, rows, findings));
    if (this.failed) return 2;
    const limit = severities.indexOf(options.threshold);
    return rows.some((row) => severities.indexOf(row.severity) <= limit) ? 1 : 0;
  }

  private async lint(path: string, named: boolean): Promise<void> {
    const source = await readSource(resolve(this.io.cwd, path));
    if ('problem' in source) {
      this.io.stderr(`${path}: ${source.problem}\n`);
      this.failed ||= named || source.hard;
      return;
    }
    await this.analyser.prepare({ path, text: source.text });
    const absolute = resolve(this.io.cwd, path);
    const project: Project = {
      clientVersions: await this.around.versionsOf(absolute),
      neighbours: await this.around.neighboursOf(absolute, source.text),
    };
    const text = this.options.fix ? await this.fix(path, source, project) : source.text;
    const analysis = this.analyse(path, text, project);
    const { findings, notice, units } = analysis;
    if (notice !== undefined) {
      this.io.stderr(`${path}: ${notice}\n`);
      this.failed ||= named;
    }
    const meets = this.options.cluster !== undefined && units.length > 0;
    if (findings.length > 0 || meets) this.files.push({ path, text, analysis, findings });
  }

  /** The findings of each file on the cluster; undefined where it cannot be asked, which is told. */
  private async meetCluster(cluster: ClusterArguments): Promise<readonly (readonly Finding[])[] | undefined> {
    const { javaClient } = this.options;
    const files = this.files.map(({ path, text, analysis }) => ({ path, text, units: metUnits(text, analysis) }));
    const options: AnalysisOptions = javaClient === undefined ? {} : { javaClientVersion: javaClient };
    const tell = (note: string): void => this.io.stderr(`acklens lint: ${note}\n`);
    const found = await lintCluster(cluster, files, options, this.io.cluster, tell);
    if (!('problem' in found)) return found;
    tell(found.problem);
    this.failed = true;
    return undefined;
  }

  private analyse(path: string, text: string, { clientVersions, neighbours }: Project): Analysis {
    const { javaClient } = this.options;
    const options: AnalysisOptions = {
      clientVersions,
      ...(javaClient === undefined ? {} : { javaClientVersion: javaClient }),
    };
    const analysis = this.analyser.analyse({ path, text, neighbours }, options);
    this.analyser.release(analysis);
    return analysis;
  }

  /** Writes the fixes that need no choice; answers the text that the file has then. */
  private async fix(path: string, source: SourceText, project: Project): Promise<string> {
    const { text, count } = fixAll(source.text, (current) => this.analyse(path, current, project).findings);
    if (count === 0) return source.text;
    const problem = await writeSource(resolve(this.io.cwd, path), { ...source, text });
    this.around.changed(resolve(this.io.cwd, path));
    if (problem === undefined) this.io.stderr(`${path}: fixed ${count === 1 ? '1 finding' : `${count} findings`}.\n`);
    else this.fail(path, problem);
    return problem === undefined ? text : source.text;
  }

  private isKnown(path: string, text: string, { rule, span }: Finding): boolean {
    const { baseline, updateBaseline } = this.options;
    if (baseline === undefined) return false;
    const key = baselineKey(baseline, this.io.cwd, path, rule, text, span.start);
    if (updateBaseline) this.keys.push(key);
    return updateBaseline || this.known.takes(key);
  }

  private async update(baseline: string): Promise<void> {
    try {
      await writeFile(resolve(this.io.cwd, baseline), writeBaseline(this.keys));
      this.io.stderr(
        `${baseline}: holds ${this.keys.length === 1 ? '1 finding' : `${this.keys.length} findings`} now.\n`,
      );
    } catch (error) {
      this.fail(baseline, `It cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
    }
  }

  private fail(path: string, problem: string): void {
    this.io.stderr(`${path}: ${problem}\n`);
    this.failed = true;
  }
}
