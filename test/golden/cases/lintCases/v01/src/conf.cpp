#include <librdkafka/rdkafkacpp.h>

static void put(RdKafka::Conf *conf, const std::string &name, const std::string &text) {
  std::string problem;
  if (conf->set(name, text, problem) != RdKafka::Conf::CONF_OK) throw std::invalid_argument(problem);
}

RdKafka::Producer *readings(const std::string &seeds) {
  std::string problem;
  auto *conf = RdKafka::Conf::create(RdKafka::Conf::CONF_GLOBAL);
  put(conf, "bootstrap.servers", seeds);
  put(conf, "enable.idempotence", "true");
  put(conf, "acks", "0");
  return RdKafka::Producer::create(conf, problem);
}
