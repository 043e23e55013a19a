// Script time per frame of the tail view with a million rows, live and while scrolling: npx tsx test/bench/view.bench.ts
import type { Page } from 'playwright-core';
import { TailBench } from '../view/tailPage';

const ROWS = 1_000_000;
const FRAMES = 300;

interface Figures {
  readonly scriptMs: number;
  readonly layoutMs: number;
  readonly frames: number;
  readonly elements: number;
}

async function main(): Promise<void> {
  const bench = new TailBench();
  await bench.start();
  try {
    const page = await bench.open(`rows=${ROWS}&rate=10000`, { width: 1400, height: 1000 });
    print('live, 10,000 rows/s', await measure(page, ''));
    await page.getByRole('button', { name: 'Histogram' }).click();
    await page.locator('.histogram canvas').waitFor();
    // The map is always there; its overview and the graph's are counted in the page here, which the worker does otherwise.
    print('live, 10,000 rows/s, with map and histogram', await measure(page, ''));
    await page.getByRole('button', { name: 'Histogram' }).click();
    await page.evaluate(() => {
      window.acklensDev.state.perSecond = 0;
    });
    print('scrolling by 3 rows a frame', await measure(page, 'scroll'));
    print('dragging the scrollbar', await measure(page, 'drag'));
    await page.evaluate(() => {
      window.acklensDev.state.perSecond = 10_000;
    });
    await page.getByRole('button', { name: 'Findings only' }).click();
    await page.waitForFunction(() =>
      /^[\d,]+ of [\d,]+ rows$/.test(document.querySelector('.filter-state')?.textContent ?? ''),
    );
    // The page also does the worker's part here: looking at the new rows is in these figures.
    print('live, 10,000 rows/s, findings only', await measure(page, ''));
    await page.evaluate(() => {
      window.acklensDev.state.perSecond = 0;
    });
    print('scrolling through the findings', await measure(page, 'scroll'));
  } finally {
    await bench.stop();
  }
}

async function measure(page: Page, motion: '' | 'scroll' | 'drag'): Promise<Figures> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const read = async (): Promise<Map<string, number>> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return new Map(metrics.map(({ name, value }) => [name, value]));
  };
  const before = await read();
  await page.evaluate(
    async ({ motion, frames }) => {
      const scroller = document.querySelector('.grid-scroller');
      for (let i = 0; i < frames && scroller; i += 1) {
        if (motion === 'scroll') scroller.scrollTop -= 66;
        if (motion === 'drag') scroller.scrollTop = (scroller.scrollHeight * ((i * 7) % frames)) / frames;
        await window.acklensDev.frames(1);
      }
    },
    { motion, frames: FRAMES },
  );
  const after = await read();
  const spent = (name: string): number => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1000;
  return {
    scriptMs: spent('ScriptDuration') / FRAMES,
    layoutMs: (spent('LayoutDuration') + spent('RecalcStyleDuration')) / FRAMES,
    frames: FRAMES,
    elements: await page.evaluate(() => document.querySelectorAll('*').length),
  };
}

function print(what: string, { scriptMs, layoutMs, frames, elements }: Figures): void {
  const figures = `script ${scriptMs.toFixed(2)} ms, style and layout ${layoutMs.toFixed(2)} ms a frame`;
  console.log(`tail view, 1 M rows, ${what}: ${figures} (${frames} frames, ${elements} elements in the page)`);
}

void main();
