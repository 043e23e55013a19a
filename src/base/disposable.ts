/** Something that holds a resource until it is disposed. Disposing twice is harmless. */
export interface Disposable {
  dispose(): void;
}

/**
 * Owns disposables and releases them in reverse order of arrival. What is added after disposal is disposed at once,
 * so that a late answer of an asynchronous call cannot leak.
 */
export class DisposableStore implements Disposable {
  private readonly owned: Disposable[] = [];
  private disposed = false;

  get isDisposed(): boolean {
    return this.disposed;
  }

  add<T extends Disposable>(item: T): T {
    if (this.disposed) item.dispose();
    else this.owned.push(item);
    return item;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    for (const item of this.owned.splice(0).reverse()) item.dispose();
  }
}

/** Wraps a function so that it runs on the first `dispose()` only. */
export function toDisposable(release: () => void): Disposable {
  let pending = true;
  return {
    dispose() {
      if (!pending) return;
      pending = false;
      release();
    },
  };
}
