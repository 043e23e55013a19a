/** Does many small works a few milliseconds at a time, in the order in which they came, and lets the thread breathe in between. */
export class Slices {
  private readonly sliceMs: number;
  private waiting: (() => void)[] = [];
  private at = 0;

  constructor(sliceMs = 2) {
    this.sliceMs = sliceMs;
  }

  run<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.waiting.push(() => {
        try {
          resolve(work());
        } catch (error) {
          reject(error);
        }
      });
      if (this.waiting.length === 1) setImmediate(this.slice);
    });
  }

  private readonly slice = (): void => {
    const end = performance.now() + this.sliceMs;
    do {
      this.waiting[this.at]?.();
      this.at += 1;
    } while (this.at < this.waiting.length && performance.now() < end);
    if (this.at < this.waiting.length) setImmediate(this.slice);
    else {
      this.waiting = [];
      this.at = 0;
    }
  };
}
