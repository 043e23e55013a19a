import { strictEqual } from 'node:assert/strict';
import { connectionFor } from '../../../src/crossCheck/connectionFor';

describe('connectionFor', () => {
  const connections = [
    { id: 'local', bootstrapServers: ['localhost:9092'] },
    { id: 'a', bootstrapServers: ['a1:9092', 'a2:9092'] },
    { id: 'as other user', bootstrapServers: ['a2:9092'] },
  ];
  const of = (servers: string | undefined, chosen?: string) => connectionFor(servers, connections, chosen)?.id;

  it('takes the only one that has a server in common', () => {
    strictEqual(of('localhost:9092'), 'local');
    strictEqual(of('PLAINTEXT://127.0.0.1'), 'local');
    strictEqual(of('elsewhere:9092, A1:9092'), 'a');
    strictEqual(of('localhost:9093'), undefined);
  });

  it('does not guess between two, and takes the chosen one of them', () => {
    strictEqual(of('a2:9092'), undefined);
    strictEqual(of('a2:9092', 'local'), undefined);
    strictEqual(of('a2:9092', 'as other user'), 'as other user');
  });

  it('takes the chosen one for what names no servers, or unknown ones, and no other', () => {
    strictEqual(of(undefined), undefined);
    strictEqual(of(undefined, 'a'), 'a');
    strictEqual(of('kafka:9092', 'a'), 'a');
    strictEqual(of('localhost:9092', 'a'), 'local');
    strictEqual(of(undefined, 'removed'), undefined);
  });
});
