import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Java producer, driven by lines on standard input. Arguments: its configuration as key=value. Fields of a line are
 * separated by tabs; an empty partition or key means none, an empty value a tombstone:
 *
 *   send TOPIC PARTITION KEY VALUE [NAME=VALUE ...]   with headers
 *   flush                                             waits for every acknowledgement
 *   begin | commit | abort                            with transactional.id
 *   sleep MILLISECONDS
 *   leave                                             ends the process at once: an open transaction stays open
 *
 * Prints "TOPIC PARTITION OFFSET" for every record as it is acknowledged, in the order of sending.
 */
public final class ScriptedProducer {
  public static void main(String[] args) throws Exception {
    Properties config = new Properties();
    config.put("key.serializer", ByteArraySerializer.class.getName());
    config.put("value.serializer", ByteArraySerializer.class.getName());
    for (String arg : args) {
      int at = arg.indexOf('=');
      config.put(arg.substring(0, at), arg.substring(at + 1));
    }
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config);
    if (config.containsKey("transactional.id")) producer.initTransactions();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] f = line.split("\t", -1);
      switch (f[0]) {
        case "send" -> sent.add(producer.send(record(f)));
        case "flush" -> report(producer, sent);
        case "begin" -> producer.beginTransaction();
        case "commit" -> {
          report(producer, sent);
          producer.commitTransaction();
        }
        case "abort" -> {
          report(producer, sent);
          producer.abortTransaction();
        }
        case "sleep" -> Thread.sleep(Long.parseLong(f[1]));
        case "leave" -> {
          report(producer, sent);
          System.out.flush();
          Runtime.getRuntime().halt(0);
        }
        default -> throw new IllegalArgumentException(line);
      }
    }
    report(producer, sent);
    producer.close();
  }

  private static ProducerRecord<byte[], byte[]> record(String[] f) {
    Integer partition = f[2].isEmpty() ? null : Integer.valueOf(f[2]);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(f[1], partition, bytes(f[3]), bytes(f[4]));
    for (int i = 5; i < f.length; i++) {
      int at = f[i].indexOf('=');
      record.headers().add(f[i].substring(0, at), f[i].substring(at + 1).getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }

  private static byte[] bytes(String text) {
    return text.isEmpty() ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private static void report(KafkaProducer<byte[], byte[]> producer, List<Future<RecordMetadata>> sent)
      throws Exception {
    producer.flush();
    for (Future<RecordMetadata> future : sent) {
      RecordMetadata at = future.get();
      System.out.println(at.topic() + "\t" + at.partition() + "\t" + at.offset());
    }
    sent.clear();
  }
}
