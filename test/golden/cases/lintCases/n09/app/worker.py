import faust

orders = faust.App("orders", broker="kafka://k1", processing_guarantee="exactly_once", producer_acks=0)
sums = faust.App(
    "sums",
    broker="kafka://k1",
    processing_guarantee=faust.ProcessingGuarantee.EXACTLY_ONCE,
    producer_acks="all",
)
clicks = faust.App("clicks", broker="kafka://k1", producer_acks=1)
