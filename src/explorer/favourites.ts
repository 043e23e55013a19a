import type * as vscode from 'vscode';

const storageKey = 'acklens.favouriteTopics';

/** The topics that a user wants to see first, by connection; kept by VS Code. */
export class Favourites {
  private readonly memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.memento = memento;
  }

  of(connection: string): ReadonlySet<string> {
    return new Set(this.stored()[connection]);
  }

  async set(connection: string, topics: readonly string[], isFavourite: boolean): Promise<void> {
    const now = new Set(this.of(connection));
    for (const topic of topics) {
      if (isFavourite) now.add(topic);
      else now.delete(topic);
    }
    await this.memento.update(storageKey, { ...this.stored(), [connection]: [...now].sort() });
  }

  private stored(): Readonly<Record<string, readonly string[]>> {
    return this.memento.get<Readonly<Record<string, readonly string[]>>>(storageKey, {});
  }
}
