import { deepEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateAckLens, openFile, waitForFindings } from '../workspace';

const pom = (version: string): string => `<project>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka-clients</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
</project>
`;

describe('client versions of the workspace', () => {
  before(activateAckLens);

  it('follow the nearest build file and its changes', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (!folder) throw new Error('The test needs a workspace.');
    const file = vscode.Uri.joinPath(folder, 'versions', 'pom.xml');
    const write = (version: string) => vscode.workspace.fs.writeFile(file, new TextEncoder().encode(pom(version)));
    try {
      await write('2.8.1');
      const { document } = await openFile('versions/producer.properties', 'bootstrap.servers=b:9092\nacks=1\n');
      const messages = () =>
        vscode.languages.getDiagnostics(document.uri).map(({ message }) => /switches/.test(message));
      await waitForFindings(document, (rules) => rules.includes('acks-leader-only'));
      deepEqual(messages(), [false]);
      await write('3.6.1');
      await waitForFindings(document, () => messages().includes(true));
      await vscode.workspace.fs.delete(file);
      await write('2.8.1');
      await waitForFindings(document, () => messages().includes(false));
    } finally {
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, 'versions'), { recursive: true });
    }
  });
});
