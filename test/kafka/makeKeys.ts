import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder';
import { fillFolder } from './fillFolder';
import type { KafkaJars } from './kafkaJars';
import { runProcess } from './runProcess';

/**
 * Keys for tests only, made once per cache: a CA, a broker and a client, valid for ten years; one broker's that expired
 * long ago, one's that begins to be valid in a year, and one's for another host; and a client of an authority that nobody knows.
 */
export interface TestKeys {
  readonly folder: string;
  readonly password: string;
  readonly caPem: string;
  readonly clientCertPem: string;
  readonly clientKeyPem: string;
  readonly expiredPem: string;
  readonly earlyPem: string;
  readonly strangerCertPem: string;
  readonly strangerKeyPem: string;
}

const password = 'test-keys';

export async function makeKeys(jars: KafkaJars): Promise<TestKeys> {
  const folder = join(cacheFolder(), 'kafka-keys-3');
  if (!existsSync(folder)) await fillFolder(folder, (partial) => fill(partial, jars));
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    folder,
    password,
    caPem: read('ca.pem'),
    clientCertPem: read('client.pem'),
    clientKeyPem: read('client-key.pem'),
    expiredPem: read('expired.pem'),
    earlyPem: read('early.pem'),
    strangerCertPem: read('stranger.pem'),
    strangerKeyPem: read('stranger-key.pem'),
  };
}

async function fill(folder: string, jars: KafkaJars): Promise<void> {
  const store = (name: string): string[] => [
    '-keystore',
    join(folder, `${name}.p12`),
    '-storetype',
    'PKCS12',
    '-storepass',
    password,
  ];
  const pair = ['-genkeypair', '-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', '3650', '-alias'];
  await keytool([...pair, 'ca', '-dname', 'CN=AckLens test CA', '-ext', 'bc:c', ...store('ca')]);
  const ca = await keytool(['-exportcert', '-rfc', '-alias', 'ca', ...store('ca')]);
  writeFileSync(join(folder, 'ca.pem'), ca);
  for (const [name, names] of Object.entries(alternativeNames)) {
    const request = join(folder, `${name}.csr`);
    await keytool([...pair, name, '-dname', `CN=${name}`, ...store(name)]);
    await keytool(['-certreq', '-alias', name, '-file', request, ...store(name)]);
    const san = names === undefined ? [] : ['-ext', `san=${names}`];
    const validity = validities[name] ?? ['-validity', '3650'];
    const sign = ['-gencert', '-rfc', '-alias', 'ca', ...validity, '-infile', request];
    const cert = await keytool([...sign, ...san, ...store('ca')]);
    writeFileSync(join(folder, `${name}.pem`), cert);
    const importCert = ['-importcert', '-noprompt', '-alias'];
    await keytool([...importCert, 'ca', '-file', join(folder, 'ca.pem'), ...store(name)]);
    await keytool([...importCert, name, '-file', join(folder, `${name}.pem`), ...store(name)]);
  }
  await keytool(['-importcert', '-noprompt', '-alias', 'ca', '-file', join(folder, 'ca.pem'), ...store('trust')]);
  await keytool([...pair, 'stranger', '-dname', 'CN=stranger', ...store('stranger')]);
  writeFileSync(
    join(folder, 'stranger.pem'),
    await keytool(['-exportcert', '-rfc', '-alias', 'stranger', ...store('stranger')]),
  );
  for (const name of ['client', 'stranger']) {
    const args = ['ExportKey', join(folder, `${name}.p12`), password, name];
    const key = await runProcess('java', [...jars.options, ...args]);
    if (key.code !== 0) throw new Error(`The key of ${name} could not be exported:\n${key.stderr}`);
    writeFileSync(join(folder, `${name}-key.pem`), key.stdout);
  }
}

const here = 'dns:localhost,ip:127.0.0.1';
const alternativeNames = {
  broker: here,
  expired: here,
  early: here,
  misnamed: 'dns:kafka.example.org',
  client: undefined,
};
const validities: Readonly<Record<string, readonly string[]>> = {
  expired: ['-startdate', '-400d', '-validity', '30'],
  early: ['-startdate', '+365d', '-validity', '30'],
};

async function keytool(args: readonly string[]): Promise<string> {
  const result = await runProcess('keytool', args);
  if (result.code !== 0) throw new Error(`keytool ${args[0]} failed:\n${result.stdout}\n${result.stderr}`);
  return result.stdout;
}
