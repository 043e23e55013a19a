import type { ProducerKind } from '../tail/advice';
import type { RecordRow } from '../tail/model';
import type { TailSession } from '../tail/session';

export const producerKind = ({ producerId, transaction }: RecordRow): ProducerKind =>
  producerId === -1 ? 'plain' : transaction === 'none' ? 'idempotent' : 'transactional';

/** The record that jumped tells how the producer of the missing ones writes. */
export function producerOfGap(
  session: Pick<TailSession, 'findRow' | 'row'>,
  { partition, offset }: { readonly partition: number; readonly offset: number },
): ProducerKind {
  const after = session.findRow(partition, offset);
  const jumped = after === undefined ? undefined : session.row(after);
  return jumped?.kind === 'record' ? producerKind(jumped) : 'plain';
}
