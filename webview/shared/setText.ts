/** Writes only what is another text: a screen reader says again what is written again. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
