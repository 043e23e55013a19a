import type { Hole, Verdict } from '../tail/model';
import { type FailOn, type Finding, findingsOf } from './failOn';
import { prettyWriter } from './prettyWriter';
import type { Summary } from './tailWriter';

/** Findings of one kind that are named in the report; beyond it they are counted. */
const MAX_NAMED = 1_000;

/** Collects what is found, and writes it as JUnit's XML, which every CI shows: a test case for each kind of finding. */
export class JunitReport {
  private readonly cases: readonly Finding[];
  private readonly named = new Map<Finding, Map<string, string>>();

  /** `any`, and nothing at all, stand for every kind. */
  constructor(failOn: readonly FailOn[]) {
    const all = Object.keys(words) as Finding[];
    this.cases = failOn.length === 0 || failOn.includes('any') ? all : all.filter((each) => failOn.includes(each));
    for (const each of this.cases) this.named.set(each, new Map());
  }

  /** Told again under the same id when it changes: the last telling counts. */
  verdict(verdict: Verdict): void {
    const kind = caseOf(verdict);
    for (const [each, named] of this.named) if (each !== kind) named.delete(`#${verdict.id}`);
    if (kind) this.name(kind, `#${verdict.id}`, prettyWriter.verdict(verdict).trim());
  }

  hole(hole: Hole): void {
    const kind = hole.code === 'O10' ? 'hole' : hole.code === 'O7' || hole.code === 'O8' ? 'truncation' : undefined;
    const { code, partition, from, to } = hole;
    if (kind) this.name(kind, `${code} ${partition}:${from}..${to}`, prettyWriter.hole(hole).trim());
  }

  /** `failure`: why the reading ended before its end. */
  xml(summary: Summary, failure: string | undefined): string {
    const counts = findingsOf(summary);
    const seconds = (summary.elapsedMs / 1_000).toFixed(3);
    const cases = this.cases.map((kind) => this.testCase(summary.topic, kind, counts[kind]));
    const reading = failure === undefined ? '' : `<error message="${attribute(failure)}"/>`;
    const failed = this.cases.filter((kind) => counts[kind] > 0).length;
    const totals = `tests="${cases.length + 1}" failures="${failed}" errors="${failure === undefined ? 0 : 1}" time="${seconds}"`;
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites ${totals}>`,
      `<testsuite name="acklens tail ${attribute(summary.topic)}" ${totals}>`,
      `<testcase classname="${attribute(summary.topic)}" name="is read to the end" time="${seconds}">${reading}</testcase>`,
      ...cases,
      `<system-out>${text(prettyWriter.summary(summary, false))}</system-out>`,
      '</testsuite>',
      '</testsuites>',
      '',
    ].join('\n');
  }

  private testCase(topic: string, kind: Finding, count: number): string {
    const head = `<testcase classname="${attribute(topic)}" name="${words[kind]}"`;
    if (count === 0) return `${head}/>`;
    const lines = [...(this.named.get(kind)?.values() ?? [])];
    const more = count > lines.length ? [`and ${count - lines.length} more`] : [];
    const failure = `<failure type="${kind}" message="${count} found">${text([...lines, ...more].join('\n'))}</failure>`;
    return `${head}>${failure}</testcase>`;
  }

  private name(kind: Finding, id: string, line: string): void {
    const named = this.named.get(kind);
    if (named && (named.has(id) || named.size < MAX_NAMED)) named.set(id, line);
  }
}

const words: Readonly<Record<Finding, string>> = {
  duplicate: 'has no duplicates',
  gap: 'has no confirmed gaps',
  conflict: 'has no sequence conflicts',
  divergence: 'has no divergences',
  truncation: 'was not truncated',
  hole: 'has no unexplained holes',
};

function caseOf({ code, state }: Verdict): Finding | undefined {
  if (state === 'retracted') return undefined;
  switch (code) {
    case 'D1':
    case 'D2':
    case 'D3':
    case 'D4':
      return 'duplicate';
    case 'D6':
      return 'divergence';
    case 'D7':
      return 'conflict';
    case 'G3':
      return state === 'confirmed' ? 'gap' : undefined;
    default:
      return undefined;
  }
}

/** XML 1.0 has no way to write most control characters, not even escaped. */
const text = (plain: string): string =>
  plain
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');

const attribute = (plain: string): string => text(plain).replace(/"/g, '&quot;').replace(/\s/g, ' ');
