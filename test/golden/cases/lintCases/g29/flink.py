from pyflink.datastream.connectors.kafka import KafkaSink, DeliveryGuarantee
from pyflink.datastream.connectors import DeliveryGuarantee
a = KafkaSink.builder().set_bootstrap_servers("a").set_record_serializer(s).build()
b = KafkaSink.builder() \
    .set_bootstrap_servers("a") \
    .set_delivery_guarantee(DeliveryGuarantee.NONE) \
    .build()
