import org.apache.kafka.clients.producer.KafkaProducer
class A {
  def open() {
    def p = new Properties().with {
      put('bootstrap.servers', 'k:9092')
      put('acks', '0')
      it
    }
    new KafkaProducer(p)
  }
}
