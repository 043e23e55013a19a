variable "factor" {
  default = 1
}
resource "kafka_topic" "a" {
  name               = "a"
  replication_factor = var.factor
  config = {
    "min.insync.replicas" = "1"
  }
}
resource "confluent_kafka_topic" "b" {
  config = { "min.insync.replicas" = "1" }
}
resource "aws_msk_configuration" "c" {
  server_properties = <<PROPERTIES
default.replication.factor = 3
min.insync.replicas = 3
PROPERTIES
}
resource "cassandra_keyspace" "d" {
  replication_factor = 1
}
