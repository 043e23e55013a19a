import type { Unit } from '../config/unit';

/** True for an application of Kafka Streams and for the clients that it makes: Streams itself decides when they commit. */
export const isOfStreams = ({ role, frame }: Unit): boolean =>
  role === 'streams' || frame === 'streams' || frame === 'streamsExactlyOnce';
