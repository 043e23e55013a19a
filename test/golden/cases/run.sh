java -jar app.jar --spring.kafka.producer.acks=0 --spring.kafka.producer.properties.enable.idempotence=true
# java -jar app.jar --spring.kafka.producer.acks=0
java "-Dspring.kafka.consumer.auto-offset-reset=latest" -jar app.jar
