import os
def configure(RE, broker_name):
    if publish_documents_to_kafka:
        _build_and_subscribe_kafka_publisher(
            RE,
            beamline_name=broker_name,
            bootstrap_servers=os.environ['BLUESKY_KAFKA_BOOTSTRAP_SERVERS'],
            producer_config={
                "acks": 0,
                "message.timeout.ms": 3000,
                "queue.buffering.max.kbytes": 10 * 1048576,
            },
        )
