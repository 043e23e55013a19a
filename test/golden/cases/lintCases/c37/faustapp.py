import faust
app = faust.App("x", broker="kafka://k:9092", producer_acks=0, topic_replication_factor=1)
