import { deepStrictEqual, strictEqual } from 'node:assert';
import { chosenIdentity, contentIdentity, headerIdentity, jsonIdentity } from '../../../src/tail/identity';
import { headerNumber, jsonNumber, trailingNumber } from '../../../src/tail/sequenceRule';
import { foundIdentity, foundSequence } from '../../../webview/tail/foundRule';

const counters = (identity: string, sequence: string, scope: string): Parameters<typeof foundIdentity>[0] => ({
  identity: { rule: identity, hitRate: 1 },
  sequence: { rule: sequence, scope, hitRate: 1 },
});

describe('the choice that says what was found', () => {
  it('is the rule itself for every rule of identity', () => {
    for (const rule of [headerIdentity('ce_source+ce_id'), jsonIdentity('order.id'), contentIdentity(true)]) {
      const choice = foundIdentity(counters(rule.label, 'none', 'none'));
      deepStrictEqual(choice && chosenIdentity(choice), rule);
    }
    for (const none of ['none', 'not known yet']) strictEqual(foundIdentity(counters(none, 'none', 'none')), undefined);
  });

  it('names number and scope', () => {
    const choices = [headerNumber('seq'), jsonNumber('meta.seq'), trailingNumber('value'), trailingNumber('key')].map(
      ({ label }) => foundSequence(counters('none', label, 'partition')),
    );
    deepStrictEqual(choices, [
      { kind: 'header', name: 'seq', scope: 'partition' },
      { kind: 'json', path: 'meta.seq', scope: 'partition' },
      { kind: 'trailing', of: 'value', scope: 'partition' },
      { kind: 'trailing', of: 'key', scope: 'partition' },
    ]);
  });

  it('is none where nothing was found, or only an order', () => {
    strictEqual(foundSequence(counters('none', 'none', 'none')), undefined);
    strictEqual(foundSequence(counters('none', 'not known yet', 'none')), undefined);
    strictEqual(foundSequence(counters('none', 'JSON seq (order only)', 'key')), undefined);
  });
});
