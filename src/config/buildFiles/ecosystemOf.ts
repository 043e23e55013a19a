import type { Ecosystem } from './buildFile';

/** The language of a code file decides which build files are about it. Undefined for configurations: any may be. */
export function ecosystemOf(path: string): Ecosystem | undefined {
  const extension = /\.([A-Za-z]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined;
}

const byExtension: Readonly<Record<string, Ecosystem>> = {
  java: 'jvm',
  kt: 'jvm',
  kts: 'jvm',
  scala: 'jvm',
  sc: 'jvm',
  groovy: 'jvm',
  py: 'python',
  pyw: 'python',
  ts: 'node',
  mts: 'node',
  cts: 'node',
  tsx: 'node',
  js: 'node',
  mjs: 'node',
  cjs: 'node',
  jsx: 'node',
  go: 'go',
  cs: 'dotnet',
  rs: 'rust',
  rb: 'ruby',
  php: 'php',
};
