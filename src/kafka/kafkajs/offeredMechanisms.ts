import type { BrokerLinks } from './BrokerLinks';

/** What SaslHandshake answers with an error code and a list, for a mechanism that nobody has: all that there are. */
export async function offeredMechanisms(links: BrokerLinks): Promise<readonly string[]> {
  const link = await links.any();
  const { request, response } = links.lookup(link, 'SaslHandshake', { mechanism: 'NONE' });
  const answer = await links.send(link, request, (payload) => response.decode(payload));
  return (answer as { readonly enabledMechanisms: readonly string[] }).enabledMechanisms;
}
