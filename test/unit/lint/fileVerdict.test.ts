import assert from 'node:assert/strict';
import type { VerdictClass } from '../../../src/guarantees/analysis';
import { guaranteeNames } from '../../../src/guarantees/guaranteeNames';
import { fileVerdict } from '../../../src/lint/fileVerdict';
import { finding, sampleAnalysis, sampleUnit, verdict } from './sampleAnalysis';

describe('fileVerdict', () => {
  it('names the weakest unit and lists all of them', () => {
    const analysis = sampleAnalysis({
      units: [
        { unit: sampleUnit('orders', 0, 9), verdict: verdict('idempotent', 'Delivery: idempotent') },
        { unit: sampleUnit('clicks', 10, 19), verdict: verdict('atMostOnce', 'Delivery: at most once · acks=0') },
        { unit: sampleUnit('other', 20, 29), verdict: verdict('notJudged', 'not judged') },
      ],
      findings: [finding('acks-zero', 'warning', 12, 16, 'clicks')],
    });
    assert.deepEqual(fileVerdict(analysis), {
      text: '$(shield) At most once +1',
      tooltip: 'AckLens\nclicks: Delivery: at most once · acks=0\norders: Delivery: idempotent\n1 warning',
      tone: 'warning',
    });
  });

  it('calls each promise as the card does, by a part of the name where that is long', () => {
    const said = Object.entries(guaranteeNames).map(([of, { title, short }]) => {
      const units = [{ unit: sampleUnit('orders', 0, 9), verdict: verdict(of as VerdictClass, '') }];
      assert.ok(title.toLowerCase().includes(short.toLowerCase()), title);
      return fileVerdict(sampleAnalysis({ units }))?.text;
    });
    assert.deepEqual(said, [
      '$(shield) Cannot send',
      '$(shield) At most once',
      '$(shield) Not guaranteed',
      '$(shield) At least once',
      '$(shield) Idempotent',
      '$(shield) Transactional',
      undefined,
    ]);
  });

  it('counts the findings where no unit is judged', () => {
    const findings = [finding('replication-factor-one', 'warning', 0, 3), finding('x', 'error', 5, 6)];
    assert.deepEqual(fileVerdict(sampleAnalysis({ findings })), {
      text: '$(shield) 1 error, 1 warning',
      tooltip: 'AckLens: 1 error, 1 warning',
    });
  });

  it('says nothing about other files, and why a file was not read', () => {
    assert.equal(fileVerdict(sampleAnalysis({})), undefined);
    assert.equal(fileVerdict(sampleAnalysis({ notice: 'It is too large.' }))?.tooltip, 'It is too large.');
  });
});
