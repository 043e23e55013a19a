import { surfaceOf } from '../../../src/config/surfaces';

/** All of them, so that a new one without texts to fix is noticed. */
export const surfaceNames: readonly string[] = [
  'code cpp',
  'code csharp',
  'code go',
  'code groovy',
  'code java',
  'code kotlin',
  'code php',
  'code python',
  'code ruby',
  'code rust',
  'code scala',
  'code tsx',
  'code typescript',
  'properties',
  'shell batch',
  'shell dockerfile',
  'shell makefile',
  'shell markdown',
  'shell powershell',
  'shell script',
  'spelled clojure',
  'spelled elixir',
  'spelled erlang',
  'spelled fsharp',
  'spelled lua',
  'sql',
  'structured conf',
  'structured env',
  'structured hcl',
  'structured json',
  'structured toml',
  'structured yaml',
  'xml',
];

/** Which reader a file goes to, in a word or two. */
export function surfaceName(path: string): string {
  const surface = surfaceOf(path);
  switch (surface?.kind) {
    case 'code':
    case 'spelled':
      return `${surface.kind} ${surface.language}`;
    case 'shell':
      return `shell ${surface.container}`;
    case 'structured':
      return `structured ${surface.format}`;
    default:
      return surface?.kind ?? 'none';
  }
}
