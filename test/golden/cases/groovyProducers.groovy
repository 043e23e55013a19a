import org.apache.kafka.clients.producer.KafkaProducer

class GroovyProducers {
    def open() {
        def settings = [acks: '0', 'bootstrap.servers': 'b:9092']
        def other = new Properties()
        other['acks'] = '1'
        def counters = [acks: 0]
        [new KafkaProducer<>(settings), new KafkaProducer<>(other), counters]
    }
}
