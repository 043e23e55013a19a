package game
case class Attack(acks: Int = 0, retries: Int = 0)
object Cluster {
  val cassandra = Map("replication_factor" -> 1, "class" -> "SimpleStrategy")
  val stats = Map("acks" -> 0, "retries" -> 0)
  akka.actor.Props(new Worker).withMailbox("producer")
}
