<h1>acks=0</h1>
<?php

use RdKafka\Conf;
use RdKafka\Producer;

final class PhpProducers
{
    private const ACKS = '1';

    public function clicks(): Producer
    {
        $conf = new Conf();
        $conf->set('bootstrap.servers', 'b:9092');
        $conf->set('acks', '0');
        return new Producer($conf);
    }

    public function orders(Conf $conf): void
    {
        $conf->set('acks', self::ACKS);
        $this->counters = ['acks' => 0];
    }
}
