import type { Tone } from './markLook';

/** Colours of the theme in force, for what is drawn on a canvas. */
export interface ThemeColours {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly background: string;
  readonly focus: string;
  tone(tone: Tone): string;
}

export function readThemeColours(): ThemeColours {
  const style = getComputedStyle(document.body);
  const of = (name: string): string => style.getPropertyValue(name).trim() || style.color;
  return {
    text: style.color,
    muted: of('--vscode-descriptionForeground'),
    line: of('--line'),
    background: of('--vscode-editor-background'),
    focus: of('--vscode-focusBorder'),
    tone: (tone) => of(`--tone-${tone}`),
  };
}

/** VS Code changes the theme of a page by its root's style and its body's class. */
export function onThemeChange(run: () => void): void {
  const observer = new MutationObserver(run);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
