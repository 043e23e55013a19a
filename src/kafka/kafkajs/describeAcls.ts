import type { Acl } from '../model';
import type { BrokerLinks } from './BrokerLinks';
import { callApi } from './callApi';
import { errorCodes, protocolError } from './protocolError';

/** All ACLs, ordered by resource. Undefined where the cluster has no authorizer. */
export async function describeAcls(links: BrokerLinks): Promise<Acl[] | undefined> {
  const { code, message, acls } = await callApi(links, await links.any(), {
    key: 29,
    name: 'DescribeAcls',
    versions: { least: 1, most: 1 },
    flexibleFrom: 2,
    write: (body) => body.int8(any).string(undefined).int8(any).string(undefined).string(undefined).int8(any).int8(any),
    read: (answer) => {
      answer.int32();
      const failure = { code: answer.int16(), message: answer.nullableString() };
      const resources = answer.array(() => {
        const resource = resourceTypes[answer.int8()] ?? 'other';
        const name = answer.string();
        const pattern = patterns[answer.int8()] ?? 'other';
        return answer.array(
          (): Acl => ({
            resource,
            name,
            pattern,
            principal: answer.string(),
            host: answer.string(),
            operation: operations[answer.int8()] ?? 'Unknown',
            isAllow: answer.int8() === 3,
          }),
        );
      });
      return { ...failure, acls: resources.flat() };
    },
  });
  if (code === errorCodes.securityDisabled) return undefined;
  if (code !== 0) throw protocolError(code, { what: 'list ACLs', acl: 'Describe on the cluster' }, message);
  return acls.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

const order = ({ resource, name, pattern, principal, operation }: Acl): string =>
  [resource, name, pattern, principal, operation].join('\n');

/** Source: org.apache.kafka.common.{resource.ResourceType, resource.PatternType, acl.AclOperation}; 1 matches any. */
const any = 1;
const resourceTypes: Readonly<Record<number, string>> = {
  2: 'topic',
  3: 'group',
  4: 'cluster',
  5: 'transactional id',
  6: 'delegation token',
  7: 'user',
};
const patterns: Readonly<Record<number, Acl['pattern']>> = { 3: 'literal', 4: 'prefixed' };
const operations: Readonly<Record<number, string>> = {
  2: 'All',
  3: 'Read',
  4: 'Write',
  5: 'Create',
  6: 'Delete',
  7: 'Alter',
  8: 'Describe',
  9: 'ClusterAction',
  10: 'DescribeConfigs',
  11: 'AlterConfigs',
  12: 'IdempotentWrite',
  13: 'CreateTokens',
  14: 'DescribeTokens',
  15: 'TwoPhaseCommit',
};
