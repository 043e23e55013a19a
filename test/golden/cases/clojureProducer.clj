(ns shop.producer
  (:import (org.apache.kafka.clients.producer KafkaProducer ProducerConfig)))

;; {"acks" "0"}
(def clicks {"bootstrap.servers" "b:9092" "acks" "0"})
(def orders {ProducerConfig/ACKS_CONFIG "1"})
(def counters {"acks" "0"})
