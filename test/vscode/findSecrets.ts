import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { spellings } from './spellings';

/**
 * Where values that must be written nowhere stand all the same: in files below the folders, and in what the page keeps
 * (VS Code in the browser has its global state in IndexedDB).
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
  const kept = await page.evaluate(async () => {
    const entries: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    // Callbacks in place: a function with a name is compiled to something that the page does not have.
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name ?? '');
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error));
      });
      for (const store of database.objectStoreNames) {
        const all = await new Promise<unknown[]>((resolve, reject) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.addEventListener('success', () => resolve(request.result));
          request.addEventListener('error', () => reject(request.error));
        });
        entries.push(JSON.stringify(all));
      }
      database.close();
    }
    return entries;
  });
  for (const [at, content] of kept.entries()) search(`the page's storage ${at}`, content);
  // A search that finds nothing at all would prove nothing.
  if (!kept.some((content) => content.includes('acklens')))
    places.push('The page keeps nothing of AckLens: look elsewhere.');
  return places;
}
