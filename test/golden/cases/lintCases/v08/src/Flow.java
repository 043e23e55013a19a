package flow;

import java.util.Map;
import java.util.Properties;
import org.apache.beam.sdk.io.kafka.KafkaIO;

class Flow {
    Object sink() {
        return KafkaIO.<String, String>write().withBootstrapServers("bus:9092").withTopic("t")
            .withProducerConfigUpdates(Map.of("acks", "1"));
    }

    Object source() {
        return KafkaIO.<String, String>read().withTopic("t")
            .withConsumerConfigUpdates(Map.of("auto.offset.reset", "latest"));
    }

    Properties engine() {
        Properties engine = new Properties();
        engine.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        engine.setProperty("event.processing.failure.handling.mode", "skip");
        return engine;
    }
}
