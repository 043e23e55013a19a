import { globToRegExp } from './globToRegExp';

/** Whether glob patterns leave out a path, relative and with forward slashes: each counts for all that is below too. */
export function globExcludes(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap((glob) => [globToRegExp(glob), globToRegExp(`${glob.replace(/\/+$/, '')}/**`)]);
  return (path) => patterns.some((pattern) => pattern.test(path));
}
