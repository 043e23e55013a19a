import { equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateAckLens, openFile, ruleOf, waitForFindings } from '../workspace';

const pom =
  '<project><dependencies><dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-clients</artifactId><version>2.8.1</version></dependency></dependencies></project>\n';

/** Clients whose default waits for the leader only; `^` marks where the quick fix writes. */
const cases: readonly (readonly [name: string, marked: string, written: string])[] = [
  [
    'missing/orders.go',
    'package orders\n\nimport "github.com/IBM/sarama"\n\nfunc open() {\n\tconfig := sarama.NewConfig() // new\n^\tsarama.NewSyncProducer(nil, config)\n}\n',
    '\tconfig.Producer.RequiredAcks = sarama.WaitForAll\n',
  ],
  [
    'missing/Orders.java',
    'import com.google.common.collect.ImmutableMap;\nimport org.apache.kafka.clients.producer.*;\n\nclass Orders {\n  Producer<String, String> producer = new KafkaProducer<>(ImmutableMap.<String, Object>builder()\n      .put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "b:9092")\n      .put(ProducerConfig.LINGER_MS_CONFIG, 5)^\n      .build());\n}\n',
    '\n      .put(ProducerConfig.ACKS_CONFIG, "all")',
  ],
];

describe('the quick fix of a missing acks', () => {
  const folder = (): vscode.Uri =>
    vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[0]?.uri ?? fail(), 'missing');
  const fail = (): never => {
    throw new Error('The test needs a workspace.');
  };
  before(async () => {
    await activateAckLens();
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), 'pom.xml'), new TextEncoder().encode(pom));
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder(), { recursive: true });
  });

  for (const [name, marked, written] of cases) {
    it(`writes it in the manner of the place: ${name}`, async () => {
      const { document } = await openFile(name, marked.replace('^', ''));
      const findings = await waitForFindings(document, (rules) => rules.includes('unsafe-client-default'));
      const range = findings.find((one) => ruleOf(one) === 'unsafe-client-default')?.range;
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
      );
      const action = actions.find(({ title }) => title === 'Set acks=all');
      equal(action?.isPreferred, true);
      await vscode.workspace.applyEdit(action?.edit ?? new vscode.WorkspaceEdit());
      equal(document.getText(), marked.replace('^', written));
      await waitForFindings(document, (rules) => !rules.includes('unsafe-client-default'));
      await document.save();
    });
  }
});
