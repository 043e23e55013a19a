import { booleanOf, valueText } from '../effective';
import { kafkaDocumentation, type Rule, setTo } from '../rule';

export const connectErrorsToleranceDrop: Rule = {
  id: 'connect-errors-tolerance-drop',
  severity: 'warning',
  condition: 'errors.tolerance is all, and the connector is a source or has no errors.deadletterqueue.topic.name.',
  explanation:
    'A record that fails in a converter or a transformation is left out and the task goes on; a source even commits its offset. Writing it to the log is not delivery. Only sinks can hand such records to a dead letter topic.',
  falsePositive: 'Skipping records that cannot be read is intended and somebody watches the task’s error counters.',
  reference: kafkaDocumentation('connectconfigs_errors.tolerance'),
  check: ({ unit, setting }) => {
    const tolerance = setting('errors.tolerance');
    if (unit.role !== 'connector' || !tolerance || valueText(tolerance)?.toLowerCase() !== 'all') return [];
    const queue = setting('errors.deadletterqueue.topic.name');
    const kept = queue !== undefined && valueText(queue) !== '';
    const type = valueText(setting('connector.class')) ?? '';
    if (kept && !isSource(type)) return [];
    return [
      {
        at: tolerance,
        message: 'Records that fail conversion or transformation are skipped for good (logging is not delivery).',
        fixes: [setTo(tolerance, 'none')],
      },
    ];
  },
  bad: [
    {
      path: 'sink.json',
      text: '{\n  "connector.class": "com.example.SearchSinkConnector",\n  "topics": "orders",\n  "errors.tolerance": "all"\n}\n',
    },
    {
      path: 'source.properties',
      text: 'connector.class=com.example.FileSourceConnector\nerrors.tolerance=all\nerrors.deadletterqueue.topic.name=dead\n',
    },
  ],
  good: [
    {
      path: 'sink.json',
      text: '{\n  "connector.class": "com.example.SearchSinkConnector",\n  "topics": "orders",\n  "errors.tolerance": "all",\n  "errors.deadletterqueue.topic.name": "orders.dead"\n}\n',
    },
    {
      path: 'sink.json',
      text: '{ "connector.class": "com.example.SearchSinkConnector", "errors.tolerance": "none" }\n',
    },
  ],
};

const isSource = (type: string): boolean =>
  /Source/.test(type) || (/^io\.debezium\.connector\./.test(type) && !/Sink/.test(type));

export const eventFailureSkip: Rule = {
  id: 'event-failure-skip',
  severity: 'warning',
  condition:
    'Debezium’s event.processing.failure.handling.mode is warn, skip or ignore; a SmallRye channel’s failure-strategy is ignore; a binding of Spring Cloud Stream has max-attempts=1 and no enable-dlq.',
  explanation:
    'The event is left out, the offset moves on, and nothing keeps what was lost but perhaps a line in a log.',
  falsePositive: 'Skipping such events is intended and somebody watches for them.',
  reference:
    'https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-property-event-processing-failure-handling-mode',
  check: ({ setting }) => {
    const mode = setting('event.processing.failure.handling.mode');
    const strategy = setting('failure-strategy');
    const message = 'Events that cannot be processed are skipped.';
    const attempts = setting('max-attempts');
    const queue = setting('enable-dlq');
    const withoutQueue = queue === undefined || booleanOf(queue) === false;
    return [
      // Without a dead letter topic max-attempts counts for nothing: the container's error handler tries ten times and goes on.
      ...(attempts && valueText(attempts) === '1' && withoutQueue
        ? [
            {
              at: attempts,
              orAt: queue,
              message:
                'A record that keeps failing is skipped: without enable-dlq max-attempts has no effect, and the listener container goes on after its own retries.',
            },
          ]
        : []),
      ...(mode && /^(?:warn|skip|ignore)$/i.test(valueText(mode) ?? '')
        ? [{ at: mode, message, fixes: [setTo(mode, 'fail')] }]
        : []),
      ...(strategy && valueText(strategy) === 'ignore'
        ? [{ at: strategy, message, fixes: [setTo(strategy, 'fail'), setTo(strategy, 'dead-letter-queue')] }]
        : []),
    ];
  },
  bad: [
    {
      path: 'source.json',
      text: '{ "connector.class": "io.debezium.connector.mysql.MySqlConnector", "event.processing.failure.handling.mode": "skip" }\n',
    },
    {
      path: 'application.properties',
      text: 'mp.messaging.incoming.orders.connector=smallrye-kafka\nmp.messaging.incoming.orders.failure-strategy=ignore\n',
    },
    {
      path: 'application.properties',
      text: 'spring.cloud.stream.bindings.in-0.consumer.max-attempts=1\nspring.cloud.stream.kafka.binder.brokers=b:9092\n',
    },
  ],
  good: [
    {
      path: 'source.json',
      text: '{ "connector.class": "io.debezium.connector.mysql.MySqlConnector", "event.processing.failure.handling.mode": "fail" }\n',
    },
    {
      path: 'application.properties',
      text: 'spring.cloud.stream.bindings.in-0.consumer.max-attempts=1\nspring.cloud.stream.kafka.bindings.in-0.consumer.enable-dlq=true\n',
    },
    {
      path: 'application.properties',
      text: 'spring.cloud.stream.bindings.in-0.consumer.max-attempts=1\nspring.cloud.stream.rabbit.bindings.in-0.consumer.auto-bind-dlq=true\n',
    },
  ],
};
