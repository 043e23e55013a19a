from dataclasses import dataclass
import confluent_kafka
@dataclass
class KafkaSettings:
    acks: str = "0"
    retries: int = 0
    enable_idempotence: bool = False
class Meta(BaseSettings):
    kafka_acks: int = Field(0, env="KAFKA_ACKS")
