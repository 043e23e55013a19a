ACKS ?= 0
send:
	@$(KAFKA)/kafka-console-producer.sh --topic t \
	  --producer-property acks=0
	-kcat -P -t t -X acks=$(ACKS)
kafka-topics --create --replication-factor 1
