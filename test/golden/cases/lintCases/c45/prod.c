#include <librdkafka/rdkafka.h>
int main(void) {
  char e[512];
  rd_kafka_conf_t *conf = rd_kafka_conf_new();
  rd_kafka_conf_set(conf, "bootstrap.servers", "k:9092", e, sizeof e);
  if (rd_kafka_conf_set(conf, "acks", "1", e, sizeof(e)) != RD_KAFKA_CONF_OK) {
    return 1;
  }
  rd_kafka_conf_set(conf, "retries", "0", e, sizeof e);
  return 0;
}
