package shop

import fs2.kafka._
import org.apache.kafka.clients.producer.{KafkaProducer, ProducerConfig}

object ScalaProducers {
  private val props = new java.util.Properties()
  props.put("bootstrap.servers", "b:9092")
  props.put("acks", "1")
  val plain = new KafkaProducer[String, String](props)

  def settings(brokers: String): Map[String, String] =
    Map(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG -> brokers, ProducerConfig.ACKS_CONFIG -> "0")

  val functional = ProducerSettings[IO, String, String]
    .withBootstrapServers("b:9092")
    .withAcks(Acks.Zero)
    .withRetries(3)

  val reader = ConsumerSettings[IO, String, String].withAutoOffsetReset(AutoOffsetReset.Latest)

  val stats = Map("acks" -> 0)
}
