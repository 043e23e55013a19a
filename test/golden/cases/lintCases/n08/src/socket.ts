import mqtt from 'mqtt';

const client = mqtt.connect('mqtt://x');
export async function send(socket: any, producer: any) {
  await socket.send({ topic: 'kafka', acks: 0, messages: [] });
  await client.ws.send({ topic: 'kafka', acks: 1, messages: [] });
  await producer.send({ topic: 'clicks', acks: 0, messages: [] });
}
