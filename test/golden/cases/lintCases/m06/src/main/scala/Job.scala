import org.apache.spark.sql.SparkSession

object Job {
  def main(args: Array[String]): Unit = {
    val spark = SparkSession.builder.appName("job").getOrCreate()
    val df = spark.readStream.format("kafka")
      .option("kafka.bootstrap.servers", "k:9092")
      .option("subscribe", "in")
      .option("startingOffsets", "latest")
      .load()
    df.writeStream.format("kafka")
      .option("kafka.bootstrap.servers", "k:9092")
      .option("kafka.acks", "0")
      .option("topic", "out")
      .option("checkpointLocation", "/tmp/c")
      .start()
    df.write.format("jdbc").option("retries", "0").save()
  }
}
