<?php

use Illuminate\Support\Facades\Http;
use Junges\Kafka\Facades\Kafka;

Kafka::publish('broker')->onTopic('bills')->withConfigOptions(['acks' => '0'])->send();
Kafka::publish('broker')->onTopic('mails')->withConfigOption('acks', '1')->send();
Kafka::consumer(['bills'])->withOptions(['auto.offset.reset' => 'latest'])->build();
Http::withOptions(['acks' => 0, 'retries' => 0])->get('https://example.org');
