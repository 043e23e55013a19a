/**
 * VS Code's glob patterns as a regular expression over a path with forward slashes, relative to its folder: `*` and `?`
 * inside a segment, `**` over segments, `{a,b}` and `[a-z]`. VS Code matches such patterns only when it searches files
 * itself; a single changed file has to be asked about here.
 */
export function globToRegExp(glob: string): RegExp {
  let source = '';
  let depth = 0;
  for (let at = 0; at < glob.length; at += 1) {
    const char = glob[at] ?? '';
    if (glob.startsWith('**/', at)) {
      source += '(?:[^/]+/)*';
      at += 2;
    } else if (glob.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '{') {
      source += '(?:';
      depth += 1;
    } else if (char === '}' && depth > 0) {
      source += ')';
      depth -= 1;
    } else if (char === ',' && depth > 0) source += '|';
    else if (char === '[') {
      const end = glob.indexOf(']', at + 2);
      if (end < 0) source += '\\[';
      else {
        source += `[${glob
          .slice(at + 1, end)
          .replace(/^[!^]/, '^')
          .replace(/[\\[]/g, '\\$&')}]`;
        at = end;
      }
    } else source += char.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }
  source += ')'.repeat(depth);
  try {
    return new RegExp(`^${source}$`);
  } catch {
    // A range such as [z-a] says nothing: the pattern matches nothing.
    return /(?!)/;
  }
}
