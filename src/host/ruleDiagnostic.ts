import * as vscode from 'vscode';
import { commandUri } from './command';

export interface RuleFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
}

/** What a rule has found, as one of VS Code's problems: the rule's name behind it opens the page of the rule. */
export function ruleDiagnostic(
  range: vscode.Range,
  { rule, severity, message }: RuleFinding,
  source: string,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, message, severities[severity]);
  diagnostic.source = source;
  diagnostic.code = { value: rule, target: commandUri('acklens.explainRule', [rule]) };
  return diagnostic;
}

const severities: Readonly<Record<RuleFinding['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};
