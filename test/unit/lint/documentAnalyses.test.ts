import assert from 'node:assert/strict';
import type { Analyser } from '../../../src/guarantees/analyse';
import type { Analysis } from '../../../src/guarantees/analysis';
import { DocumentAnalyses, type LintDocument } from '../../../src/lint/documentAnalyses';
import { sampleAnalysis } from './sampleAnalysis';

describe('DocumentAnalyses', () => {
  /** Records what is asked of it; its analyses are told apart by their notice. */
  function setUp() {
    const calls: string[] = [];
    const answer = (call: string): Analysis => {
      calls.push(call);
      return sampleAnalysis({ notice: call });
    };
    const analyser: Analyser = {
      reads: (path) => path.endsWith('.properties'),
      prepare: () => Promise.resolve(),
      analyse: ({ text }, options) => {
        const project = options?.clientVersions?.java;
        return answer(`analyse ${text} ${options?.javaClientVersion}${project ? ` by ${project.version}` : ''}`);
      },
      update: (previous, { text }, changes) =>
        answer(
          `update ${text} by ${changes.map((one) => `${one.span.start}-${one.span.end}:${one.newText}`)} after ${previous.notice}`,
        ),
      release: (analysis) => void calls.push(`release ${analysis.notice}`),
      hover: () => undefined,
      complete: () => [],
      dispose: () => void calls.push('dispose'),
    };
    const options = { javaClientVersion: '4.0' };
    return { calls, options, analyses: new DocumentAnalyses(analyser, () => ({ ...options })) };
  }

  const document = (version: number, text: string, path = '/a.properties'): LintDocument => ({
    uri: { path, toString: () => `file://${path}` },
    languageId: 'properties',
    version,
    getText: () => text,
  });
  const typed = (at: number, newText: string) => ({ span: { start: at, end: at }, newText });

  it('analyses a version once and keeps the very same answer', () => {
    const { calls, analyses } = setUp();
    assert.equal(analyses.of(document(1, 'a')), analyses.of(document(1, 'a')));
    assert.deepEqual(calls, ['analyse a 4.0']);
  });

  it("analyses again when the versions of the document's project are others", () => {
    const { calls, analyses } = setUp();
    const old = { java: { version: '2.8', from: 'pom.xml' } };
    analyses.of(document(1, 'a'), old);
    analyses.of(document(1, 'a'), old);
    analyses.of(document(1, 'a'), { java: { version: '3.9', from: 'pom.xml' } });
    assert.deepEqual(calls, ['analyse a 4.0 by 2.8', 'release analyse a 4.0 by 2.8', 'analyse a 4.0 by 3.9']);
  });

  it('analyses again when the files that it is read together with are others', () => {
    const { calls, analyses } = setUp();
    const near = [{ name: 'application.yml', text: '' }];
    analyses.of(document(1, 'a'), undefined, near);
    analyses.of(document(1, 'a'), undefined, near);
    analyses.of(document(1, 'a'), undefined, []);
    assert.deepEqual(calls, ['analyse a 4.0', 'release analyse a 4.0', 'analyse a 4.0']);
  });

  it('updates by all changes since', () => {
    const { calls, analyses } = setUp();
    analyses.of(document(1, 'a'));
    analyses.changed(document(2, 'ab'), [typed(1, 'b')]);
    analyses.changed(document(3, 'abc'), [typed(2, 'c')]);
    analyses.of(document(3, 'abc'));
    assert.deepEqual(calls.slice(1), ['update abc by 1-1:b,2-2:c after analyse a 4.0']);
  });

  it('reads the whole text when a version was missed', () => {
    const { calls, analyses } = setUp();
    analyses.of(document(1, 'a'));
    analyses.changed(document(2, 'ab'), [typed(1, 'b')]);
    analyses.of(document(3, 'a\r\nb'));
    assert.deepEqual(calls.slice(1), ['release analyse a 4.0', 'analyse a\r\nb 4.0']);
  });

  it('reads the whole text after a change of settings', () => {
    const { calls, analyses, options } = setUp();
    analyses.of(document(1, 'a'));
    options.javaClientVersion = '3.6';
    analyses.settingsChanged();
    analyses.of(document(1, 'a'));
    assert.deepEqual(calls.slice(1), ['release analyse a 4.0', 'analyse a 3.6']);
  });

  it('frees what is closed, and the rest in the end', () => {
    const { calls, analyses } = setUp();
    analyses.of(document(1, 'a'));
    analyses.of(document(1, 'b', '/b.properties'));
    analyses.closed(document(1, 'a'));
    analyses.dispose();
    assert.deepEqual(calls.slice(2), ['release analyse a 4.0', 'release analyse b 4.0', 'dispose']);
  });

  it('leaves other files alone', () => {
    const { calls, analyses } = setUp();
    assert.equal(analyses.of(document(1, 'a', '/a.txt')), undefined);
    assert.deepEqual(calls, []);
  });
});
