import type { TestKeys } from './makeKeys';

/**
 * PLAINTEXT is always there. SECURE is SASL_SSL with every mechanism, MTLS asks for a client certificate, EXPIRED, EARLY
 * and MISNAMED are TLS with a certificate that has expired, is not valid yet or is for another host, PROXIED is plaintext
 * whose advertised port is that of a TcpProxy, LOGIN the same with SCRAM, LOST advertises a host name that no DNS knows.
 */
export type ListenerName =
  | 'PLAINTEXT'
  | 'SECURE'
  | 'MTLS'
  | 'EXPIRED'
  | 'EARLY'
  | 'MISNAMED'
  | 'PROXIED'
  | 'LOGIN'
  | 'LOST';

export interface ListenerPorts {
  readonly bind: number;
  readonly advertised: number;
}

export interface BrokerLayout {
  readonly id: number;
  readonly controllerPort: number;
  readonly listeners: ReadonlyMap<ListenerName, ListenerPorts>;
}

/** Users of the SECURE listener and their passwords. `admin` may do everything, the others what ACLs give them; none gives `bob` anything. */
export const testUsers = {
  admin: 'admin-secret',
  alice: 'alice-secret',
  bob: 'bob-secret',
  carol: 'carol-secret',
} as const;

const protocols: Readonly<Record<ListenerName, string>> = {
  PLAINTEXT: 'PLAINTEXT',
  SECURE: 'SASL_SSL',
  MTLS: 'SSL',
  EXPIRED: 'SSL',
  EARLY: 'SSL',
  MISNAMED: 'SSL',
  PROXIED: 'PLAINTEXT',
  LOGIN: 'SASL_PLAINTEXT',
  LOST: 'PLAINTEXT',
};

/** The server.properties of one node that is broker and controller at once. */
export function brokerConfig(
  node: BrokerLayout,
  nodes: readonly BrokerLayout[],
  logDir: string,
  keys: TestKeys | undefined,
  extra: Readonly<Record<string, string>>,
): string {
  const listeners = [...node.listeners];
  const replicas = String(Math.min(3, nodes.length));
  const settings: Record<string, string> = {
    'process.roles': 'broker,controller',
    'node.id': String(node.id),
    'controller.quorum.voters': nodes.map((each) => `${each.id}@127.0.0.1:${each.controllerPort}`).join(','),
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    listeners: [
      ...listeners.map(([name, port]) => `${name}://127.0.0.1:${port.bind}`),
      `CONTROLLER://127.0.0.1:${node.controllerPort}`,
    ].join(','),
    'advertised.listeners': listeners
      .map(([name, port]) => `${name}://${name === 'LOST' ? 'broker.invalid' : '127.0.0.1'}:${port.advertised}`)
      .join(','),
    'listener.security.protocol.map': [
      'CONTROLLER:PLAINTEXT',
      ...listeners.map(([name]) => `${name}:${protocols[name]}`),
    ].join(','),
    'log.dirs': logDir,
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': '3',
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': nodes.length > 1 ? '2' : '1',
    'transaction.state.log.num.partitions': '3',
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
    'num.partitions': '1',
    'log.retention.check.interval.ms': '500',
    'log.cleaner.backoff.ms': '500',
    // The default of Kafka, said because a tail that creates topics would be caught by nothing else.
    'auto.create.topics.enable': 'true',
    'broker.session.timeout.ms': '6000',
    // Of a dozen brokers on one machine: with the defaults of a production broker, each that does nothing costs 4 % of a
    // core, and its threads for nine listeners a second of processor time at the start.
    'metadata.max.idle.interval.ms': '5000',
    'num.network.threads': '1',
    'controlled.shutdown.enable': 'true',
    ...(keys === undefined ? {} : security(keys)),
    ...extra,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

function security(keys: TestKeys): Record<string, string> {
  const module = (name: string, rest: string): string => `org.apache.kafka.common.security.${name} required ${rest};`;
  const users = Object.entries(testUsers).map(([name, password]) => `user_${name}="${password}"`);
  return {
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': 'User:ANONYMOUS;User:admin',
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER',
    'listener.name.secure.plain.sasl.jaas.config': module('plain.PlainLoginModule', users.join(' ')),
    'listener.name.login.sasl.enabled.mechanisms': 'SCRAM-SHA-256',
    'listener.name.login.scram-sha-256.sasl.jaas.config': module('scram.ScramLoginModule', ''),
    'listener.name.secure.scram-sha-256.sasl.jaas.config': module('scram.ScramLoginModule', ''),
    'listener.name.secure.scram-sha-512.sasl.jaas.config': module('scram.ScramLoginModule', ''),
    'listener.name.secure.oauthbearer.sasl.jaas.config': module(
      'oauthbearer.OAuthBearerLoginModule',
      'unsecuredLoginStringClaim_sub="admin"',
    ),
    'ssl.keystore.type': 'PKCS12',
    'ssl.keystore.location': `${keys.folder}/broker.p12`,
    'ssl.keystore.password': keys.password,
    'ssl.key.password': keys.password,
    'ssl.truststore.type': 'PKCS12',
    'ssl.truststore.location': `${keys.folder}/trust.p12`,
    'ssl.truststore.password': keys.password,
    'listener.name.mtls.ssl.client.auth': 'required',
    'listener.name.expired.ssl.keystore.location': `${keys.folder}/expired.p12`,
    'listener.name.early.ssl.keystore.location': `${keys.folder}/early.p12`,
    'listener.name.misnamed.ssl.keystore.location': `${keys.folder}/misnamed.p12`,
  };
}
