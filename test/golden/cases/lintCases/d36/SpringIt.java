import org.springframework.boot.test.context.SpringBootTest;
@SpringBootTest(properties = {
    "spring.kafka.producer.acks=0",
    "spring.kafka.consumer.auto-offset-reset=latest",
    "spring.datasource.retries=0"
})
class SpringIt { }
