import org.apache.spark.sql.SparkSession

object SparkS extends App {
  val spark = SparkSession.builder().getOrCreate()
  spark.readStream
    .format("kafka")
    .option("kafka.bootstrap.servers", "k:9092")
    .option("subscribe", "in")
    .load()
    .selectExpr("CAST(value AS STRING)")
    .writeStream
    .format("kafka")
    .option("kafka.bootstrap.servers", "k:9092")
    .option("kafka.acks", "1")
    .option("topic", "out")
    .start()
}
