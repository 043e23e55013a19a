import type { Library } from '../values';
import { dotnetClient } from './dotnetClient';
import { confluentGo, franzGo, kafkaGo, kafkaGoConn, kafkaGoWriterConfig, sarama } from './goClients';
import { fs2Kafka, javaClient } from './javaClient';
import { librdkafka, phpKafka, phpRdkafka, rubyKafka, rubyRdkafka, rustKafka, rustRdkafka } from './nativeClients';
import { kafkaNode, nestjs, nodeRdkafka, platformatic } from './nodeClients';
import { aiokafka, confluentPython, faust, kafkaPython, pyFlink, pySpark } from './pythonClients';

/** Every client library whose configuration is read out of code, kafkajs excepted. */
export const allLibraries: readonly Library[] = [
  fs2Kafka,
  javaClient,
  confluentPython,
  kafkaPython,
  aiokafka,
  faust,
  pySpark,
  pyFlink,
  sarama,
  kafkaGo,
  kafkaGoWriterConfig,
  kafkaGoConn,
  franzGo,
  confluentGo,
  dotnetClient,
  rustRdkafka,
  rustKafka,
  librdkafka,
  phpRdkafka,
  phpKafka,
  rubyRdkafka,
  rubyKafka,
  nodeRdkafka,
  kafkaNode,
  platformatic,
  nestjs,
];
