import { Transport, ClientsModule } from '@nestjs/microservices';
export const options = {
  transport: Transport.KAFKA,
  options: {
    client: { brokers: ['k:9092'] },
    producer: { idempotent: false },
    send: { acks: 0 },
    consumer: { groupId: 'g' },
    run: { autoCommit: true },
  },
};
