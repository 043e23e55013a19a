import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import type { Analyser } from '../guarantees/analyse';
import { registerCommand } from '../host/command';
import type { ExplainRequest, PreparedEdit } from '../host/commandTable';
import type { Log } from '../host/log';
import { toRange, toWorkspaceEdit } from '../host/text';
import { Completions } from './completions';
import { explainRule } from './explainRule';
import { explanation } from './explanation';
import { ExplanationPages } from './explanationPages';
import { judgedUnits } from './fileVerdict';
import { FixAllAction } from './fixAllAction';
import { worstFirst } from './lensesOf';
import { Lint } from './lint';
import { lintedDocuments } from './lintedDocuments';
import { QuickFixes } from './quickFixes';

export interface LintServices {
  /** Called once, when the first text asks for it. */
  readonly loadAnalyser: () => Promise<Analyser>;
  readonly log: Log;
}

/** What other features may ask, through extension.ts. */
export interface LintAccess
  extends Pick<Lint, 'analyse' | 'reader' | 'onDidPublish' | 'onDidChangeVersions' | 'onDidChangeNeighbours'> {
  /** The documents that are linted. */
  readonly selector: vscode.DocumentSelector;
}

export function registerLint(services: LintServices): Disposable & LintAccess {
  const owned = new DisposableStore();
  const lint = owned.add(new Lint(services.loadAnalyser, services.log));
  const pages = owned.add(new ExplanationPages());
  const { languages } = vscode;
  const selector = [...lintedDocuments];
  const fixes = new QuickFixes(lint.diagnostics, (document, origin) => lint.insertion(document, origin));
  owned.add(languages.registerCodeActionsProvider(selector, fixes, { providedCodeActionKinds: QuickFixes.kinds }));
  owned.add(languages.registerCodeLensProvider(selector, lint.codeLenses));
  owned.add(
    languages.registerHoverProvider(selector, {
      async provideHover(document, position) {
        const version = document.version;
        const hover = await lint.hover(document, document.offsetAt(position));
        if (!hover || document.version !== version) return undefined;
        return new vscode.Hover(new vscode.MarkdownString(hover.markdown), toRange(document, hover.span));
      },
    }),
  );
  const all = new FixAllAction((document) => lint.fixAll(document));
  owned.add(languages.registerCodeActionsProvider(selector, all, { providedCodeActionKinds: FixAllAction.kinds }));
  const completions = new Completions((document, offset) => lint.complete(document, offset));
  owned.add(languages.registerCompletionItemProvider(selector, completions, ...Completions.triggers));
  owned.add(registerCommand('acklens.applyFix', (edit) => edit && applyFix(edit)));
  owned.add(registerCommand('acklens.explain', (request) => explain(lint, pages, request)));
  owned.add(registerCommand('acklens.explainRule', (rule) => explainRule(pages, rule)));
  owned.add(registerCommand('acklens.showVerdict', () => showVerdict(lint)));
  owned.add(registerCommand('acklens.openSample', openSample));
  return {
    analyse: (document) => lint.analyse(document),
    reader: () => lint.reader(),
    selector,
    onDidPublish: lint.onDidPublish,
    onDidChangeVersions: lint.onDidChangeVersions,
    onDidChangeNeighbours: lint.onDidChangeNeighbours,
    dispose: () => owned.dispose(),
  };
}

/** For first steps: text of its own, so that it needs no workspace and changes no file. */
async function openSample(): Promise<void> {
  const content = [
    '# A producer of page views, written in a hurry.',
    'bootstrap.servers=localhost:9092',
    'key.serializer=org.apache.kafka.common.serialization.StringSerializer',
    'value.serializer=org.apache.kafka.common.serialization.StringSerializer',
    '# Fast, but is every view counted?',
    'acks=0',
    '',
  ].join('\n');
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'properties', content }));
}

async function applyFix(prepared: PreparedEdit): Promise<void> {
  const document = openDocument(prepared.uri);
  if (document?.version === prepared.version) {
    await vscode.workspace.applyEdit(toWorkspaceEdit(document, prepared.edits));
  } else {
    vscode.window.setStatusBarMessage('AckLens: the text has changed meanwhile, please choose the fix again.', 5_000);
  }
}

async function explain(lint: Lint, pages: ExplanationPages, request: ExplainRequest | undefined): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const document = request ? openDocument(request.uri) : editor?.document;
  const analysis = document && (await lint.analyse(document));
  if (!document || !analysis) return;
  const offset = request?.offset ?? document.offsetAt(editor?.selection.active ?? new vscode.Position(0, 0));
  const candidates = analysis.findings.filter((one) => request === undefined || one.rule === request.rule);
  // The nearest one: an edit elsewhere since the click has moved it a little.
  const [finding] = [...candidates].sort((a, b) => Math.abs(a.span.start - offset) - Math.abs(b.span.start - offset));
  if (!finding) {
    vscode.window.setStatusBarMessage('AckLens has nothing to say about this text.', 5_000);
    return;
  }
  const others = analysis.findings.filter((one) => request?.unit !== undefined && one.unitId === request.unit);
  const findings = others.includes(finding) ? worstFirst(others) : [finding];
  await pages.show(finding.rule, explanation(analysis, findings, document.getText()));
}

async function showVerdict(lint: Lint): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const analysis = editor && (await lint.analyse(editor.document));
  if (!editor || !analysis) return;
  const items = judgedUnits(analysis).map(({ unit, verdict }) => ({
    label: verdict.text,
    detail: `Line ${editor.document.positionAt(unit.anchor.start).line + 1}, ${unit.label}. ${verdict.reasons.join(' ')}`,
    unit,
  }));
  if (items.length === 0) {
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    return;
  }
  const pick = await vscode.window.showQuickPick(items, { placeHolder: 'What the settings in this file promise' });
  if (!pick) return;
  const range = toRange(editor.document, pick.unit.anchor);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}
