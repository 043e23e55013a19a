import assert from 'node:assert/strict';
import { offsetEffect, offsetEffects } from '../../../../src/explorer/actions/offsetEffect';
import { parseTime } from '../../../../src/explorer/actions/parseTime';
import { parseSettings, topicNameProblem, wholeNumberProblem } from '../../../../src/explorer/actions/topicInput';
import { configMeaning } from '../../../../src/explorer/configMeaning';

describe('what is typed for an action', () => {
  it('knows a topic name that Kafka would refuse', () => {
    for (const name of ['orders', 'a.b_c-9', 'x'.repeat(249)]) assert.equal(topicNameProblem(name), undefined);
    assert.equal(topicNameProblem('..'), 'A topic cannot be called "." or "..".');
    assert.equal(topicNameProblem('x'.repeat(250)), 'A name has at most 249 characters; this one has 250.');
    assert.equal(topicNameProblem('müll'), 'A name has only letters without accents, digits, ".", "_" and "-".');
  });

  it('reads settings, with quotes around spaces', () => {
    assert.deepEqual(parseSettings(' a=1  cleanup.policy=compact,delete\nx="b c" y= '), {
      config: { a: '1', 'cleanup.policy': 'compact,delete', x: 'b c', y: '' },
    });
    assert.deepEqual(parseSettings(''), { config: {} });
    assert.deepEqual(parseSettings('retention.ms'), { problem: 'retention.ms: write name=value.' });
    assert.deepEqual(parseSettings('a="b'), { problem: 'a="b: the quote does not end.' });
  });

  it('takes whole numbers within bounds only', () => {
    assert.equal(wholeNumberProblem('7', 1, 9), undefined);
    for (const text of ['0', '10', '1.5', '', 'x', '0x3'])
      assert.equal(wholeNumberProblem(text, 1, 9), 'Enter a whole number from 1 to 9.');
  });

  it('reads times with and without a zone', () => {
    assert.equal(parseTime('2026-01-31T12:00:00Z'), Date.UTC(2026, 0, 31, 12));
    assert.equal(parseTime('2026-01-31 12:00+02:00'), Date.UTC(2026, 0, 31, 10));
    assert.equal(parseTime('2026-01-31'), new Date(2026, 0, 31).getTime());
    assert.equal(parseTime('1767225600000'), 1_767_225_600_000);
    for (const text of ['', 'yesterday', '2026-13-01', '5']) assert.equal(parseTime(text), undefined);
  });

  it('says what a reset does', () => {
    const change = { topic: 't', partition: 0, begin: 0, end: 9_000 };
    const back = { ...change, before: 5_000, after: 0 };
    const forward = { ...change, before: 5_000, after: 9_000 };
    assert.equal(offsetEffect(back), 'Reads 5,000 offsets again. The log has 0 to 9000.');
    assert.equal(offsetEffect(forward), 'Skips 4,000 offsets. The log has 0 to 9000.');
    assert.equal(offsetEffect({ ...change, before: 5, after: 5 }), 'Stays as it is. The log has 0 to 9000.');
    assert.equal(
      offsetEffect({ ...change, before: undefined, after: 0 }),
      'Nothing is committed yet. The log has 0 to 9000.',
    );
    assert.equal(offsetEffects([back, forward]), '5,000 offsets are read again, 4,000 are skipped.');
  });
});

describe('what a setting means', () => {
  it('is said in our words where it decides what happens to records', () => {
    assert.match(configMeaning('min.insync.replicas', '<p>Else.</p>') ?? '', /^How many replicas must have a record/);
  });

  it('is what the broker says otherwise, as plain text of bounded length', () => {
    const html = 'The <code>preallocate</code> flag&nbsp;&lt;x&gt; &amp;&quot;y&quot;.<ul><li>one</li></ul>';
    assert.equal(configMeaning('preallocate', html), 'The preallocate flag <x> &"y". one');
    assert.equal(
      configMeaning('long', `${'word '.repeat(50)}end. ${'more '.repeat(200)}`),
      `${'word '.repeat(50)}end.`,
    );
    assert.equal(configMeaning('none', undefined), undefined);
  });
});
