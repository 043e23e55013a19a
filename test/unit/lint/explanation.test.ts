import assert from 'node:assert/strict';
import { explanation } from '../../../src/lint/explanation';
import { finding, sampleAnalysis, sampleUnit, verdict } from './sampleAnalysis';

describe('explanation', () => {
  it('says where, why, what is promised and how to get out', () => {
    const text = '# comment\nacks=0\nlinger.ms=5\n';
    const found = finding('acks-zero', 'warning', 15, 16, 'a');
    const analysis = sampleAnalysis({
      units: [{ unit: sampleUnit('a', 0, 28), verdict: verdict('atMostOnce', 'Delivery: at most once · acks=0') }],
      findings: [found],
    });
    assert.equal(
      explanation(analysis, [found], text),
      [
        '## acks-zero is found.',
        'producer.properties, line 2',
        '```\nacks=0\n```',
        'It is explained.',
        'Quick fixes on the marked text:',
        '- Set acks=all',
        '[Documentation](https://kafka.apache.org/documentation/#producerconfigs_acks) · rule `acks-zero`, whose severity can be set in `acklens.rules`',
        '## What this configuration promises',
        '**Delivery: at most once · acks=0**',
        '- Because of atMostOnce.\n',
      ].join('\n\n'),
    );
  });

  it('keeps what the file says from becoming markup', () => {
    const text = 'x ```` [a](command:b) acks=0';
    const found = { ...finding('acks-zero', 'warning', 22, 28), message: 'Set <b>min_isr</b> [here](command:x)' };
    const page = explanation(sampleAnalysis({ findings: [found] }), [found], text);
    assert.ok(page.startsWith('## Set \\<b\\>min\\_isr\\</b\\> \\[here\\](command:x)\n'));
    assert.ok(page.includes('`````\nx ```` [a](command:b) acks=0\n`````'));
  });
});
