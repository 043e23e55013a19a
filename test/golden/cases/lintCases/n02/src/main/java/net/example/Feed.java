package net.example;

import static org.apache.kafka.clients.producer.ProducerConfig.*;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

class Feed {
  Producer<String, String> open() {
    Map<String, Object> config = new HashMap<>();
    config.put(BOOTSTRAP_SERVERS_CONFIG, "k1:9092");
    config.put(MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 10);
    return new KafkaProducer<>(config);
  }
}
