REM kafka-console-producer.bat --producer-property acks=0
.\bin\windows\kafka-console-producer.bat --broker-list %BROKERS% ^
  --topic t --producer-property acks=0
.\bin\windows\kafka-console-producer.bat --topic t --producer-property acks=%ACKS%
