import org.apache.kafka.clients.producer.KafkaProducer

class Spec {
  def open(List<String> servers, Map cache) {
    [1, 2].each { new KafkaProducer(['bootstrap.servers': 'k1:9092', acks: '0']) }
    def all = servers.collect { String server ->
      Properties p = new Properties()
      p.'bootstrap.servers' = server
      p.'enable.idempotence' = 'true'
      p.acks = '1'
      new KafkaProducer(p)
    }
    cache.computeIfAbsent('slow') { key -> new KafkaProducer([acks: '1', retries: 0]) }
    def http = [retries: 0, acks: 0]
    [all, http].each { println it.acks == '0' }
  }
}
