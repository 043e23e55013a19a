import type { Disposable } from '../base/disposable';
import type { CodeLanguage, Tree } from '../config/code/codeParser';
import { kafkajsUnits } from '../config/code/kafkajsUnits';
import { LoweredBodies } from '../config/code/LoweredBodies';
import { sectionMemos } from '../config/sectionMemos';
import { type Surface, surfaceOf } from '../config/surfaces';
import { type Extraction, nothing, type Unit } from '../config/unit';
import { allRules } from './allRules';
import type { Analysis, AnalysisOptions, Hover, SourceDocument, TextChange } from './analysis';
import { newestJava } from './clients';
import { withClientVersions } from './clientVersions';
import type { Completion } from './completion';
import { completionsAt } from './completions';
import { effectiveOf } from './effective';
import { concernsKafka, extractCode, extractPlain } from './extract';
import type { Finding, Severity } from './finding';
import { type GrammarFile, Grammars } from './grammars';
import { hoverAt } from './hover';
import { judge } from './judge';
import { applySuppressions } from './suppressions';
import { textFacts } from './textFacts';
import { verdictOf } from './verdict';

export interface AnalyserOptions {
  /** Brings the bytes of a grammar. When it fails, code files get a notice instead of findings. */
  readonly loadGrammar: (file: GrammarFile) => Promise<Uint8Array>;
  /** Milliseconds of a clock, by which code that a grammar loses its way in is given up. The system's without it. */
  readonly now?: () => number;
}

/** Reads texts and judges them. Synchronous once created; never throws on any text. */
export interface Analyser extends Disposable {
  /** True when the path (or language) is one that the analyser reads at all. */
  reads(path: string, languageId?: string): boolean;
  /** Brings the grammar that a text needs. Code is read as empty until it has come. */
  prepare(document: SourceDocument): Promise<void>;
  analyse(document: SourceDocument, options?: AnalysisOptions): Analysis;
  /** Same answer as `analyse`, cheaper after a small change. Uses up `previous`. */
  update(
    previous: Analysis,
    document: SourceDocument,
    changes: readonly TextChange[],
    options?: AnalysisOptions,
  ): Analysis;
  /** Frees what an analysis holds outside the JavaScript heap. The analysis itself stays readable. */
  release(analysis: Analysis): void;
  hover(analysis: Analysis, offset: number, options?: AnalysisOptions): Hover | undefined;
  /** What could be written at a place of the document that the analysis is of. */
  complete(
    analysis: Analysis,
    document: SourceDocument,
    offset: number,
    options?: AnalysisOptions,
  ): readonly Completion[];
}

/** Above these a text is not read: a configuration is never that long, and a parse would hold up the editor. */
export const sizeLimits = { code: 2 * 1024 * 1024, plain: 8 * 1024 * 1024 } as const;

/** Loads nothing yet: `prepare` brings the grammars, one by one. */
export async function createAnalyser({ loadGrammar, now }: AnalyserOptions): Promise<Analyser> {
  return new TextAnalyser(new Grammars(loadGrammar, now));
}

interface Parsed {
  readonly tree: Tree;
  readonly text: string;
  readonly language: CodeLanguage;
  readonly bodies: LoweredBodies | undefined;
}

class TextAnalyser implements Analyser {
  private readonly parsed = new WeakMap<Analysis, Parsed>();
  private readonly memos = sectionMemos();
  private readonly grammars: Grammars;

  constructor(grammars: Grammars) {
    this.grammars = grammars;
  }

  async prepare({ path, languageId, text }: SourceDocument): Promise<void> {
    const surface = surfaceOf(path, languageId);
    if (surface?.kind !== 'code' || unreadable(text, surface) || !concernsKafka(text, surface.language)) return;
    await this.grammars.load(surface.language);
  }

  reads(path: string, languageId?: string): boolean {
    return surfaceOf(path, languageId) !== undefined;
  }

  analyse(document: SourceDocument, options: AnalysisOptions = {}): Analysis {
    return this.run(document, options, undefined, []);
  }

  update(
    previous: Analysis,
    document: SourceDocument,
    changes: readonly TextChange[],
    options: AnalysisOptions = {},
  ): Analysis {
    const parsed = this.parsed.get(previous);
    this.parsed.delete(previous);
    const analysis = this.run(document, options, parsed, changes);
    parsed?.tree.delete();
    return analysis;
  }

  release(analysis: Analysis): void {
    this.parsed.get(analysis)?.tree.delete();
    this.parsed.delete(analysis);
  }

  hover(analysis: Analysis, offset: number, options: AnalysisOptions = {}): Hover | undefined {
    return hoverAt(analysis, offset, options.javaClientVersion ?? newestJava);
  }

  complete(
    analysis: Analysis,
    document: SourceDocument,
    offset: number,
    options: AnalysisOptions = {},
  ): readonly Completion[] {
    const surface = surfaceOf(document.path, document.languageId);
    if (!surface || analysis.notice !== undefined) return [];
    return completionsAt({
      text: document.text,
      offset,
      surface,
      units: analysis.units.map(({ unit }) => unit),
      read: (change, changed) =>
        versioned(
          surface.kind === 'code'
            ? this.readChanged(analysis, change, changed, (tree) => callsAround(changed, tree, change))
            : extractPlain(surface, document.path, changed, this.memos, document.neighbours).units,
          options,
        ),
      readCode: (change, changed) =>
        versioned(
          this.readChanged(analysis, change, changed, (tree, language) => extractCode(changed, tree, language).units),
          options,
        ),
      javaVersion: options.javaClientVersion ?? newestJava,
    });
  }

