package jobs

import org.apache.spark.sql.DataFrame

object Lake {
  private val target = Map("kafka.bootstrap.servers" -> "bus:9092", "kafka.acks" -> "0", "topic" -> "lake")

  def plain(rows: DataFrame): Unit = rows.write.format("kafka").options(target).save()

  def stream(rows: DataFrame) =
    rows.writeStream.format("kafka").option("kafka.retries", "0").start()

  def files(rows: DataFrame): Unit = rows.write.format("parquet").option("retries", "0").save()
}
