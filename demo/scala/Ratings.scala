package shop

import java.util.Properties
import org.apache.kafka.clients.producer.{KafkaProducer, ProducerConfig, ProducerRecord}

object Ratings {
  private val settings = new Properties()
  settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092")
  settings.put(ProducerConfig.ACKS_CONFIG, "1")

  private val producer = new KafkaProducer[String, String](settings)

  def rate(product: String, stars: Int): Unit =
    producer.send(new ProducerRecord("ratings", product, stars.toString))
}
