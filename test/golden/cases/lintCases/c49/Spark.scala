object Spark {
  df.writeStream.format("kafka").option("kafka.bootstrap.servers", "k:9092").option("kafka.acks", "0").option("topic", "t").start()
  other.write.format("parquet").option("acks", "0").save()
}
