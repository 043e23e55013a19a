import type { RecordView } from '../../src/kafka/model';
import type { LogReader, LogReading, ReadRequest } from '../../src/kafka/ports';
import { Recording } from './Recording';

/**
 * Pauses a reading of one partition in the turn in which its first record is told: no request is under way then, which might
 * still bring what is written next.
 */
export class PausedAtFirst extends Recording {
  private reading: LogReading | undefined;

  async read(reader: LogReader, request: ReadRequest): Promise<LogReading> {
    this.reading = await reader.read(request, this);
    return this.reading;
  }

  override record(partition: number, record: RecordView): void {
    super.record(partition, record);
    if (this.records.length === 1) this.reading?.pause(true);
  }
}
