import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads whole topics with the Java consumer, once as they are and once with read_committed. Arguments: bootstrap servers,
 * topics. Prints "begin TOPIC PARTITION OFFSET", "end TOPIC PARTITION OFFSET",
 * "stable TOPIC PARTITION OFFSET" (the last stable offset) and "record ISOLATION TOPIC PARTITION OFFSET TIMESTAMP KEY VALUE", separated by tabs; a null key is empty.
 */
public final class ReadBack {
  public static void main(String[] args) {
    for (String isolation : List.of("read_uncommitted", "read_committed")) {
      Properties config = new Properties();
      config.put("bootstrap.servers", args[0]);
      config.put("key.deserializer", ByteArrayDeserializer.class.getName());
      config.put("value.deserializer", ByteArrayDeserializer.class.getName());
      config.put("isolation.level", isolation);
      config.put("enable.auto.commit", "false");
      config.put("allow.auto.create.topics", "false");
      StringBuilder out = new StringBuilder();
      try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
        List<TopicPartition> all = List.of(args).subList(1, args.length).stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .collect(Collectors.toList());
        consumer.assign(all);
        consumer.seekToBeginning(all);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        if (isolation.equals("read_committed"))
          for (TopicPartition each : all)
            out.append("stable\t").append(each.topic()).append('\t').append(each.partition()).append('\t')
                .append(ends.get(each)).append('\n');
        else
          for (TopicPartition each : all) {
            out.append("begin\t").append(each.topic()).append('\t').append(each.partition()).append('\t');
            out.append(begins.get(each)).append('\n');
            out.append("end\t").append(each.topic()).append('\t').append(each.partition()).append('\t');
            out.append(ends.get(each)).append('\n');
          }
        while (all.stream().anyMatch(each -> consumer.position(each) < ends.get(each)))
          for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(200)))
            out.append("record\t").append(isolation).append('\t').append(each.topic()).append('\t')
                .append(each.partition()).append('\t').append(each.offset()).append('\t').append(each.timestamp())
                .append('\t').append(text(each.key())).append('\t').append(text(each.value())).append('\n');
      }
      System.out.print(out);
    }
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}
