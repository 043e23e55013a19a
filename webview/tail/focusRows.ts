/**
 * Gives the rows the focus whenever the page gets it and nothing in it had asked for it: VS Code focuses the page's body,
 * where no ring shows that keys act on the rows, and where a screen reader reads the whole page.
 */
export function focusRows(rows: { focus(): void }): void {
  const enter = (): void => {
    // A frame later: Tab into the page and a click on a control come with the focus of the page, too.
    requestAnimationFrame(() => {
      if (document.hasFocus() && document.activeElement === document.body) rows.focus();
    });
  };
  addEventListener('focus', enter);
  enter();
}
