#include <librdkafka/rdkafka.h>

rd_kafka_t *open_meter(char *error, size_t size) {
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", "localhost:9092", error, size);
    rd_kafka_conf_set(conf, "acks", "0", error, size);
    return rd_kafka_new(RD_KAFKA_PRODUCER, conf, error, size);
}
