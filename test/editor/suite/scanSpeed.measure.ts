import { equal, ok } from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { scanFiles } from '../../bench/scanSubject';
import { isOutsideThere } from '../outside';
import { activateAckLens, waitFor } from '../workspace';

// Measured on request (ACKLENS_TEST_ONLY=scanSpeed), in files that were there before the window: prints the time of a scan
// and how long others had to wait for the extension host meanwhile; asserts what was read, nothing about time.
describe(`a scan of ${scanFiles.toLocaleString('en')} files in the editor`, () => {
  it('reads all of them, and stops when it is told to', async function () {
    this.timeout(180_000);
    const { scan } = (await activateAckLens()).producers;
    for (const round of [1, 2]) {
      const delays = monitorEventLoopDelay({ resolution: 5 });
      let begun = 0;
      const listener = scan.onDidChange(() => {
        if (scan.state.phase === 'running' && scan.state.total === 0) begun += 1;
      });
      const used = process.cpuUsage();
      const began = performance.now();
      delays.enable();
      void scan.start();
      await waitFor('the scan', () => (scan.state.phase === 'done' ? true : undefined), 120_000);
      delays.disable();
      listener.dispose();
      const time = performance.now() - began;
      const { user, system } = process.cpuUsage(used);
      const ms = (nanoseconds: number): string => `${(nanoseconds / 1e6).toFixed(0)} ms`;
      tell(
        `scan ${round} in the editor: ${(time / 1_000).toFixed(2)} s (goal 10 s)${begun > 1 ? `, begun ${begun} times` : ''}, ${((user + system) / 1e6).toFixed(2)} s of processor time; event loop p50 ${ms(delays.percentile(50))}, p99 ${ms(delays.percentile(99))} (goal 20 ms), longest ${ms(delays.max)}`,
      );
      ok(scan.state.read >= scanFiles, `${scan.state.read} of ${scanFiles}`);
    }
    const stopped = scan.start();
    await waitFor('some files', () => (scan.state.read > 0 ? true : undefined));
    const began = performance.now();
    scan.stop();
    await stopped;
    tell(`a scan stops within ${(performance.now() - began).toFixed(0)} ms`);
    equal(scan.state.phase, 'stopped');
    ok(scan.state.read < scanFiles, `${scan.state.read}`);
  });
});

/** The mark by which the runner knows the suite's lines, see run.ts. */
const tell = (line: string): void => console.log(`${isOutsideThere() ? '[suite] ' : ''}${line}`);
