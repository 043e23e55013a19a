import { booleanOf, valueText } from '../effective';
import { type Rule, setTo } from '../rule';

export const springAckmodeAutocommitConflict: Rule = {
  id: 'spring-ackmode-autocommit-conflict',
  severity: 'error',
  condition: 'Spring: enable-auto-commit is true and the listener’s ack-mode is MANUAL or MANUAL_IMMEDIATE.',
  explanation:
    'With a manual ack mode the application commits; with auto-commit the consumer does. The container checks this when it starts (KafkaMessageListenerContainer).',
  falsePositive: 'Another profile, active at the same time, overwrites one of the two settings.',
  reference: 'https://docs.spring.io/spring-kafka/reference/kafka/receiving-messages/message-listener-container.html',
  check: ({ consumer, setting }) => {
    const auto = setting('enable.auto.commit');
    const mode = setting('listener.ack-mode');
    if (!consumer || !auto || !mode || booleanOf(auto) !== true) return [];
    if (!/^manual(?:[_-]?immediate)?$/i.test(valueText(mode) ?? '')) return [];
    const message = 'The listener container refuses to start: auto-commit cannot be combined with a manual ack mode.';
    // One of the two may stand in the base document: the other one is then what the profile adds.
    return [{ at: auto.inherited ? mode : auto, message, fixes: auto.inherited ? [] : [setTo(auto, 'false')] }];
  },
  bad: [
    {
      path: 'application.yml',
      text: 'spring:\n  kafka:\n    listener:\n      ack-mode: manual\n    consumer:\n      enable-auto-commit: true\n',
    },
    {
      path: 'application.properties',
      text: 'spring.kafka.listener.ack-mode=MANUAL_IMMEDIATE\nspring.kafka.consumer.enable-auto-commit=true\n',
    },
  ],
  good: [
    {
      path: 'application.yml',
      text: 'spring:\n  kafka:\n    listener:\n      ack-mode: manual\n    consumer:\n      enable-auto-commit: false\n',
    },
  ],
};
