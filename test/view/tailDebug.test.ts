import { deepStrictEqual, match, strictEqual } from 'node:assert';
import type { DebugMark } from '../../src/protocol/debugMarks';
import { screenshot, settle, TailBench } from './tailPage';

/** Times of the generated records lie around this. */
const at = Date.UTC(2026, 0, 31, 12, 0, 3);

const marks: readonly DebugMark[] = [
  { kind: 'start', text: 'Debugging began: Consumer', at },
  { kind: 'pause', text: 'Paused at <b>orders.ts</b>:42', at: at + 1_000 },
  { kind: 'continue', text: 'Continued after 3.3 s', at: at + 4_300 },
];

describe('tail view: marks of the debugger', function () {
  this.timeout(60_000);
  const bench = new TailBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('draws them between the rows and below the last one, with the warning of a long pause', async () => {
    for (const theme of ['dark', 'light', 'hc-dark']) {
      const page = await bench.open(`rows=200&theme=${theme}`);
      const warning =
        'The debugger has paused at orders.ts:42 for more than 5 min (max.poll.interval.ms=300000, the default, as no consumer of the workspace sets it): a rebalance is to be expected, and what was read and not committed is delivered again.';
      await page.evaluate(
        async ({ all, sentence }) => {
          const { state } = window.acklensDev;
          const [start, pause, resumed] = all;
          if (!start || !pause || !resumed) throw new Error('three marks');
          state.marks.set(190, [start]);
          state.marks.set(193, [pause, resumed]);
          state.debug = {
            marks: [...all, { ...pause, at: pause.at + 9_000 }],
            trailing: 1,
            dropped: 0,
            warning: sentence,
          };
          state.revision += 1;
          await window.acklensDev.poke();
        },
        { all: marks, sentence: warning },
      );
      await page.locator('.debug-warning >> visible=true').waitFor();
      await settle(page);
      const drawn = (await page.locator('.debug-mark >> visible=true').allTextContents()).map((text) =>
        text.replace(/\d\d:\d\d:\d\d/g, 'TIME'),
      );
      deepStrictEqual(
        drawn.sort(),
        [
          '▶ TIME Debugging began: Consumer',
          '‖ TIME Paused at <b>orders.ts</b>:42 · ▷ TIME Continued after 3.3 s',
        ].sort(),
      );
      match(
        (await page.locator('.debug-last').textContent()) ?? '',
        /^‖ \d\d:\d\d:\d\d Paused at <b>orders\.ts<\/b>:42$/,
      );
      strictEqual(await page.locator('.debug-warning').textContent(), warning);
      strictEqual(await page.locator('.debug-strip b, .debug-mark b').count(), 0);
      await page.locator('.grid').press('h');
      await settle(page);
      await screenshot(page, `tail-debug-${theme}`);
      deepStrictEqual(bench.errors, []);
      await page.close();
    }
  });

  it('shows nothing of it while nothing is debugged', async () => {
    const page = await bench.open('rows=50');
    strictEqual(await page.locator('.debug-strip >> visible=true').count(), 0);
    strictEqual(await page.locator('.debug-mark >> visible=true').count(), 0);
    await page.close();
  });
});
