<?php

$conf = new RdKafka\Conf();
$conf->set('bootstrap.servers', 'localhost:9092');
$conf->set('acks', '1');
$conf->set('message.send.max.retries', '0');

$producer = new RdKafka\Producer($conf);
$producer->newTopic('vouchers')->produce(RD_KAFKA_PARTITION_UA, 0, 'used', $argv[1]);
$producer->flush(10000);
