import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importConnection } from '../../src/kafka/importConnection';
import { tlsOptions } from '../../src/kafka/kafkajs/tlsOptions';
import { kafkaJars } from '../kafka/kafkaJars';
import { makeKeys, type TestKeys } from '../kafka/makeKeys';
import { runProcess } from '../kafka/runProcess';

describe('stores of Java', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'acklens-stores-'));
  let keys: TestKeys;
  before(async () => {
    keys = await makeKeys(await kafkaJars('4.2.0'));
    for (const name of ['client', 'trust']) {
      const from = ['-srckeystore', join(keys.folder, `${name}.p12`), '-srcstorepass', keys.password];
      const to = [
        '-destkeystore',
        join(folder, `${name}.jks`),
        '-deststoretype',
        'JKS',
        '-deststorepass',
        keys.password,
      ];
      const made = await runProcess('keytool', ['-importkeystore', ...from, ...to, '-noprompt']);
      assert.equal(made.code, 0, made.stderr);
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const read = async (more: Readonly<Record<string, string>>) => {
    const entries = Object.entries({ 'bootstrap.servers': 'a:9093', 'security.protocol': 'SSL', ...more });
    const found = await importConnection(new Map(entries), async (path) => readFileSync(path, 'base64'));
    assert.ok('notes' in found);
    return found;
  };

  it('become PEM and PKCS12 by the commands that the import names', async () => {
    const stores = {
      'ssl.truststore.location': join(folder, 'trust.jks'),
      'ssl.keystore.location': join(folder, 'client.jks'),
    };
    const { notes } = await read(stores);
    assert.equal(notes.length, 2);
    for (const note of notes) {
      const command = note.slice(note.indexOf('keytool'));
      const typed = `${keys.password}\n`.repeat(3);
      const run = await runProcess('sh', ['-c', command], { cwd: folder, stdin: typed });
      assert.equal(run.code, 0, `${command}\n${run.stdout}${run.stderr}`);
    }
    const found = await read({
      'ssl.truststore.location': join(folder, 'ca.pem'),
      'ssl.keystore.location': join(folder, 'client.p12'),
      'ssl.keystore.password': keys.password,
    });
    assert.deepEqual(found.notes, []);
    const { tls } = found.security ?? {};
    assert.ok(tls);
    // Throws where OpenSSL cannot read it.
    tlsOptions(tls, tls.ca, found.secrets);
    assert.equal(new X509Certificate(tls.ca ?? '').fingerprint256, new X509Certificate(keys.caPem).fingerprint256);
  });
});
