/** A regular expression as a person types it; the `u` flag where the pattern needs it, as that flag forbids `\-` and the like. */
export function compilePattern(pattern: string, ignoreCase: boolean): RegExp {
  const unicode = /\\[pP]\{|\\u\{/.test(pattern) ? 'u' : '';
  return new RegExp(pattern, (ignoreCase ? 'i' : '') + unicode);
}
