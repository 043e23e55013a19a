resource "kafka_topic" "a" {
  name               = "a"
  replication_factor = 1
  partitions         = 4
  config = {
    "segment.ms" = "4000"
  }
}
resource "kafka_topic" "b" {
  name               = "b"
  replication_factor = 2
  config = {
    "min.insync.replicas" = "2"
    "unclean.leader.election.enable" = true
  }
}
resource "confluent_kafka_topic" "c" {
  topic_name = "c"
  config = { "min.insync.replicas" = "1" }
}
resource "aws_elasticache_replication_group" "d" {
  replicas_per_node_group = 1
  replication_factor = 1
}
