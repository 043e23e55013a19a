/**
 * The broker, ended when whoever started it goes away: its standard input is a pipe that nobody else holds, so end of
 * input means that the parent is gone, also after a SIGKILL that no exit handler survives.
 */
public final class SupervisedKafka {
  public static void main(String[] args) throws Exception {
    Thread watch = new Thread(() -> {
      try {
        while (System.in.read() >= 0) {
          // Nothing is ever sent.
        }
      } catch (java.io.IOException e) {
        // A broken pipe means the same.
      }
      Runtime.getRuntime().halt(3);
    });
    watch.setDaemon(true);
    watch.start();
    kafka.Kafka.main(args);
  }
}
