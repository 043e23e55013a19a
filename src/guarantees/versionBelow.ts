/** Compares dotted versions by number: `2.10` is not below `2.9`. */
export function versionBelow(version: string, limit: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, wanted] of limit.split('.').map(Number).entries()) {
    const have = parts[index] ?? 0;
    if (have !== wanted) return have < wanted;
  }
  return false;
}
