import { ok, rejects } from 'node:assert/strict';
import { createRegistry } from '../../src/kafka/registry/createRegistry';
import { kafkaJars } from '../kafka/kafkaJars';
import { makeKeys, type TestKeys } from '../kafka/makeKeys';
import { RealRegistry } from '../registry/RealRegistry';
import { registerSchema } from '../registry/registerSchema';
import { registryContract } from '../registry/registryContract';
import { until } from './reading';

describe('Schema registry: Apicurio', function () {
  this.timeout(30_000);
  let keys: TestKeys;
  let server: RealRegistry | undefined;
  const started = (): RealRegistry => {
    if (!server) throw new Error('The registry is there from the first test on.');
    return server;
  };
  before(async function () {
    this.timeout(300_000);
    keys = await makeKeys(await kafkaJars('4.2.0'));
    server = await RealRegistry.start(keys);
  });
  after(() => server?.stop());

  registryContract(() => started().url);

  it('is asked by TLS, with the authority of the connection', async () => {
    const { url, secureUrl } = started();
    const subject = `acklens-${process.pid}-secure`;
    await registerSchema(url, subject, { schema: '{"type":"string"}' });
    const registry = { url: secureUrl, auth: { kind: 'none' } } as const;
    const subjects = await createRegistry({ registry, security: { tls: { ca: keys.caPem } } }).subjects();
    ok(subjects.some(({ name }) => name === subject));
    await rejects(createRegistry({ registry }).subjects(), {
      kind: 'tls',
      message: new RegExp(
        `^The registry ${new URL(secureUrl).host} has a certificate that is not accepted here \\(\\w+\\): add its CA certificate to the connection\\.$`,
      ),
    });
  });

  it('says that it has gone away', async () => {
    const { url } = started();
    await started().stop();
    const registry = createRegistry({ registry: { url, auth: { kind: 'none' } } });
    const refused = `The registry ${new URL(url).host} refuses connections: check host and port.`;
    const answer = (): Promise<string> =>
      registry.subjects().then(
        () => 'it answers',
        ({ message }: Error) => message,
      );
    // What its port had accepted before it went is reset, and not refused.
    await until(refused, async () => (await answer()) === refused);
  });
});
