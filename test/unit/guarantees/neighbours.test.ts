import { deepStrictEqual } from 'node:assert/strict';
import type { Neighbour } from '../../../src/config/neighbours/neighbour';
import type { Analyser } from '../../../src/guarantees/analyse';
import { testAnalyser } from '../../lintCases/loadGrammar';

describe('settings over several files', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  /** `line rule: message` of each finding. */
  function read(path: string, text: string, neighbours: readonly Neighbour[] = []): readonly string[] {
    const analysis = analyser.analyse({ path, text, neighbours });
    return analysis.findings.map(
      ({ rule, message, span }) => `${text.slice(0, span.start).split('\n').length} ${rule}: ${message}`,
    );
  }
  const rules = (path: string, text: string, neighbours: readonly Neighbour[] = []): readonly string[] =>
    read(path, text, neighbours).map((line) => line.slice(0, line.indexOf(':')));
  const fixes = (path: string, text: string, neighbours: readonly Neighbour[]): readonly string[] =>
    analyser.analyse({ path, text, neighbours }).findings.flatMap((finding) => finding.fixes.map((fix) => fix.title));

  describe('of Spring Boot', () => {
    const base = 'spring:\n  kafka:\n    producer:\n      acks: 1\n';
    const prod = 'spring.kafka.producer.properties.enable.idempotence=true\n';

    it('lays a profile over the file without one', () => {
      const near = [{ name: 'application.yml', text: base }];
      deepStrictEqual(rules('application-prod.properties', prod), []);
      deepStrictEqual(read('application-prod.properties', prod, near), [
        '1 idempotence-conflict-acks: Idempotence needs acks=all; with acks=1 the producer fails to start. acks is set in application.yml.',
      ]);
      deepStrictEqual(fixes('application-prod.properties', prod, near), []);
    });

    it('says where the other side of a contradiction stands', () => {
      const own = 'spring:\n  kafka:\n    producer:\n      acks: 1\n';
      const near = [{ name: 'application.properties', text: prod }];
      deepStrictEqual(read('src/application-dev.yaml', own, near), [
        '4 idempotence-conflict-acks: Idempotence needs acks=all; with acks=1 the producer fails to start. enable.idempotence is set in application.properties.',
      ]);
      deepStrictEqual(fixes('src/application-dev.yaml', own, near), ['Set acks=all']);
    });

    it('lets a profile mend what the base has', () => {
      const own =
        'spring:\n  kafka:\n    producer:\n      acks: all\n      properties:\n        enable.idempotence: true\n';
      deepStrictEqual(rules('application-prod.yml', own, [{ name: 'application.yml', text: base }]), []);
    });

    it('judges the base as the base, whatever a profile says', () => {
      const near = [{ name: 'application-prod.properties', text: 'spring.kafka.producer.acks=all\n' }];
      deepStrictEqual(rules('application.yml', base, near), ['4 acks-leader-only']);
    });

    it('lets .properties win over YAML beside it', () => {
      const near = [{ name: 'application.properties', text: 'spring.kafka.producer.acks=all\n' }];
      deepStrictEqual(rules('application.yml', base, near), []);
      deepStrictEqual(
        rules('application.properties', 'spring.kafka.producer.acks=0\n', [{ name: 'application.yml', text: base }]),
        ['1 acks-zero'],
      );
    });

    it("takes the base's documents for the same profile, and for no other", () => {
      const own = 'spring.kafka.producer.properties.enable.idempotence=true\n';
      const forProfile = (name: string) => [
        {
          name: 'application.yml',
          text: `a: 1\n---\nspring:\n  config.activate.on-profile: ${name}\n  kafka.producer.acks: 1\n`,
        },
      ];
      deepStrictEqual(rules('application-prod.properties', own, forProfile('prod')), ['1 idempotence-conflict-acks']);
      deepStrictEqual(rules('application-prod.properties', own, forProfile('"test, prod"')), [
        '1 idempotence-conflict-acks',
      ]);
      deepStrictEqual(rules('application-prod.properties', own, forProfile('test')), []);
    });

    it('joins the bindings of Spring Cloud Stream', () => {
      const own = 'spring.cloud.stream.kafka.bindings.out.producer.configuration.enable.idempotence=true\n';
      const near = [{ name: 'application.properties', text: 'spring.cloud.stream.kafka.binder.required-acks=1\n' }];
      deepStrictEqual(rules('application-prod.properties', own, near), ['1 idempotence-conflict-acks']);
    });
  });

  describe('of Quarkus', () => {
    const channel = 'mp.messaging.outgoing.out.connector=smallrye-kafka\nmp.messaging.outgoing.out.acks=all\n';

    it('lays application-prod.properties over application.properties', () => {
      const own = 'mp.messaging.outgoing.out.enable.idempotence=true\nmp.messaging.outgoing.out.retries=0\n';
      const near = [{ name: 'application.properties', text: channel }];
      deepStrictEqual(rules('application-prod.properties', own, near), ['2 idempotence-conflict-retries']);
    });

    it('knows from the base that a channel is not of Kafka', () => {
      const own = 'mp.messaging.outgoing.out.acks=0\n';
      const amqp = [{ name: 'application.properties', text: 'mp.messaging.outgoing.out.connector=smallrye-amqp\n' }];
      deepStrictEqual(rules('application-prod.properties', own, amqp), []);
      deepStrictEqual(rules('application-prod.properties', own, [{ name: 'application.properties', text: channel }]), [
        '1 acks-zero',
      ]);
    });

    it('lets %prod in the base count for the file of the profile', () => {
      const own = 'mp.messaging.outgoing.out.enable.idempotence=true\n';
      const near = [{ name: 'application.properties', text: `${channel}%prod.mp.messaging.outgoing.out.acks=1\n` }];
      deepStrictEqual(rules('application-prod.properties', own, near), ['1 idempotence-conflict-acks']);
      deepStrictEqual(rules('application-dev.properties', own, near), []);
    });

    it('still asks for acks where only the file of a profile has the channel', () => {
      const own = 'mp.messaging.outgoing.out.connector=smallrye-kafka\n';
      deepStrictEqual(rules('application-prod.properties', own), ['1 unsafe-client-default']);
      const near = [{ name: 'application.properties', text: 'mp.messaging.outgoing.out.acks=all\n' }];
      deepStrictEqual(rules('application-prod.properties', own, near), []);
    });
  });

  it('lays an environment of Micronaut over the file without one', () => {
    const near = [{ name: 'application.yml', text: 'kafka:\n  producers:\n    default:\n      acks: 1\n' }];
    const own = 'kafka:\n  producers:\n    default:\n      enable.idempotence: true\n';
    deepStrictEqual(rules('application-prod.yml', own, near), ['4 idempotence-conflict-acks']);
  });

  describe('of Kafka Connect', () => {
    const connector = '{\n  "connector.class": "com.example.FileSource",\n  "producer.override.acks": "1"\n}\n';
    const worker = 'config.storage.topic=c\nproducer.enable.idempotence=true\n';
    const near = (text: string) => [{ name: 'connect-distributed.properties', text }];

    it("puts a connector's overrides over the worker's clients", () => {
      const exactly = near('config.storage.topic=c\nexactly.once.source.support=enabled\n');
      deepStrictEqual(rules('source.json', connector), ['3 acks-leader-only']);
      deepStrictEqual(rules('source.json', connector, exactly), ['3 idempotence-conflict-acks']);
      deepStrictEqual(
        read(
          'source.json',
          connector.replace('acks": "1"', 'retries": "0"'),
          near('config.storage.topic=c\nproducer.acks=0\n'),
        ),
        [],
      );
    });

    it('joins nothing that the policy of the worker refuses', () => {
      const none = near(
        'config.storage.topic=c\nexactly.once.source.support=enabled\nconnector.client.config.override.policy=None\n',
      );
      deepStrictEqual(rules('source.json', connector, none), ['3 acks-leader-only', '3 connect-override-not-allowed']);
    });

    it('sees what the worker lacks', () => {
      const own = '{\n  "connector.class": "com.example.FileSource",\n  "exactly.once.support": "required"\n}\n';
      deepStrictEqual(rules('source.json', own, near(worker)), ['3 connect-source-at-least-once']);
      deepStrictEqual(rules('source.json', own, near(`${worker}exactly.once.source.support=enabled\n`)), []);
    });
  });

  describe('of Compose', () => {
    const override = 'services:\n  kafka:\n    environment:\n      KAFKA_MIN_INSYNC_REPLICAS: 3\n';
    const base =
      'services:\n  kafka:\n    image: apache/kafka:4.2.0\n    environment:\n      - KAFKA_DEFAULT_REPLICATION_FACTOR=2\n';

    it('lays compose.override.yaml over compose.yaml, service by service', () => {
      deepStrictEqual(rules('compose.override.yaml', override, [{ name: 'compose.yaml', text: base }]), [
        '4 min-isr-exceeds-replication',
      ]);
      const other = base.replace('kafka:\n    image', 'other:\n    image');
      deepStrictEqual(rules('compose.override.yaml', override, [{ name: 'compose.yaml', text: other }]), []);
    });

    it('takes the image from the file below', () => {
      const text = 'services:\n  kafka:\n    environment:\n      KAFKA_CFG_DEFAULT_REPLICATION_FACTOR: 1\n';
      deepStrictEqual(rules('compose.override.yaml', text, [{ name: 'compose.yaml', text: base }]), [
        '4 misplaced-setting',
      ]);
    });

    it('fills in the variables of .env', () => {
      const text = `services:\n  app:\n    environment:\n      ORDERS_KAFKA_ACKS: \${ACKS:-all}\n`;
      deepStrictEqual(rules('compose.yaml', text), []);
      const near = [{ name: '.env', text: 'ORDERS_ACKS=1\nORDERS_X=2\n' }];
      const named = text.replace('ACKS:-all', 'ORDERS_ACKS:-all');
      deepStrictEqual(read('compose.yaml', named, near), [
        '4 acks-leader-only: acks=1 (ORDERS_ACKS in .env): a record acknowledged by the leader alone is lost if that leader fails before a follower copies it, and retries can still duplicate it. It also switches the default idempotence off.',
      ]);
      deepStrictEqual(fixes('compose.yaml', named, near), []);
      deepStrictEqual(rules('compose.yaml', named, [{ name: '.env', text: 'OTHER_ACKS=1\n' }]), []);
      deepStrictEqual(rules('deploy.yaml', named, near), []);
    });

    it('puts environment over env_file', () => {
      const text =
        'services:\n  app:\n    env_file:\n      - ./kafka.env\n    environment:\n      ORDERS_KAFKA_PRODUCER_ENABLE_IDEMPOTENCE: "true"\n';
      const near = [{ name: 'kafka.env', text: 'ORDERS_KAFKA_PRODUCER_ACKS=1\n' }];
      deepStrictEqual(rules('docker-compose.yml', text, near), ['6 idempotence-conflict-acks']);
    });
  });

  it("lays values-prod.yaml over the chart's values.yaml", () => {
    const near = [
      { name: 'values.yaml', text: 'kafka:\n  producer:\n    acks: "1"\nenv:\n  ORDERS_KAFKA_ACKS: "1"\n' },
    ];
    const own = 'kafka:\n  producer:\n    enable.idempotence: true\nenv:\n  ORDERS_KAFKA_ENABLE_IDEMPOTENCE: "true"\n';
    deepStrictEqual(rules('values-prod.yaml', own), []);
    deepStrictEqual(rules('values-prod.yaml', own, near), [
      '3 idempotence-conflict-acks',
      '5 idempotence-conflict-acks',
    ]);
  });
});
