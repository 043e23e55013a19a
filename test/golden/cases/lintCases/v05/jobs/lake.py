from pyspark.sql import DataFrame

OPTIONS = {"kafka.bootstrap.servers": "bus:9092", "kafka.acks": "1"}


def store(rows: DataFrame) -> None:
    rows.write.format("kafka").options(**OPTIONS).option("topic", "lake").save()


def archive(rows: DataFrame) -> None:
    rows.write.format("jdbc").option("retries", "0").save()
