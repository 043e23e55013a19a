class KarafkaApp < Karafka::App
  routes.draw do
    topic :orders do
      consumer OrdersConsumer
      config(partitions: 6, replication_factor: 1, 'min.insync.replicas': 1)
      kafka('auto.offset.reset': 'latest', 'enable.auto.commit': false)
      initial_offset 'latest'
    end
    topic :audit do
      consumer AuditConsumer
      config(replication_factor: 3, 'min.insync.replicas': 2)
      kafka(
        'bootstrap.servers': 'b:9092',
        'isolation.level': 'read_uncommitted'
      )
    end
  end
end
