import fs2.kafka._
object Fs2 {
  val p = ProducerSettings[IO, String, String].withBootstrapServers("k:9092").withAcks(Acks.Zero)
  val c = ConsumerSettings[IO, String, String].withAutoOffsetReset(AutoOffsetReset.Latest).withGroupId("g")
}
