import { Kafka } from 'kafkajs';
interface Opts { acks: 0 | 1 | -1; retries?: number }
const schema = z.object({ acks: z.number().default(0), retries: z.number().default(0) });
const labels = { acks: 'Acknowledgements', idempotent: 'Idempotent' };
type Acks = 0;
program.option('--acks <n>', 'acks', 0);
const state = { acks: 0, retries: 0 };
it('sends', () => { expect(send).toHaveBeenCalledWith({ topic: 't', acks: 0, messages: [] }); });
