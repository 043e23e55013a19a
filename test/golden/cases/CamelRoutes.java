import org.apache.camel.builder.RouteBuilder;

class CamelRoutes extends RouteBuilder {
  public void configure() {
    from("kafka:orders?groupId=g&autoOffsetReset=latest&autoCommitEnable=true")
        // .to("kafka:old?requestRequiredAcks=0")
        .to("kafka:clicks?brokers=b:9092&requestRequiredAcks=0&enableIdempotence=false")
        .to("log:out?requestRequiredAcks=0");
    tables.executeSql("CREATE TABLE t (id INT) WITH ('connector' = 'kafka', 'sink.delivery-guarantee' = 'none')");
  }
}