  /** The units after a change, the analysis and its tree left as they are. */
  private readChanged(
    analysis: Analysis,
    change: TextChange,
    changed: string,
    unitsOf: (tree: Tree, language: CodeLanguage) => readonly Unit[],
  ): readonly Unit[] {
    const parsed = this.parsed.get(analysis);
    const parser = parsed && this.grammars.for(parsed.language);
    if (!parser) return [];
    const before = parsed.tree.copy();
    const tree = parser.update(before, parsed.text, changed, [change], parsed.language);
    before.delete();
    if (!tree) return [];
    try {
      return unitsOf(tree, parsed.language);
    } finally {
      tree.delete();
    }
  }

  dispose(): void {
    this.grammars.dispose();
  }

  private run(
    document: SourceDocument,
    options: AnalysisOptions,
    before: Parsed | undefined,
    changes: readonly TextChange[],
  ): Analysis {
    const { path, text, languageId, neighbours } = document;
    const surface = surfaceOf(path, languageId);
    if (!surface) return judged(document, nothing, options);
    const notice = unreadable(text, surface);
    if (notice) return judged(document, nothing, options, notice);
    if (surface.kind !== 'code')
      return judged(document, extractPlain(surface, path, text, this.memos, neighbours), options);
    const { language } = surface;
    // Files that never name a client are not worth a parse.
    if (!concernsKafka(text, language)) return judged(document, nothing, options);
    if (this.grammars.isBroken(language))
      return judged(
        document,
        nothing,
        options,
        'The grammar for code is missing, so this file was not read; reinstall AckLens.',
      );
    if (this.grammars.hasFailed(language)) return judged(document, nothing, options, failed);
    const parser = this.grammars.for(language);
    const tree =
      before?.language === language
        ? parser?.update(before.tree, before.text, text, changes, language)
        : parser?.parse(text, language);
    // Before its grammar has come the text is not read yet; prepare() brings it.
    if (!tree) return judged(document, nothing, options, parser && unparsed);
    // Around an error the same body is read in another way, and with a line left out it says less than its text.
    const sound = !tree.rootNode.hasError && parser?.isWhole(tree);
    const bodies = sound ? new LoweredBodies(before?.bodies) : undefined;
    const analysis = judged(document, extractCode(text, tree, language, bodies), options);
    bodies?.end();
    this.parsed.set(analysis, { tree, text, language, bodies: bodies ?? before?.bodies });
    return analysis;
  }
}

const unparsed =
  'This file was not read: as it is written now, its parser does not find its way through it; AckLens tries again after the next edit.';

const failed =
  'This file was not read: the parser of its language failed several times; AckLens reads it again after a restart.';

/** Only the calls around the place: a file may send hundreds of times elsewhere. */
function callsAround(changed: string, tree: Tree, { span }: TextChange): readonly Unit[] {
  const start = Math.max(0, span.start - 4_000);
  return kafkajsUnits(changed, tree.rootNode, { start, end: span.end + 1 }).units;
}

function unreadable(text: string, surface: Surface): string | undefined {
  const limit = surface.kind === 'code' ? sizeLimits.code : sizeLimits.plain;
  if (text.length > limit) {
    const size = (text.length / (1024 * 1024)).toFixed(1);
    return `This file was not read: it has ${size} MiB and the limit is ${limit / (1024 * 1024)} MiB.`;
  }
  return text.slice(0, 65_536).includes('\0') ? 'This file was not read: it holds binary data.' : undefined;
}

function judged(document: SourceDocument, extraction: Extraction, options: AnalysisOptions, notice?: string): Analysis {
  const javaVersion = options.javaClientVersion ?? newestJava;
  const units = versioned(extraction.units, options);
  const bench = {
    text: document.text,
    javaVersion,
    rules: allRules.filter(({ id }) => severityOf(id, options) !== 'off'),
    facts: textFacts([...units, ...(extraction.around ?? [])]),
  };
  const raw: Finding[] = [];
  const judgedUnits = units.map((unit) => {
    const effective = effectiveOf(unit, javaVersion);
    raw.push(...judge(unit, effective, bench));
    return { unit, verdict: verdictOf(unit, javaVersion, effective) };
  });
  const findings = applySuppressions(document.text, distinct(raw))
    .flatMap((finding) => withSeverity(finding, options))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || a.rule.localeCompare(b.rule));
  return {
    path: document.path,
    units: judgedUnits,
    findings,
    consumerCommands: extraction.consumerCommands,
    bootstrapServers: extraction.bootstrapServers,
    notice,
  };
}

/** What the user says about Java counts more than what the project's build says. */
function versioned(
  units: readonly Unit[],
  { javaClientVersion, clientVersions = {} }: AnalysisOptions,
): readonly Unit[] {
  const { java, ...others } = clientVersions;
  return withClientVersions(units, java && javaClientVersion === undefined ? { ...others, java } : others);
}

function withSeverity(finding: Finding, options: AnalysisOptions): readonly Finding[] {
  const wanted = severityOf(finding.rule, options);
  if (wanted === 'off') return [];
  return [wanted ? { ...finding, severity: wanted } : finding];
}

const severityOf = (rule: string, { severities }: AnalysisOptions): Severity | 'off' | undefined =>
  severities && Object.hasOwn(severities, rule) ? severities[rule] : undefined;

/** A constant that two sends share would be reported once for each of them. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, span }) => {
    const id = `${rule}@${span.start}`;
    return seen.has(id) ? false : seen.add(id) !== undefined;
  });
}
