import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.kafka.config.TopicBuilder;
import java.util.Map;
class Topics {
  NewTopic a() { return new NewTopic("a", 3, (short) 1); }
  NewTopic b() { return TopicBuilder.name("b").partitions(3).replicas(1).build(); }
  NewTopic c() {
    return TopicBuilder.name("c").replicas(3)
        .config("min.insync.replicas", "3")
        .build();
  }
  NewTopic d() { return new NewTopic("d", 3, (short) 3).configs(Map.of("min.insync.replicas", "2")); }
}
