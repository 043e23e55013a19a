/**
 * What a test in the extension host asks of the browser around it: the extension host sees neither pixels nor the
 * DOM of a webview. Under @vscode/test-electron nobody is outside: ask `isOutsideThere` and `this.skip()`.
 */
export interface OutsideRequest {
  readonly action:
    | 'screenshot'
    | 'click'
    | 'text'
    | 'texts'
    | 'entered'
    | 'html'
    | 'count'
    | 'press'
    | 'type'
    | 'stored';
  /** A Playwright selector: CSS, `text=...`, `role=button[name="Freeze"]`. For all but the keyboard. */
  readonly selector?: string;
  /** True looks in the webviews instead of the workbench. */
  readonly webview?: boolean;
  /** The name of the picture, the key such as `Control+End`, the text to type or to look for. */
  readonly value?: string;
}

export interface OutsideAnswer {
  readonly value?: string | number;
  readonly error?: string;
}

export const isOutsideThere = (): boolean => process.env.ACKLENS_TEST_OUTSIDE !== undefined;

/** Takes a picture of the window into test/out/editor/<version>/<name>.png; does nothing when nobody is outside. */
export async function screenshot(name: string): Promise<void> {
  if (isOutsideThere()) await ask({ action: 'screenshot', value: name });
}

/** Waits until the element is there and visible, then clicks it. */
export async function click(selector: string, where: { readonly webview?: boolean } = {}): Promise<void> {
  await ask({ action: 'click', selector, ...where });
}

/** Waits until the element is there; its text, hidden parts included. */
export async function text(selector: string, where: { readonly webview?: boolean } = {}): Promise<string> {
  return String(await ask({ action: 'text', selector, ...where }));
}

/** The texts of all elements that match now, in all frames asked about. */
export async function texts(selector: string, where: { readonly webview?: boolean } = {}): Promise<readonly string[]> {
  return JSON.parse(String(await ask({ action: 'texts', selector, ...where }))) as string[];
}

/** Waits until the field is there; what is typed into it. */
export async function entered(selector: string, where: { readonly webview?: boolean } = {}): Promise<string> {
  return String(await ask({ action: 'entered', selector, ...where }));
}

/**
 * Replaces what stands in VS Code's input box, which has the focus a moment after it is there and loses what is typed
 * before: waits for both, and types again what was lost.
 */
export async function fillBox(value: string): Promise<void> {
  const box = '.quick-input-widget .quick-input-box input';
  for (let attempt = 0; attempt < 50; attempt++) {
    if ((await count(`${box}:focus`)) > 0) {
      await press('Control+A');
      if (value === '') await press('Delete');
      else await type(value);
      if ((await entered(box)) === value) return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`VS Code's input box did not take ${JSON.stringify(value)}.`);
}

/** All that stands in the markup of the workbench or of all webviews now. */
export async function html(where: { readonly webview?: boolean } = {}): Promise<string> {
  return String(await ask({ action: 'html', ...where }));
}

/** How many elements match now, in all frames asked about; waits for none. */
export async function count(selector: string, where: { readonly webview?: boolean } = {}): Promise<number> {
  return Number(await ask({ action: 'count', selector, ...where }));
}

/**
 * Waits until nothing matches any more. A page outlives its panel for a moment, in which it would take the click that is
 * meant for the next page of its kind.
 */
export async function gone(selector: string, where: { readonly webview?: boolean } = {}): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if ((await count(selector, where)) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${selector} is still there.`);
}

/** Presses a key or a chord such as `Control+End` where the focus is. */
export async function press(key: string): Promise<void> {
  await ask({ action: 'press', value: key });
}

export async function type(value: string): Promise<void> {
  await ask({ action: 'type', value });
}

/** Whether VS Code has written this text to where it is after a reload; `text` has no backslash. */
export async function isStored(text: string): Promise<boolean> {
  return Number(await ask({ action: 'stored', value: text })) > 0;
}

async function ask(request: OutsideRequest): Promise<string | number | undefined> {
  const url = process.env.ACKLENS_TEST_OUTSIDE;
  if (url === undefined) throw new Error('Nobody is outside: skip this test unless isOutsideThere().');
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(request) });
  const answer = (await response.json()) as OutsideAnswer;
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.value;
}
