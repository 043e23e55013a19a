/** The wider column, with what the narrower one held at its start. */
export function larger<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
