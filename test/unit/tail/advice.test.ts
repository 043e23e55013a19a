import { deepStrictEqual, match, notDeepStrictEqual, strictEqual } from 'node:assert';
import { adviceFor } from '../../../src/tail/advice';

describe('adviceFor', () => {
  it('explains a copy by a retry only where idempotence is off', () => {
    match(adviceFor('D1', 'plain')?.causes[0] ?? '', /the client sent the batch again/);
    match(adviceFor('D2', 'plain')?.checks[0] ?? '', /^Producer: enable\.idempotence=true/);
    for (const producer of ['idempotent', 'transactional'] as const) {
      const advice = adviceFor('D2', producer);
      deepStrictEqual(
        [...(advice?.causes ?? []), ...(advice?.checks ?? [])].filter((line) =>
          /the client sent|enable\.idem/.test(line),
        ),
        [],
      );
    }
    match(adviceFor('D3', 'transactional')?.checks[0] ?? '', /transactional\.id/);
  });

  it('looks for a loss at acks without idempotence, and at ignored errors with it', () => {
    match(adviceFor('G3', 'plain')?.causes[0] ?? '', /acks=0/);
    match(adviceFor('G3', 'idempotent')?.causes[0] ?? '', /error of send\(\) was ignored/);
    notDeepStrictEqual(adviceFor('G2', 'plain'), adviceFor('G2', 'idempotent'));
  });

  it('advises nothing where there is nothing to do', () => {
    for (const code of ['D5', 'D8', 'G4', 'G6'] as const) strictEqual(adviceFor(code, 'plain'), undefined);
  });
});
