#include <librdkafka/rdkafkacpp.h>
#include <string>

RdKafka::KafkaConsumer *open_alarms(std::string &error) {
    RdKafka::Conf *conf = RdKafka::Conf::create(RdKafka::Conf::CONF_GLOBAL);
    conf->set("bootstrap.servers", "localhost:9092", error);
    conf->set("group.id", "alarms", error);
    // What was sent while nobody had read yet is skipped.
    conf->set("auto.offset.reset", "latest", error);
    conf->set("enable.auto.commit", "true", error);
    return RdKafka::KafkaConsumer::create(conf, error);
}
