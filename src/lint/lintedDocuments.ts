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
  'bat',
  'powershell',
  'java-properties',
  'spring-boot-properties',
  'spring-boot-properties-yaml',
  'yaml',
  'dockercompose',
  'helm',
  'json',
  'jsonc',
  'toml',
  'terraform',
  'hocon',
  'logstash',
  'dotenv',
  'elixir',
  'erlang',
  'lua',
  'fsharp',
  'clojure',
  'sql',
  'xml',
] as const;

/** Kinds of files that VS Code has no language for unless an extension brings one. */
const lintedFiles =
  /\.(?:toml|tf|hcl|hocon|conf|config|env|j2|jinja2?|erb|epp|tpl|tmpl|gotmpl|template|example|sample|dist|kts?|scala|sc|gvy|exs?|erl|hrl|clj[cs]?)$|(?:^|\/)\.env(?:\.[\w-]+)?$/i;
const lintedPatterns = [
  '**/*.{toml,tf,hcl,hocon,conf,config,env,j2,jinja,jinja2,erb,epp,tpl,tmpl,gotmpl,template,example,sample,dist,kt,kts,scala,sc,gvy,ex,exs,erl,hrl,clj,cljc,cljs}',
  '**/.env*',
];

/** Files and new texts; not the old side of a diff, not output channels. */
const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-remote'];

export const lintedDocuments: readonly vscode.DocumentFilter[] = schemes.flatMap((scheme) => [
  ...lintedLanguages.map((language) => ({ scheme, language })),
  ...lintedPatterns.map((pattern) => ({ scheme, pattern })),
]);

/** Texts of these languages are cheap to read and often too short to name Kafka. */
const alwaysRead: ReadonlySet<string> = new Set([
  'properties',
  'java-properties',
  'shellscript',
  'dockerfile',
  'makefile',
]);

/**
 * False for texts that cannot hold a Kafka client, so that a project without Kafka never pays for loading the readers:
 * every configuration and every use of a client names Kafka, one of its products or one of its unmistakable settings.
 */
export function mayConcernKafka(document: Pick<vscode.TextDocument, 'languageId' | 'getText'>): boolean {
  return (
    alwaysRead.has(document.languageId) ||
    /kafka|sarama|kgo|connector\.class|bootstrap[._-]?servers|mp[._]messaging|redpanda|insync/i.test(document.getText())
  );
}

export function isLinted({ languageId, uri }: Pick<vscode.TextDocument, 'languageId' | 'uri'>): boolean {
  if (!schemes.includes(uri.scheme)) return false;
  return (lintedLanguages as readonly string[]).includes(languageId) || lintedFiles.test(uri.path);
}
