import type * as vscode from 'vscode';

export const lintedLanguages = [
  'properties',
  'shellscript',
  'dockerfile',
  'makefile',
  'markdown',
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'java',
  'kotlin',
  'scala',
  'groovy',
  'python',
  'go',
  'csharp',
  'rust',
  'ruby',
  'php',
  'c',
  'cpp',
] as const;

/** Files and new texts; not the old side of a diff, not output channels. */
const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-remote'];

export const lintedDocuments: readonly vscode.DocumentFilter[] = schemes.flatMap((scheme) =>
  lintedLanguages.map((language) => ({ scheme, language })),
);

const code: ReadonlySet<string> = new Set([
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'java',
  'kotlin',
  'scala',
  'groovy',
  'python',
  'go',
  'csharp',
  'rust',
  'ruby',
  'php',
  'c',
  'cpp',
]);

/**
 * False for texts that cannot hold a Kafka client, so that a project without Kafka never pays for the grammars: code is
 * read for Kafka's clients only, and every use of one names Kafka, or sarama, somewhere.
 */
export function mayConcernKafka(document: Pick<vscode.TextDocument, 'languageId' | 'getText'>): boolean {
  return !code.has(document.languageId) || /kafka|sarama|kgo/i.test(document.getText());
}

export function isLinted(document: Pick<vscode.TextDocument, 'languageId' | 'uri'>): boolean {
  return schemes.includes(document.uri.scheme) && (lintedLanguages as readonly string[]).includes(document.languageId);
}
