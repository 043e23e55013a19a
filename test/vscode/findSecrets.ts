import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readStorage } from './readStorage';
import { spellings } from './spellings';

/**
 * Where values that must be written nowhere stand all the same: in files below the folders, and in what the page keeps.
 */
export async function findSecrets(
  values: readonly string[],
  folders: readonly string[],
  page: Page,
): Promise<readonly string[]> {
  const places: string[] = [];
  const search = (place: string, content: string): void => {
    for (const value of values)
      if (spellings(value).some((spelling) => content.includes(spelling)))
        places.push(`${value.slice(0, 9)}… in ${place}`);
  };
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const file = join(folder, name);
      if (!statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
      const content = readFileSync(file, 'latin1');
      search(file, content);
    }
  }
  const kept = await readStorage(page);
  for (const [at, content] of kept.entries()) search(`the page's storage ${at}`, content);
  // A search that finds nothing at all would prove nothing.
  if (!kept.some((content) => content.includes('acklens')))
    places.push('The page keeps nothing of AckLens: look elsewhere.');
  return places;
}
