$env:KAFKA_PRODUCER_ACKS = "0"
& .\bin\windows\kafka-console-producer.bat --topic t --bootstrap-server b:9092 `
    --producer-property acks=0
kcat -P -t t -X acks=0
# kcat -P -t t -X acks=0
Write-Host "kcat -P -t t -X acks=0"
