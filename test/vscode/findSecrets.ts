import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

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
    for (const value of values) if (content.includes(value)) places.push(`${value.slice(0, 4)}… in ${place}`);
  };
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const file = join(folder, name);
      if (statSync(file, { throwIfNoEntry: false })?.isFile()) search(file, readFileSync(file, 'latin1'));
    }
  }
  const kept = await page.evaluate(async () => {
    const entries: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    const ask = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name } of await indexedDB.databases()) {
      const database = await ask(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames)
        entries.push(JSON.stringify(await ask(database.transaction(store).objectStore(store).getAll())));
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
