import type { Page } from 'playwright-core';

/** All that the page keeps, one text per store: VS Code in the browser has its state in IndexedDB. */
export function readStorage(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
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
}
