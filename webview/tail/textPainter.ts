import type { TextRun } from './jsonRuns';

/** How many of the tones of a run are drawn: on a selection the theme's own colour must stay. */
export type Paint = 'all' | 'selected';

const layers = ['name', 'string', 'number', 'word', 'found', 'found-selected', 'chosen'] as const;
type Layer = (typeof layers)[number];

/** Nothing but a colour that helps the eye. */
const syntax: ReadonlySet<Layer> = new Set(['name', 'string', 'number', 'word']);

/**
 * Colours stretches of text nodes by the CSS Custom Highlight API: no elements, no markup, so that a payload stays one
 * text and a row stays cheap. What a node shows is forgotten when it is painted anew.
 */
export class TextPainter {
  private readonly highlights: Readonly<Record<Layer, Highlight>>;
  private readonly painted = new WeakMap<Text, readonly (readonly [Layer, StaticRange])[]>();

  constructor(registry: HighlightRegistry) {
    const made = layers.map((layer) => [layer, new Highlight()] as const);
    for (const [layer, highlight] of made) if (layer.startsWith('found')) highlight.priority = 1;
    // The system's own colours would turn each coloured stretch into a selected one.
    const forced = matchMedia('(forced-colors: active)');
    const register = (): void => {
      for (const [layer, highlight] of made)
        if (forced.matches && syntax.has(layer)) registry.delete(`tail-${layer}`);
        else registry.set(`tail-${layer}`, highlight);
    };
    register();
    forced.addEventListener('change', register);
    this.highlights = Object.fromEntries(made) as Record<Layer, Highlight>;
  }

  paint(node: Text, runs: readonly TextRun[], how: Paint): void {
    const before = this.painted.get(node);
    if (before) {
      for (const [layer, range] of before) this.highlights[layer].delete(range);
      this.painted.delete(node);
    }
    if (runs.length === 0) return;
    const painted: (readonly [Layer, StaticRange])[] = [];
    for (const { start, end, tone } of runs) {
      const layer = how === 'all' ? tone : tone === 'found' ? 'found-selected' : undefined;
      if (layer === undefined) continue;
      const range = new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end });
      this.highlights[layer].add(range);
      painted.push([layer, range]);
    }
    this.painted.set(node, painted);
  }
  /** The one stretch that the user points at, in place of the one before. */
  chosen(node: Text, start: number, end: number): Range {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    this.highlights.chosen.clear();
    this.highlights.chosen.add(range);
    return range;
  }
}
