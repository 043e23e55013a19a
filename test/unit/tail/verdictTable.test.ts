import { deepStrictEqual } from 'node:assert/strict';
import type { Hole } from '../../../src/tail/model';
import { duplicateCases } from './duplicateCases';
import { gapCases } from './gapCases';
import { holeCases } from './holeCases';
import { TestLog } from './logBuilder';
import { testSession, verdictText } from './testSession';

const holeText = ({ code, partition, from, to }: Hole): string => `${code} ${partition}:${from}..${to}`;

const verdictTable = { ...duplicateCases, ...gapCases, ...holeCases };

describe('the table of verdicts', () => {
  for (const [code, cases] of Object.entries(verdictTable))
    for (const { what, options, facts, write, goesOn, verdicts: expected = [], holes = [] } of cases)
      it(`${code}: ${what}`, () => {
        const session = testSession(options);
        write(new TestLog(session, facts));
        if (goesOn) session.tick(60_000);
        else session.settle();
        const changes = session.takeChanges();
        deepStrictEqual(
          { verdicts: changes.verdicts.map(verdictText), holes: changes.holes.map(holeText) },
          { verdicts: expected, holes },
        );
      });

  it('has for each code a log in which it is found', () => {
    deepStrictEqual(
      Object.entries(verdictTable).flatMap(([code, cases]) =>
        cases.some(({ verdicts: expected = [], holes = [] }) =>
          [...expected, ...holes].some((text) => text.startsWith(`${code} `)),
        )
          ? []
          : [code],
      ),
      [],
    );
  });
});
