/** Rows that go on moving are not sorted: that would cost each frame, for an order that nobody can read so fast. */
const REST_MS = 250;

/**
 * Rows are recycled, so that the first in the document may stand anywhere on the screen. Once they rest, they are put
 * into the order in which they stand: a screen reader reads the document.
 */
export class ReadingOrder {
  private readonly body: HTMLElement;
  private rows: readonly HTMLElement[] = [];
  /** Which of the rows is on top. */
  private top = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(body: HTMLElement) {
    this.body = body;
  }

  replace(rows: readonly HTMLElement[]): void {
    this.rows = rows;
    this.top = 0;
    clearTimeout(this.timer);
    this.body.replaceChildren(...rows);
  }

  want(top: number): void {
    if (top === this.top) return;
    this.top = top;
    this.sortLater();
  }

  private sortLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.sort(), REST_MS);
  }

  private sort(): void {
    // Moving a row would take away what the user has marked in it.
    const marked = getSelection();
    if (marked?.isCollapsed === false && this.body.contains(marked.anchorNode)) this.sortLater();
    else this.body.append(...this.rows.slice(this.top), ...this.rows.slice(0, this.top));
  }
}
