import type { BrokerLinks } from './BrokerLinks';
import { errorCodes } from './protocolError';

/** SECURITY_DISABLED: the cluster has no authorizer. */
const securityDisabled = 54;
/** Of DescribeAcls's filter: everything. */
const any = 1;

/** Whether this user may list ACLs, which takes Describe on the cluster; `off` where there are none. */
export async function seesAcls(links: BrokerLinks): Promise<'visible' | 'hidden' | 'off'> {
  const answer = await links.call(await links.any(), 'DescribeAcls', {
    resourceType: any,
    resourceName: null,
    resourcePatternType: any,
    principal: null,
    host: null,
    operation: any,
    permissionType: any,
  });
  const { errorCode } = answer as { readonly errorCode: number };
  if (errorCode === securityDisabled) return 'off';
  return errorCode === errorCodes.clusterAuthorizationFailed ? 'hidden' : 'visible';
}
