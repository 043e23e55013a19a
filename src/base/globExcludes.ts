import { globToRegExp } from './globToRegExp';

/** Whether glob patterns leave out a path, relative and with forward slashes: each counts for all that is below too. */
export function globExcludes(globs: readonly string[]): (path: string) => boolean {
  const names = new Set<string>();
  const patterns: RegExp[] = [];
  for (const glob of globs) {
    const name = anywhere.exec(glob)?.[1];
    if (name !== undefined) names.add(name);
    else patterns.push(globToRegExp(glob), globToRegExp(`${glob.replace(/\/+$/, '')}/**`));
  }
  return (path) => path.split('/').some((part) => names.has(part)) || patterns.some((pattern) => pattern.test(path));
}

/** Most are of this form, and a look-up takes a tenth of the time of two expressions for each of twenty names. */
const anywhere = /^\*\*\/([\w.-]+)$/;
