import type { Page } from 'playwright-core';

/** A text, or a line that is drawn around or beside something, and how far it stands out from what is behind it. */
export interface Contrast {
  readonly what: string;
  /** By WCAG 2.2, from 1 to 21. */
  readonly ratio: number;
}

/** The texts that `selector` finds against the colours behind them; tints are laid over what is below them. */
export const textContrasts = (page: Page, selector: string): Promise<readonly Contrast[]> =>
  contrasts(page, selector, ['color']);

/**
 * The texts in which a CSS highlight (`::highlight(name)`) colours something, as if it coloured all of them: against the
 * highlight's own background and what is below it.
 */
export const highlightContrasts = (page: Page, selector: string, name: string): Promise<readonly Contrast[]> =>
  contrasts(page, selector, ['color'], `::highlight(${name})`);

/** The borders that `selector` finds against what is around them. Those without a width are none. */
export const borderContrasts = (page: Page, selector: string): Promise<readonly Contrast[]> =>
  contrasts(page, selector, ['borderTopColor', 'borderRightColor', 'borderBottomColor', 'borderLeftColor']);

type Painted = 'color' | 'borderTopColor' | 'borderRightColor' | 'borderBottomColor' | 'borderLeftColor';

async function contrasts(
  page: Page,
  selector: string,
  properties: readonly Painted[],
  highlight = '',
): Promise<readonly Contrast[]> {
  const painted = await page.evaluate(
    ({ selector, properties, highlight }) => {
      const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
      const found: { what: string; behind: number[]; front: number[] }[] = [];
      for (const element of document.querySelectorAll<HTMLElement>(selector)) {
        if (!canvas || !element.checkVisibility()) continue;
        for (const [pseudo, property] of ['', '::before', '::after'].flatMap((one) =>
          properties.map((p) => [one, p] as const),
        )) {
          const isText = property === 'color';
          const style = getComputedStyle(element, pseudo);
          const side = property.replace('Color', 'Width') as 'borderTopWidth';
          if (isText ? pseudo || !element.textContent?.trim() : !(Number.parseFloat(style[side]) > 0)) continue;
          if (pseudo && (style.content === 'none' || style.display === 'none')) continue;
          // A border lies between the element and what is around it: the outside counts.
          const layers: string[] = [highlight ? getComputedStyle(element, highlight).color : style[property]];
          if (highlight) layers.push(getComputedStyle(element, highlight).backgroundColor);
          let opacity = 1;
          for (let at = isText || pseudo ? element : element.parentElement; at; at = at.parentElement) {
            layers.push(getComputedStyle(at).backgroundColor);
            opacity *= Number(getComputedStyle(at).opacity);
          }
          canvas.clearRect(0, 0, 1, 1);
          const pixels: number[][] = [];
          // From the page's background upwards; what is looked at comes last.
          for (const [i, colour] of layers.toReversed().entries()) {
            // A text that is let through a little; backgrounds that are so are not ours.
            canvas.globalAlpha = i === layers.length - 1 ? opacity : 1;
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            pixels.push([...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3));
          }
          const what = `${property} of ${element.localName}.${element.className}${pseudo} “${element.textContent?.trim().slice(0, 30)}”`;
          found.push({ what, behind: pixels.at(-2) ?? [], front: pixels.at(-1) ?? [] });
        }
      }
      return found;
    },
    { selector, properties, highlight },
  );
  return painted.map(({ what, behind, front }) => {
    const [dark = 0, bright = 0] = [luminance(behind), luminance(front)].sort((a, b) => a - b);
    return { what, ratio: (bright + 0.05) / (dark + 0.05) };
  });
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb
    .map((channel) => channel / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
