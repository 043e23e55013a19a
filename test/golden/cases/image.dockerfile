FROM apache/kafka:4.0.0
ENV ACKS=0
RUN kafka-topics.sh --create --topic t \
    # one machine
    --replication-factor 1
CMD ["sh", "-c", "kafka-console-producer.sh --topic t --producer-property acks=0"]
ENTRYPOINT ["kafka-console-producer.sh", "--topic", "t", "--producer-property", "acks=0"]
