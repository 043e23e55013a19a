#include <librdkafka/rdkafka.h>

#define WEAK "1"

rd_kafka_conf_t *settings(char *errstr, size_t size) {
  rd_kafka_conf_t *conf = rd_kafka_conf_new();
  if (rd_kafka_conf_set(conf, "acks", WEAK, errstr, size) != RD_KAFKA_CONF_OK)
    fprintf(stderr, "acks=0: %s\n", errstr);
  rd_kafka_conf_set(conf, "enable.idempotence", "true", errstr, size);
  return conf;
}
