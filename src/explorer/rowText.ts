import type { Node } from './node';
import { render } from './render';
import type { LoadState } from './renderedRow';

/** A row as "Copy row as text" copies it: what the eye sees, in one line. */
export function rowText(node: Node, load: LoadState): string {
  const { label, description } = render(node, load);
  return [label, description]
    .filter(Boolean)
    .join(' · ')
    .replace(/\s*\n\s*/g, ' ');
}
