import assert from 'node:assert/strict';
import { Slices } from '../../../src/explorer/Slices';

describe('Slices', () => {
  it('does everything in order, and lets others in between', async () => {
    const slices = new Slices(1);
    const done: (number | 'other')[] = [];
    const slow = (n: number) => (): number => {
      const end = performance.now() + 0.6;
      while (performance.now() < end);
      done.push(n);
      return n;
    };
    const other = setInterval(() => done.push('other'), 0);
    const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((n) => slices.run(slow(n))));
    clearInterval(other);
    assert.deepEqual(answers, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert.deepEqual(
      done.filter((one) => one !== 'other'),
      answers,
    );
    assert.ok(done.slice(done.indexOf(1), done.indexOf(8)).includes('other'), String(done));
    assert.equal(await slices.run(() => 'again'), 'again');
  });

  it('fails for the work that fails, and goes on', async () => {
    const slices = new Slices();
    const failing = slices.run(() => {
      throw new Error('no row');
    });
    const next = slices.run(() => 2);
    await assert.rejects(failing, /no row/);
    assert.equal(await next, 2);
  });
});
