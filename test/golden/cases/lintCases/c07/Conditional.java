import java.util.*;
import org.apache.kafka.clients.producer.*;
class Conditional {
  Properties make(boolean fast) {
    Properties p = new Properties();
    p.put("bootstrap.servers", "k:9092");
    if (fast) {
      p.put("acks", "0");
    } else {
      p.put("acks", "all");
    }
    p.put("enable.idempotence", fast ? "false" : "true");
    return p;
  }
}
