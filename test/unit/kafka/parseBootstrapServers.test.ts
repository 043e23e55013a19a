import assert from 'node:assert/strict';
import { parseBootstrapServers } from '../../../src/kafka/profile';

describe('parseBootstrapServers', () => {
  const servers = (text: string) => {
    const parsed = parseBootstrapServers(text);
    return 'servers' in parsed ? parsed.servers : parsed.problem;
  };

  it('reads one, several, and addresses of IPv6', () => {
    assert.deepEqual(servers('localhost:9092'), ['localhost:9092']);
    assert.deepEqual(servers(' a.example:9092 ,b.example:9093'), ['a.example:9092', 'b.example:9093']);
    assert.deepEqual(servers('[::1]:9093'), ['[::1]:9093']);
  });

  it('adds the usual port and leaves out repetitions', () => {
    assert.deepEqual(servers('kafka,kafka:9092'), ['kafka:9092']);
  });

  it('says what is wrong', () => {
    assert.equal(servers('  '), 'Enter at least one server, such as localhost:9092.');
    assert.equal(servers('a:1,,b:2'), 'There is an empty entry: two commas in a row, or one at an end.');
    assert.equal(servers('http://a:9092'), 'http://a:9092: write host:port without a protocol in front.');
    assert.equal(servers('a:99999'), 'a:99999: the port must be a number from 1 to 65535.');
    assert.equal(servers('a:'), 'a:: the port must be a number from 1 to 65535.');
    assert.equal(servers('::1:9092'), '::1:9092 is not a server: write host:port, IPv6 addresses in brackets.');
    assert.equal(servers('$HOST:9092'), '$HOST:9092 is not a server: write host:port, IPv6 addresses in brackets.');
  });
});
