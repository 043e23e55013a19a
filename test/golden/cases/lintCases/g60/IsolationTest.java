import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.springframework.transaction.annotation.*;
class IsolationTest {
  @Transactional(isolation = Isolation.READ_UNCOMMITTED) void a() {}
  void b(Connection c) { c.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED); c.setAutoCommit(true); }
  void c() { em.unwrap(Session.class).setProperty("isolation.level", "read_uncommitted"); }
}
