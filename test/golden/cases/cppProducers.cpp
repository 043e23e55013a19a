#include <cppkafka/cppkafka.h>
#include <librdkafka/rdkafkacpp.h>

void open(std::string &error) {
  cppkafka::Configuration config = {
      {"metadata.broker.list", "b:9092"},
      {"request.required.acks", 0},
  };
  cppkafka::Producer producer(config);
  std::unique_ptr<RdKafka::Conf> conf(RdKafka::Conf::create(RdKafka::Conf::CONF_GLOBAL));
  if (conf->set("acks", "1", error) != RdKafka::Conf::CONF_OK) return;
  std::map<std::string, int> counters;
  counters["acks"] = 0;
}
