-module(producer).
start() ->
    ok = brod:start_client([{"k", 9092}], c, []),
    ok = brod:start_producer(c, <<"t">>, [{required_acks, 0}, {max_retries, 0}]).
