import * as vscode from 'vscode';
import { contains } from '../base/span';
import { visibleText } from '../base/visibleText';
import { clickOn } from '../host/command';
import { lensTitle } from '../host/lensTitle';
import { readSetting } from '../host/settings';
import { toRange } from '../host/text';
import type { DocumentCheck } from './documentCheck';
import { meetingLine, topicSentence } from './meetingTexts';

/** A line above each unit that meets a cluster. */
export function lensesOf(document: vscode.TextDocument, check: DocumentCheck | undefined): vscode.CodeLens[] {
  if (!check || !readSetting('acklens.codeLens.enabled', document)) return [];
  return check.meetings.flatMap((meeting) => {
    const { unit } = meeting;
    const findings = check.findings.filter(({ unitId }) => unitId === unit.id);
    const line = meetingLine(meeting, findings);
    if (line === undefined) return [];
    const place = {
      uri: document.uri.toString(),
      unit: unit.id,
      line: document.positionAt(unit.anchor.start).line + 1,
    };
    const tooltip =
      findings.length === 0 ? 'What the cluster tells of it' : findings.map(({ message }) => message).join('\n');
    const title = lensTitle('server-environment', visibleText(line).replace(/\$\(/g, '$ ('));
    return [
      new vscode.CodeLens(toRange(document, unit.anchor), clickOn(title, 'acklens.openSettings', [place], tooltip)),
    ];
  });
}

/** Over a topic's name what the cluster tells of it; over a finding what is behind it, below its message. */
export function hoverOf(
  document: vscode.TextDocument,
  offset: number,
  check: DocumentCheck | undefined,
): vscode.Hover | undefined {
  if (!check) return undefined;
  const at = check.meetings
    .flatMap(({ connection, topics }) => topics.map((one) => ({ connection, ...one })))
    .find(({ named }) => contains(named.span, offset));
  const findings = check.findings.filter(({ span }) => contains(span, offset));
  const parts = [
    ...(at?.topic ? [plain(topicSentence(at.named.name, at.connection.name, at.topic))] : []),
    ...findings.map(({ rule, explanation, reference }) => `**${rule}** ${plain(explanation)} [Source](${reference})`),
  ];
  const span = at?.named.span ?? findings[0]?.span;
  if (!span || parts.length === 0) return undefined;
  return new vscode.Hover(new vscode.MarkdownString([...new Set(parts)].join('\n\n')), toRange(document, span));
}

/** Names come from files and from the cluster. */
const plain = (text: string): string => visibleText(text, 'block').replace(/[\\`*_[\]<>]/g, '\\$&');
