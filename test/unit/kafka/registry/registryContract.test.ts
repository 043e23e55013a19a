import { ContractRegistry } from '../../../registry/ContractRegistry';
import { registryContract } from '../../../registry/registryContract';

describe('Schema registry: a server of the contract', function () {
  this.timeout(20_000);
  let server: ContractRegistry | undefined;
  before(async () => {
    server = await ContractRegistry.start();
  });
  after(() => server?.stop());
  registryContract(() => server?.url ?? '');
});

/** Such as Confluent's own, where somebody has one. */
const other = process.env.ACKLENS_TEST_REGISTRY;
if (other !== undefined)
  describe(`Schema registry: ${other}`, function () {
    this.timeout(20_000);
    registryContract(() => other);
  });
