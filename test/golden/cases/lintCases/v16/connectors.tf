resource "kafka-connect_connector" "search" {
  name = "search"
  config = {
    "name"             = "search"
    "connector.class"  = "io.confluent.connect.elasticsearch.ElasticsearchSinkConnector"
    "topics"           = "orders"
    "errors.tolerance" = "all"
    "max.retries"      = 0
  }
}

resource "confluent_connector" "lake" {
  config_nonsensitive = {
    "connector.class"  = "S3_SINK"
    "topics"           = "orders"
    "errors.tolerance" = "all"
  }
}
