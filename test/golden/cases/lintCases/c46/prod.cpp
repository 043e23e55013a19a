#include <librdkafka/rdkafkacpp.h>
void f() {
  std::string err;
  RdKafka::Conf *conf = RdKafka::Conf::create(RdKafka::Conf::CONF_GLOBAL);
  conf->set("metadata.broker.list", "k:9092", err);
  conf->set("acks", "0", err);
  conf->set("message.timeout.ms", "5", err);
}
