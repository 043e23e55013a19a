import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Several Java producers in one process, driven by lines on standard input, that tell what became of every attempt.
 * Fields are separated by tabs; an empty key means none:
 *
 *   open NAME SETTING=VALUE ...          with transactional.id: also prepares its transactions
 *   send NAME ATTEMPT TOPIC KEY VALUE
 *   begin NAME | commit NAME TICKET | abort NAME TICKET
 *   close NAME                           after all that was sent has an outcome
 *
 * Prints "acked ATTEMPT PARTITION OFFSET", "failed ATTEMPT ERROR", "ended TICKET yes|ERROR", "opened NAME" and
 * "closed NAME RETRIES", separated by tabs. Commands of one producer run one after another, those of different ones beside
 * each other.
 */
public final class LedgerProducer {
  private static final Map<String, LedgerProducer> producers = new LinkedHashMap<>();
  private final ExecutorService turn = Executors.newSingleThreadExecutor();
  private KafkaProducer<byte[], byte[]> producer;

  public static void main(String[] args) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] f = line.split("\t", -1);
      LedgerProducer one = producers.computeIfAbsent(f[1], name -> new LedgerProducer());
      one.turn.execute(() -> one.run(f));
      if (f[0].equals("close")) one.turn.shutdown();
    }
    for (LedgerProducer one : producers.values()) {
      one.turn.shutdown();
      one.turn.awaitTermination(60, TimeUnit.SECONDS);
    }
    System.exit(0);
  }

  private void run(String[] f) {
    switch (f[0]) {
      case "open" -> open(f);
      case "send" -> send(f[2], new ProducerRecord<>(f[3], f[4].isEmpty() ? null : bytes(f[4]), bytes(f[5])));
      case "begin" -> attempt(null, () -> producer.beginTransaction());
      case "commit" -> attempt(f[2], () -> producer.commitTransaction());
      // Flushed, or what is not yet sent would be dropped and nothing aborted would stand in the log.
      case "abort" -> attempt(f[2], () -> {
        producer.flush();
        producer.abortTransaction();
      });
      case "close" -> {
        producer.close();
        print("closed", f[1], String.valueOf(retries()));
      }
      default -> throw new IllegalArgumentException(String.join(" ", f));
    }
  }

  private void open(String[] f) {
    Properties config = new Properties();
    config.put("key.serializer", ByteArraySerializer.class.getName());
    config.put("value.serializer", ByteArraySerializer.class.getName());
    for (String setting : Arrays.copyOfRange(f, 2, f.length)) {
      int at = setting.indexOf('=');
      config.put(setting.substring(0, at), setting.substring(at + 1));
    }
    producer = new KafkaProducer<>(config);
    if (config.containsKey("transactional.id")) producer.initTransactions();
    print("opened", f[1]);
  }

  private void send(String attempt, ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record, (at, error) -> {
        if (error != null) print("failed", attempt, error.getClass().getSimpleName());
        else print("acked", attempt, String.valueOf(at.partition()), String.valueOf(at.offset()));
      });
    } catch (RuntimeException error) {
      print("failed", attempt, error.getClass().getSimpleName());
    }
  }

  private void attempt(String ticket, Runnable step) {
    String outcome = "yes";
    try {
      step.run();
    } catch (RuntimeException error) {
      outcome = error.getClass().getSimpleName();
    }
    if (ticket != null) print("ended", ticket, outcome);
  }

  private long retries() {
    return producer.metrics().entrySet().stream()
        .filter(each -> each.getKey().name().equals("record-retry-total") && each.getKey().group().equals("producer-metrics"))
        .mapToLong(each -> ((Double) each.getValue().metricValue()).longValue())
        .sum();
  }

  private static synchronized void print(String... fields) {
    System.out.println(String.join("\t", fields));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
