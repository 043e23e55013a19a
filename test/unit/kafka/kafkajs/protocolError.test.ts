import assert from 'node:assert/strict';
import { protocolError } from '../../../../src/kafka/kafkajs/protocolError';

describe('an error code of the protocol', () => {
  const asked = { what: 'create topic orders', acl: 'Create on topic orders' };

  it('becomes a sentence with the broker’s own words as the reason', () => {
    const policy = protocolError(44, asked, ' Topics need an owner ');
    assert.equal(policy.kind, 'authorization');
    assert.equal(
      policy.message,
      'A policy of this cluster forbids to create topic orders. The broker says: Topics need an owner.',
    );
    assert.equal(protocolError(44, asked, 'No!').message.endsWith('The broker says: No!'), true);
    assert.equal(protocolError(44, asked).message, 'A policy of this cluster forbids to create topic orders.');
  });

  it('bounds what a policy may say', () => {
    assert.equal(protocolError(44, asked, 'x'.repeat(5_000)).message.length < 1_100, true);
  });

  it('names the code that nobody knows', () => {
    const { kind, message } = protocolError(999, asked);
    assert.deepEqual(
      [kind, message],
      ['unexpected', 'The broker answered error 999 when asked to create topic orders.'],
    );
  });
});
