import { booleanOf, valueText } from '../effective';
import { isJava, producerConfig, type Rule, remove, setTo } from '../rule';

export const acksNotAString: Rule = {
  id: 'acks-not-a-string',
  severity: 'error',
  condition: 'Code for the Java client gives acks as a number.',
  explanation:
    'acks is a setting of type STRING: ConfigDef refuses an Integer where it would accept the text "1". Frameworks that bind their own properties convert; a map or Properties object does not.',
  falsePositive: 'None is known: ConfigDef rejects every number for a key of type STRING.',
  reference: producerConfig('acks'),
  check: ({ unit, producer, effective }) => {
    const setting = effective.explicit.acks;
    if (!producer || !isJava(unit) || unit.surface !== 'code' || !setting) return [];
    if (!setting.value.known || setting.value.type !== 'number') return [];
    const fix = { ...setTo(setting, 'all'), id: 'set-acks-all', title: 'Set acks to "all"' };
    const message = 'acks must be a String; an Integer makes KafkaProducer throw ConfigException.';
    return [{ at: setting, message, fixes: [fix] }];
  },
  bad: [
    {
      path: 'Orders.java',
      text: 'import org.apache.kafka.clients.producer.*;\nclass Orders {\n  void open(Properties p) {\n    p.put(ProducerConfig.ACKS_CONFIG, 1);\n    new KafkaProducer<>(p);\n  }\n}\n',
    },
  ],
  good: [
    {
      path: 'Orders.java',
      text: 'import org.apache.kafka.clients.producer.*;\nclass Orders {\n  void open(Properties p) {\n    p.put(ProducerConfig.ACKS_CONFIG, "all");\n    new KafkaProducer<>(p);\n  }\n}\n',
    },
    {
      path: 'orders.py',
      text: "from confluent_kafka import Producer\np = Producer({'bootstrap.servers': 'b:9092', 'acks': -1})\n",
    },
  ],
};

export const asyncErrorsIgnored: Rule = {
  id: 'async-errors-ignored',
  severity: 'warning',
  condition: 'kafka-go writes asynchronously without Completion, or sarama does not return errors.',
  explanation:
    'With Async, kafka-go’s WriteMessages returns before the write and its errors are ignored unless Completion takes them. With Producer.Return.Errors=false sarama only logs what it could not deliver.',
  falsePositive: 'Records may be lost without anybody knowing.',
  reference: 'https://pkg.go.dev/github.com/segmentio/kafka-go#Writer',
  check: ({ unit, setting }) => {
    const message = 'Send errors are discarded here, so failed records disappear without a trace.';
    const returned = setting('errors.returned');
    if (unit.client.name === 'sarama' && returned && booleanOf(returned) === false) {
      return [{ at: returned, message, fixes: [setTo(returned, 'true')] }];
    }
    const ignored = setting('errors.ignored');
    if (unit.client.name !== 'kafka-go' || !ignored || booleanOf(ignored) !== true) return [];
    return setting('errors.handler') ? [] : [{ at: ignored, message, fixes: [setTo(ignored, 'false')] }];
  },
  bad: [
    {
      path: 'send.go',
      text: 'package a\n\nimport "github.com/segmentio/kafka-go"\n\nvar w = &kafka.Writer{Topic: "t", RequiredAcks: kafka.RequireAll, Async: true}\n',
    },
    {
      path: 'send.go',
      text: 'package a\n\nimport "github.com/IBM/sarama"\n\nfunc config() *sarama.Config {\n\tc := sarama.NewConfig()\n\tc.Producer.Return.Errors = false\n\treturn c\n}\n',
    },
  ],
  good: [
    {
      path: 'send.go',
      text: 'package a\n\nimport "github.com/segmentio/kafka-go"\n\nvar w = &kafka.Writer{Topic: "t", RequiredAcks: kafka.RequireAll, Async: true, Completion: report}\n',
    },
  ],
};

export const commitBeforeProcessing: Rule = {
  id: 'commit-before-processing',
  severity: 'warning',
  condition:
    'A consumer commits a record before it is worked on: atMostOnceSource, receiveAtmostOnce, GreedyAutoCommit, pre-processing acknowledgement, SmallRye’s commit-strategy=ignore with auto-commit.',
  explanation: 'What was committed and not yet worked on is not read again after a crash.',
  falsePositive: 'Losing the records in flight at a crash is better than reading them again.',
  reference: 'https://kafka.apache.org/documentation/#semantics',
  check: ({ setting }) => {
    const found = setting('commit.before.processing');
    if (!found || valueText(found) !== 'true') return [];
    const message =
      'Offsets are committed before processing finishes: a crash loses the records in flight (at most once).';
    return [{ at: found, message, fixes: found.removals.length > 0 ? [remove(found)] : [] }];
  },
  bad: [
    {
      path: 'application.properties',
      text: 'mp.messaging.incoming.a.connector=smallrye-kafka\nmp.messaging.incoming.a.commit-strategy=ignore\nmp.messaging.incoming.a.enable.auto.commit=true\n',
    },
    {
      path: 'read.go',
      text: 'package a\n\nimport "github.com/twmb/franz-go/pkg/kgo"\n\nvar client, err = kgo.NewClient(kgo.ConsumerGroup("g"), kgo.GreedyAutoCommit())\n',
    },
    {
      path: 'Read.scala',
      text: 'import akka.kafka.scaladsl.Consumer\nobject Read {\n  val source = Consumer.atMostOnceSource(settings, Subscriptions.topics("t"))\n}\n',
    },
  ],
  good: [
    {
      path: 'read.go',
      text: 'package a\n\nimport "github.com/twmb/franz-go/pkg/kgo"\n\nvar client, err = kgo.NewClient(kgo.ConsumerGroup("g"), kgo.DisableAutoCommit())\n',
    },
  ],
};
