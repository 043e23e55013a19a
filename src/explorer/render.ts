import type { Node } from './node';
import { renderConfig } from './renderConfig';
import {
  count,
  dotted,
  folder,
  type LoadState,
  lines,
  loadedAt,
  number,
  type Of,
  type RenderedRow,
} from './renderedRow';
import { renderGroup, renderGroupState, renderLag, renderMember } from './renderGroup';
import { renderCompatibility, renderSchema, renderSubject } from './renderSchema';
import { renderPartition, renderTopic } from './renderTopic';

/** How a row looks, from what is known of it and below it. */
export function render(node: Node, load: LoadState): RenderedRow {
  switch (node.kind) {
    case 'cluster': {
      const failed = load.phase === 'failed';
      return {
        label: node.name,
        description: dotted(
          node.environment,
          node.readOnly ? 'read-only' : undefined,
          node.origin === 'workspace' ? 'of this workspace' : undefined,
          failed ? 'unreachable' : shortList(node),
        ),
        tooltip: lines(
          node.bootstrapServers.join(', '),
          failed ? load.sentence : undefined,
          origins[node.origin],
          loadedAt(load),
        ),
        icon: failed ? 'error' : 'server-environment',
        ...(failed ? { tone: 'error' as const } : {}),
        ...(node.color === undefined ? {} : { color: node.color }),
        expands: true,
        context: `cluster.${node.origin}`,
      };
    }
    case 'brokers': {
      const { brokers, controllerId } = node;
      const isApart = controllerId !== undefined && !brokers.some(({ id }) => id === controllerId);
      const amount = dotted(number(brokers.length), isApart ? `controller ${controllerId}` : undefined);
      return folder('Brokers', 'server', 'brokers', amount, load);
    }
    case 'broker': {
      const { id, isController, rack } = node.broker;
      return {
        label: `Broker ${id}`,
        description: dotted(isController ? 'controller' : undefined, node.name, rack && `rack ${rack}`),
        tooltip: lines(
          `Broker ${id} at ${node.name}`,
          isController ? 'It is the active controller' : undefined,
          loadedAt(load),
        ),
        icon: 'server-process',
        expands: true,
        context: 'broker',
      };
    }
    case 'topics':
      return folder('Topics', 'list-tree', 'topics', count(load, 'topic'), load);
    case 'topic':
      return renderTopic(node, load);
    case 'partition':
      return renderPartition(node);
    case 'groups':
      return folder('Consumer groups', 'organization', 'groups', count(load, 'group'), load);
    case 'group':
      return renderGroup(node, load);
    case 'groupState':
      return renderGroupState(node);
    case 'member':
      return renderMember(node);
    case 'lag':
      return renderLag(node);
    case 'configs':
      return folder('Configuration', 'settings', 'configs', setAmount(load), load);
    case 'defaults':
      return folder('Default values', 'symbol-property', 'defaults', number(node.entries.length), load);
    case 'config':
      return renderConfig(node);
    case 'acls':
      return folder('ACLs', 'shield', 'acls', count(load, 'acl'), load);
    case 'acl':
      return aclRow(node);
    case 'subjects':
      return folder('Schema registry', 'symbol-interface', 'subjects', count(load, 'subject'), load);
    case 'subject':
      return renderSubject(node, load);
    case 'schema':
      return renderSchema(node);
    case 'compatibility':
      return renderCompatibility(node);
    case 'problem':
      return {
        label: node.sentence,
        tooltip: node.sentence,
        icon: 'error',
        tone: 'error',
        expands: false,
        context: 'problem',
      };
    case 'note':
      return {
        label: node.text,
        tooltip: node.text,
        icon: node.isLoading ? 'loading~spin' : node.filter === undefined ? 'info' : 'filter',
        expands: false,
        context: node.filter === undefined ? 'note' : `note.${node.filter}`,
      };
  }
}

const origins: { readonly [O in Of<'cluster'>['origin']]: string | undefined } = {
  stored: undefined,
  settings: 'From the setting acklens.connections',
  workspace: 'Recommended by this workspace, in its setting acklens.connections; Duplicate keeps it for yourself',
};

function setAmount(load: LoadState): string | undefined {
  const set = count(load, 'config');
  return set === undefined ? undefined : set === '0' ? 'nothing set' : `${set} set`;
}

function aclRow({ acl }: Of<'acl'>): RenderedRow {
  const name = acl.pattern === 'prefixed' ? `${acl.name}*` : acl.name;
  const what = `${acl.isAllow ? 'may' : 'may not'} ${acl.operation}`;
  const where = acl.resource === 'cluster' ? 'the cluster' : `${acl.resource} ${name}`;
  return {
    label: acl.principal,
    description: dotted(`${what} ${where}`, acl.host === '*' ? undefined : `from ${acl.host}`),
    tooltip: lines(
      `${acl.isAllow ? 'Allow' : 'Deny'} ${acl.operation} on ${where}`,
      `Principal: ${acl.principal}`,
      acl.host === '*' ? 'From any host' : `From host ${acl.host}`,
      acl.pattern === 'prefixed' ? `All names that begin with ${acl.name}` : undefined,
    ),
    icon: acl.isAllow ? 'unlock' : 'circle-slash',
    expands: false,
    context: 'acl',
  };
}

/** The first server and how many more; the tooltip has them all. A cluster named after its server says it once. */
function shortList({ name, bootstrapServers: [first = '', ...others] }: Of<'cluster'>): string {
  return [first === name ? '' : first, others.length === 0 ? '' : `+${others.length}`].filter(Boolean).join(' ');
}
