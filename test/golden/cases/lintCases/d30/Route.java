import org.apache.camel.builder.RouteBuilder;
class Route extends RouteBuilder {
  public void configure() {
    from("direct:a").to("kafka:out?brokers=k:9092&requestRequiredAcks=1");
    from("kafka:in?brokers=k:9092&autoCommitEnable=true").to("log:x");
  }
}
