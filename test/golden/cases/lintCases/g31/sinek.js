module.exports = {
  logger,
  noptions: {
    "metadata.broker.list": "a:9092",
    "group.id": "g",
    "enable.auto.commit": true,
  },
  tconf: {
    "auto.offset.reset": "latest",
    "request.required.acks": 0
  }
}
