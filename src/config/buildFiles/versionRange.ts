import { unbounded, type VersionRange } from './buildFile';

/** `2.8.1`, `v1.43.0`, `3.5.0.redhat-00001`, `2.7.18.RELEASE`. Undefined for placeholders and words. */
export function exactVersion(written: string): VersionRange | undefined {
  const match = /^[v=]?\s*(\d{1,5}(?:\.\d{1,6}){0,3})(?:[.+-](?:RELEASE|Final|GA|redhat|incompatible)\b.*)?$/.exec(
    written.trim(),
  );
  return match?.[1] === undefined ? undefined : { from: match[1] };
}

/** Maven and Gradle: `2.8.1`, `[2.8.1]`, `[2.8,3.0)`, `2.+`. NuGet writes the same and `2.*`. */
export function mavenRange(written: string): VersionRange | undefined {
  const text = written.trim();
  const interval = /^\[\s*([\d.]+)\s*(?:(,)\s*([\d.]*)\s*)?([\])[])$/.exec(text);
  if (interval?.[1] !== undefined) {
    if (interval[2] === undefined) return { from: interval[1] };
    const [, from, , to, end] = interval;
    if (!to) return { from, below: unbounded };
    return { from, below: end === ']' ? after(to) : to };
  }
  const floating = /^((?:\d+\.)+)[+*]$/.exec(text)?.[1];
  return floating === undefined ? exactVersion(text) : inside(floating.slice(0, -1));
}

/** npm, Cargo, Composer and Poetry: `^2.2.4`, `~2.2`, `2.x`, `>=2.0 <3`. `bare` is what a plain version means there. */
export function semverRange(written: string, bare: 'exact' | 'caret' = 'exact'): VersionRange | undefined {
  const text = written.trim();
  const [, sign, version] = /^(\^|~)?\s*v?(\d+(?:\.\d+){0,2})$/.exec(text) ?? [];
  if (version !== undefined) {
    if (sign === '^' || (sign === undefined && bare === 'caret')) return caret(version);
    if (sign === '~') return inside(version.split('.').slice(0, 2).join('.'), version);
    // npm reads `2` as 2.x.
    return version.split('.').length < 3 ? inside(version) : { from: version };
  }
  const any = /^((?:\d+\.)+)[x*]$/i.exec(text)?.[1];
  if (any !== undefined) return inside(any.slice(0, -1));
  return comparisons(text.split(/\s*,\s*|\s+(?=[<>=^~!])/));
}

/** Python (PEP 440): `==2.0.2`, `==2.0.*`, `~=2.0.2`, `>=2.0,<3`. */
export function pythonRange(written: string): VersionRange | undefined {
  const text = written.trim();
  const compatible = /^~=\s*(\d+(?:\.\d+)+)$/.exec(text)?.[1];
  if (compatible !== undefined) return inside(compatible.split('.').slice(0, -1).join('.'), compatible);
  const any = /^==\s*((?:\d+\.)+)\*$/.exec(text)?.[1];
  if (any !== undefined) return inside(any.slice(0, -1));
  return comparisons(text.split(','));
}

function comparisons(parts: readonly string[]): VersionRange | undefined {
  let from: string | undefined;
  let below: string | undefined;
  for (const part of parts) {
    const [, sign, version] = /^\s*(===?|>=|<=|<|=)\s*v?(\d+(?:\.\d+){0,3})\s*$/.exec(part) ?? [];
    if (version === undefined) return undefined;
    if (sign?.startsWith('=')) return { from: version };
    if (sign === '>=') from = version;
    else below = sign === '<' ? version : after(version);
  }
  return from === undefined ? undefined : { from, below: below ?? unbounded };
}

/** Everything that begins with a prefix. */
const inside = (prefix: string, from = prefix): VersionRange => {
  const parts = prefix.split('.').map(Number);
  return { from, below: [...parts.slice(0, -1), (parts[parts.length - 1] ?? 0) + 1].join('.') };
};

/** Up to the next change of the first number that is not 0. */
function caret(version: string): VersionRange {
  const parts = version.split('.');
  const at = parts.findIndex((part) => Number(part) > 0);
  return inside(parts.slice(0, at < 0 ? parts.length : at + 1).join('.'), version);
}

const after = (version: string): string => `${version}.0.0.1`;
