resource "kubernetes_deployment" "relay" {
  spec {
    replicas = 1
    template {
      spec {
        container {
          image = "registry.example/relay"
          env {
            name  = "SPRING_KAFKA_PRODUCER_ACKS"
            value = "0"
          }
          env {
            name  = "SPRING_KAFKA_PRODUCER_RETRIES"
            value = var.retries
          }
          env {
            name  = "MAIL_RETRIES"
            value = "0"
          }
        }
      }
    }
  }
}

resource "aws_lambda_function" "audit" {
  environment {
    variables = {
      SPRING_KAFKA_CONSUMER_AUTO_OFFSET_RESET = "latest"
      SPRING_KAFKA_PRODUCER_ACKS              = local.acks
    }
  }
}
