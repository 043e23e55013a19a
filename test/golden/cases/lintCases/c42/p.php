<?php
$conf = new RdKafka\Conf();
$conf->set('metadata.broker.list', 'k:9092');
$conf->set('enable.idempotence', 'false');
$topicConf = new RdKafka\TopicConf();
$topicConf->set('request.required.acks', '1');
$producer = new RdKafka\Producer($conf);
