import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Java producers in one process that goes on until its standard input ends: a JVM for each would take longer to start than
 * the tests take. A script is a line "run ID CONFIGS LINES" with two numbers, then so many lines key=value for the
 * configuration, then so many lines of what to do. Fields are separated by tabs; an empty partition or key means none, an
 * empty value a tombstone:
 *
 *   send TOPIC PARTITION KEY VALUE [NAME=VALUE ...]   with headers
 *   flush                                             waits for every acknowledgement
 *   begin | commit | abort                            with transactional.id
 *   sleep MILLISECONDS
 *   leave                                             never heard of again: an open transaction stays open
 *
 * Prints "ID at TOPIC PARTITION OFFSET" for every record as it is acknowledged, in the order of sending, and "ID end" or
 * "ID failed WHY" as the last of a script. Scripts run beside each other.
 */
public final class ScriptedProducer {
  private final String id;
  private final Properties config = new Properties();
  private final List<String> script;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private KafkaProducer<byte[], byte[]> producer;

  private ScriptedProducer(String id, List<String> settings, List<String> script) {
    this.id = id;
    this.script = script;
    config.put("key.serializer", ByteArraySerializer.class.getName());
    config.put("value.serializer", ByteArraySerializer.class.getName());
    for (String setting : settings) {
      int at = setting.indexOf('=');
      config.put(setting.substring(0, at), setting.substring(at + 1));
    }
  }

  public static void main(String[] args) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] f = line.split("\t");
      List<String> settings = lines(in, Integer.parseInt(f[2]));
      ScriptedProducer producer = new ScriptedProducer(f[1], settings, lines(in, Integer.parseInt(f[3])));
      new Thread(producer::tell).start();
    }
    // Producers that were left have threads of their own.
    Runtime.getRuntime().halt(0);
  }

  private static List<String> lines(BufferedReader in, int count) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) lines.add(in.readLine());
    return lines;
  }

  private void tell() {
    try {
      run();
      System.out.println(id + "\tend");
    } catch (Exception e) {
      if (producer != null) producer.close(Duration.ZERO);
      System.out.println(id + "\tfailed\t" + e.toString().replace('\n', ' '));
    }
  }

  private void run() throws Exception {
    producer = new KafkaProducer<>(config);
    if (config.containsKey("transactional.id")) producer.initTransactions();
    for (String line : script) {
      String[] f = line.split("\t", -1);
      switch (f[0]) {
        case "send" -> sent.add(producer.send(record(f)));
        case "flush" -> report();
        case "begin" -> producer.beginTransaction();
        case "commit" -> {
          report();
          producer.commitTransaction();
        }
        case "abort" -> {
          report();
          producer.abortTransaction();
        }
        case "sleep" -> Thread.sleep(Long.parseLong(f[1]));
        case "leave" -> {
          report();
          return;
        }
        default -> throw new IllegalArgumentException(line);
      }
    }
    report();
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

  private void report() throws Exception {
    producer.flush();
    for (Future<RecordMetadata> future : sent) {
      RecordMetadata at = future.get();
      System.out.println(id + "\tat\t" + at.topic() + "\t" + at.partition() + "\t" + at.offset());
    }
    sent.clear();
  }
}
