import fs2.kafka._
object Prod {
  val s = ProducerSettings[IO, String, String].withBootstrapServers("a").withAcks(Acks.Zero)
  val t = ProducerSettings[IO, String, String].withBootstrapServers("a").withEnableIdempotence(true).withAcks(Acks.One)
  val c = ConsumerSettings[IO, String, String].withAutoOffsetReset(AutoOffsetReset.Latest).withEnableAutoCommit(true).withIsolationLevel(IsolationLevel.ReadUncommitted)
}
