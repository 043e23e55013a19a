import { fail } from 'node:assert/strict';
import { click, count, texts } from './outside';
import { waitFor } from './workspace';

const rowOf = (label: string): string => `.monaco-list-row:has-text("${label}")`;

/** Waits until a row of a tree is drawn. Only what is in view is; a failure names the rows that are. */
export async function seeRow(label: string): Promise<void> {
  try {
    await waitFor(`a row ${label}`, async () => ((await count(rowOf(label))) > 0 ? true : undefined));
  } catch (error) {
    fail(`${(error as Error).message}; there are ${(await texts('.monaco-list-row')).join(' | ')}`);
  }
}

/** Waits for a row of a tree and opens it. A row that moves while it is being clicked leaves the click to another one. */
export async function openRow(label: string): Promise<void> {
  await seeRow(label);
  await toggled(rowOf(label), true);
}

/** Opens or closes a view of the side bar: what others left open takes the room of the rows. */
export async function showPane(title: string, isOpen: boolean): Promise<void> {
  await toggled(`.pane-header:has-text("${title}")`, isOpen);
}

async function toggled(selector: string, isOpen: boolean): Promise<void> {
  const wanted = `${selector}[aria-expanded="${isOpen}"]`;
  for (let attempt = 0; attempt < 3; attempt++) {
    if ((await count(wanted)) > 0) return;
    await click(selector);
    for (let wait = 0; wait < 60 && (await count(wanted)) === 0; wait++)
      await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if ((await count(wanted)) === 0) fail(`${selector} did not ${isOpen ? 'open' : 'close'}`);
}
