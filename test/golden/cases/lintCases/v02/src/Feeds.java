package feeds;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

class Feeds {
    private final Properties own = new Properties();

    private void define(String name, String text) {
        if (text != null) own.setProperty(name, text);
    }

    KafkaProducer<String, String> telemetry() {
        define(ProducerConfig.ACKS_CONFIG, "1");
        define("client.id", "telemetry");
        return new KafkaProducer<>(own);
    }

    static void fill(Map<String, Object> into, String name, Object what) {
        into.put(name, what);
    }

    KafkaProducer<String, String> invoices() {
        Map<String, Object> map = new TreeMap<>();
        fill(map, "retries", 0);
        return new KafkaProducer<>(map);
    }

    static void count(Map<String, Integer> counts, String name, int by) {
        counts.put(name, by);
    }

    void count(Map<String, Integer> counts) {
        count(counts, "acks", 0);
        count(counts, "retries", 0);
    }
}
