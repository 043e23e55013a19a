import * as vscode from 'vscode';
import type { UnitTargets } from '../config/targets/unitTargets';
import type { ConsumerCommand } from '../config/unit';
import type { Analysis } from '../guarantees/analysis';
import { clickOn } from '../host/command';
import type { TailRequest } from '../host/commandTable';
import { lensTitle } from '../host/lensTitle';
import { readSetting } from '../host/settings';
import { serversIn, tailOfTopics } from '../host/tailOfTopics';
import { toRange } from '../host/text';
import { type Lens, lensesOf } from './lensesOf';

export class CodeLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly analyse: (document: vscode.TextDocument) => Promise<Analysis | undefined>;
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changes.event;

  constructor(analyse: (document: vscode.TextDocument) => Promise<Analysis | undefined>) {
    this.analyse = analyse;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!readSetting('acklens.codeLens.enabled', document)) return [];
    const version = document.version;
    const analysis = await this.analyse(document);
    if (!analysis || document.version !== version) return [];
    const targets = await targetsOf(document, analysis);
    if (document.version !== version) return [];
    return lensesOf(analysis, targets).map(
      (lens) => new vscode.CodeLens(toRange(document, lens.anchor), toCommand(document, version, lens)),
    );
  }

  /** Something else than the text changed: settings, or the analyser has arrived. */
  redraw(): void {
    this.changes.fire();
  }

  dispose(): void {
    this.changes.dispose();
  }
}

/** Of texts with producers; others name no topic that is written to. */
async function targetsOf(
  document: vscode.TextDocument,
  analysis: Analysis,
): Promise<ReadonlyMap<string, UnitTargets> | undefined> {
  if (!analysis.units.some(({ verdict }) => verdict !== undefined)) return undefined;
  const { unitTargets } = await import('../config/targets/unitTargets');
  const units = analysis.units.map(({ unit }) => unit);
  return unitTargets(document.getText(), { units, bootstrapServers: analysis.bootstrapServers });
}

function toCommand(document: vscode.TextDocument, version: number, lens: Lens): vscode.Command {
  const uri = document.uri.toString();
  switch (lens.kind) {
    case 'verdict':
      return clickOn(lens.text, 'acklens.showVerdict', [], lens.reasons.join('\n'));
    case 'fix':
      return clickOn(
        lens.fix.title,
        'acklens.applyFix',
        [{ uri, version, edits: lens.fix.edits }],
        lens.finding.message,
      );
    case 'explain': {
      const { rule, span, message } = lens.finding;
      return clickOn(
        'Explain',
        'acklens.explain',
        [{ uri, version, offset: span.start, rule, unit: lens.unit }],
        message,
      );
    }
    case 'settings': {
      const line = document.positionAt(lens.anchor.start).line + 1;
      return clickOn(
        'Open settings',
        'acklens.openSettings',
        [{ uri, unit: lens.unit, line }],
        'Show these settings on the ladder of guarantees',
      );
    }
    case 'tail':
      return clickOn(
        lensTitle('play', 'Tail here'),
        'acklens.tailTopic',
        [tailRequest(lens.command)],
        `Read ${lens.command.topic} as this command would, without joining a group`,
      );
    case 'tailUnit':
      return clickOn(
        lens.topics.length === 1 ? lensTitle('play', 'Tail this topic') : lensTitle('play', 'Tail these topics'),
        'acklens.tailTopic',
        [tailOfTopics(lens.topics, lens.servers)],
        `Read ${lens.topics.join(', ')}, without joining a group`,
      );
    case 'connect':
      return clickOn(
        lensTitle('plug', 'Connect'),
        'acklens.addConnection',
        [{ bootstrapServers: serversIn(lens.servers) }],
        `Add ${lens.servers} to the tree of clusters`,
      );
  }
}

function tailRequest(command: ConsumerCommand): TailRequest {
  return {
    topic: command.topic,
    start:
      typeof command.start === 'string'
        ? { kind: command.start }
        : { kind: 'offset', offset: command.start.offset, partition: command.start.partition },
    ...(command.bootstrapServers === undefined ? {} : { bootstrapServers: serversIn(command.bootstrapServers) }),
    ...(command.maxMessages === undefined ? {} : { maxMessages: command.maxMessages }),
  };
}
