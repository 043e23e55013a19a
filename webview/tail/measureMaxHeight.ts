/**
 * The tallest element that this browser lays out, in CSS pixels. Measured, because Chromium's cap of 33,554,428 counts
 * device pixels: with a zoom of 2 only half of it is left.
 */
export function measureMaxHeight(): number {
  const probe = document.createElement('div');
  probe.style.cssText = 'position:absolute;visibility:hidden;width:1px;height:1000000000px';
  document.body.append(probe);
  // A little less than the cap, since paddings and borders of the scroller count too.
  const height = Math.floor(probe.getBoundingClientRect().height) - 1000;
  probe.remove();
  return height;
}
