import { Server } from 'socket.io';
const io = new Server({ retries: 0, ackTimeout: 1 });
io.emit('producer', { acks: 0, idempotent: false });
export const stats = { acks: 0, retries: 0, replicationFactor: 1 };
const rabbit = { producer: { acks: 1 }, consumer: { autoCommit: true, fromBeginning: false } };
