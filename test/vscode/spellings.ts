/**
 * The ways in which a secret may stand somewhere: as it is, as a URL or JSON writes it, and within base64 of something longer,
 * which has three alignments.
 */
export function spellings(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const within = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]).toString('base64');
    // The first and the last characters depend on the neighbours.
    return text.slice(shift === 0 ? 0 : 4, Math.floor(((shift + Buffer.byteLength(secret)) * 8) / 24) * 4);
  });
  return [...new Set([secret, encodeURIComponent(secret), json, ...within])];
}
