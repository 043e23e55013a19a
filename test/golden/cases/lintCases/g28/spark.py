from pyspark.sql import SparkSession
df.selectExpr("to_json(struct(*)) AS value") \
  .writeStream \
  .format("kafka") \
  .option("kafka.bootstrap.servers", "a:9092") \
  .option("kafka.acks", "0") \
  .option("topic", "t") \
  .start()
spark.read.format("jdbc").option("acks", "0").load()
