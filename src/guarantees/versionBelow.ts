/** Compares dotted versions by number: `2.10` is not below `2.9`. A part that is no number is below none. */
export function versionBelow(version: string, limit: string): boolean {
  let at = 0;
  for (let start = 0; start <= limit.length; ) {
    const end = partEnd(limit, start);
    const wanted = Number(limit.slice(start, end));
    const stop = partEnd(version, at);
    // A part that is not written is 0.
    const have = at > version.length ? 0 : Number(version.slice(at, stop));
    if (have !== wanted) return have < wanted;
    start = end + 1;
    at = stop + 1;
  }
  return false;
}

function partEnd(text: string, from: number): number {
  const dot = text.indexOf('.', from);
  return dot < 0 ? text.length : dot;
}
