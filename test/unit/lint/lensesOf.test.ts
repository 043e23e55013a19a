import assert from 'node:assert/strict';
import type { Analysis } from '../../../src/guarantees/analysis';
import { lensesOf } from '../../../src/lint/lensesOf';
import { finding, sampleAnalysis, sampleUnit, verdict } from './sampleAnalysis';

describe('lensesOf', () => {
  const drawn = (analysis: Analysis, targets?: Parameters<typeof lensesOf>[1]): string[] =>
    lensesOf(analysis, targets).map((lens) => {
      const at = lens.anchor.start;
      if (lens.kind === 'verdict') return `${at} ${lens.text}`;
      if (lens.kind === 'fix') return `${at} ${lens.fix.title} (${lens.finding.rule})`;
      if (lens.kind === 'explain') return `${at} Explain ${lens.finding.rule}`;
      if (lens.kind === 'settings') return `${at} Open settings`;
      if (lens.kind === 'tailUnit') return `${at} Tail ${lens.topics.join(' ')} of ${lens.servers}`;
      return lens.kind === 'tail' ? `${at} Tail ${lens.command.topic}` : `${at} Connect ${lens.servers}`;
    });

  it('draws the verdict, the first fix of the worst finding, Explain and Open settings', () => {
    const analysis = sampleAnalysis({
      units: [{ unit: sampleUnit('a', 10, 50), verdict: verdict('atMostOnce', 'Delivery: at most once · acks=0') }],
      findings: [finding('retries-without-effect', 'hint', 12, 15, 'a'), finding('acks-zero', 'warning', 20, 24, 'a')],
    });
    assert.deepEqual(drawn(analysis), [
      '10 Delivery: at most once · acks=0',
      '10 Set acks=all (acks-zero)',
      '10 Explain acks-zero',
      '10 Open settings',
    ]);
  });

  it('leads from a producer to its topic where the text names it', () => {
    const units = [
      { unit: sampleUnit('a', 10, 50), verdict: verdict('idempotent', 'Delivery: once') },
      { unit: sampleUnit('b', 60, 90), verdict: verdict('notJudged', 'unknown') },
      { unit: sampleUnit('c', 100, 120), verdict: undefined },
    ];
    const topics = [{ name: 'orders', span: { start: 20, end: 26 } }];
    const bootstrapServers = { name: 'k:9092', span: { start: 30, end: 36 } };
    const targets = new Map([
      ['a', { topics, isAll: true, bootstrapServers }],
      ['b', { topics: [], isAll: false, bootstrapServers }],
      ['c', { topics, isAll: true, bootstrapServers }],
    ]);
    assert.deepEqual(drawn(sampleAnalysis({ units }), targets), [
      '10 Delivery: once',
      '10 Open settings',
      '10 Tail orders of k:9092',
    ]);
  });

  it('offers the fixes of two findings that are equally bad', () => {
    const analysis = sampleAnalysis({
      units: [{ unit: sampleUnit('a', 10, 50), verdict: verdict('atMostOnce', 'Delivery: at most once · acks=0') }],
      findings: ['removed-option', 'acks-zero', 'retries-zero'].map((rule) => finding(rule, 'warning', 20, 24, 'a')),
    });
    assert.deepEqual(drawn(analysis).slice(1), [
      '10 Set acks=all (removed-option)',
      '10 Set acks=all (acks-zero)',
      '10 Explain removed-option',
      '10 Open settings',
    ]);
  });

  it('draws the verdict and the way to the settings where nothing is to be said, and nothing where nothing is known', () => {
    const units = [
      { unit: sampleUnit('good', 0, 9), verdict: verdict('idempotent', 'Delivery: no duplicates within a session') },
      { unit: sampleUnit('unknown', 10, 19), verdict: verdict('notJudged', 'not judged') },
      { unit: sampleUnit('consumer', 20, 29), verdict: undefined },
    ];
    assert.deepEqual(drawn(sampleAnalysis({ units })), [
      '0 Delivery: no duplicates within a session',
      '0 Open settings',
    ]);
  });

  it('offers the fix of a unit without a verdict from a warning on', () => {
    const units = [
      { unit: sampleUnit('topic', 0, 9), verdict: undefined },
      { unit: sampleUnit('broker', 10, 19), verdict: undefined },
    ];
    const findings = [
      finding('replication-factor-one', 'warning', 2, 5, 'topic'),
      finding('internal-topic-replication-one', 'hint', 12, 15, 'broker'),
    ];
    assert.deepEqual(drawn(sampleAnalysis({ units, findings })), [
      '0 Set acks=all (replication-factor-one)',
      '0 Explain replication-factor-one',
    ]);
  });

  it('keeps Connect in the one line above a command of several lines', () => {
    const unit = { ...sampleUnit('command', 10, 90), surface: 'shell' as const };
    const analysis = sampleAnalysis({
      units: [{ unit, verdict: verdict('idempotent', 'Delivery: no duplicates within a session') }],
      bootstrapServers: [{ span: { start: 60, end: 74 }, servers: 'localhost:9092' }],
    });
    assert.deepEqual(drawn(analysis), [
      '10 Delivery: no duplicates within a session',
      '10 Open settings',
      '10 Connect localhost:9092',
    ]);
  });

  it('draws Tail above console consumers and Connect above other addresses', () => {
    const analysis = sampleAnalysis({
      consumerCommands: [
        {
          span: { start: 40, end: 90 },
          topic: 'orders',
          bootstrapServers: 'localhost:9092',
          start: 'beginning',
          maxMessages: 5,
        },
      ],
      bootstrapServers: [
        { span: { start: 60, end: 74 }, servers: 'localhost:9092' },
        { span: { start: 5, end: 19 }, servers: 'other:9092' },
      ],
    });
    assert.deepEqual(drawn(analysis), ['5 Connect other:9092', '40 Tail orders']);
  });
});
