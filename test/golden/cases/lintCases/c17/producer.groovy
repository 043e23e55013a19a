import org.apache.kafka.clients.producer.*
def props = [
  'bootstrap.servers': 'k:9092',
  'acks': '0',
  (ProducerConfig.RETRIES_CONFIG): 4
]
def p = new KafkaProducer(props as Properties)
