from celery import Celery
app = Celery("t", broker="amqp://x")
app.conf.task_acks_late = True
app.conf.update(acks=0, retries=0, enable_auto_commit=True)
dhcp = {"acks": 0, "nacks": 0}
def produce(acks=1, retries=0): ...
cluster = dict(replication_factor=1)
