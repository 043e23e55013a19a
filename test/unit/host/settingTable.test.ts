import assert from 'node:assert/strict';
import { settingTable } from '../../../src/host/settingTable';

describe('settingTable', () => {
  it('takes connections and leaves out what is none', () => {
    const { parse } = settingTable['acklens.connections'];
    assert.deepEqual(
      parse([
        { name: 'local', bootstrapServers: 'localhost:9092' },
        { bootstrapServers: 'other:9092' },
        { name: 'no servers' },
        'localhost:9092',
        null,
      ]),
      [
        { name: 'local', bootstrapServers: 'localhost:9092' },
        { name: 'other:9092', bootstrapServers: 'other:9092' },
      ],
    );
    assert.equal(parse('localhost:9092'), undefined);
  });

  it('keeps numbers inside their limits', () => {
    const { parse } = settingTable['acklens.tail.maxMegabytes'];
    assert.equal(parse(1), 8);
    assert.equal(parse(64), 64);
    assert.equal(parse(1e9), 4_096);
    assert.equal(parse(1.5), undefined);
    assert.equal(parse('64'), undefined);
  });

  it('takes severities and versions that exist', () => {
    assert.deepEqual(settingTable['acklens.rules'].parse({ 'acks-zero': 'off', 'acks-leader-only': 'loud' }), {
      'acks-zero': 'off',
    });
    assert.deepEqual(settingTable['acklens.clientVersions'].parse({ java: '3.6', go: 'latest' }), { java: '3.6' });
    assert.equal(settingTable['acklens.rules'].parse([]), undefined);
  });
});
