/**
 * Milliseconds that two records may be out of order by their times: those of one writer are not in the order of its numbers
 * to the millisecond, as kafkajs takes the time of each partition's batch anew, and clocks of brokers are a little apart.
 */
export const CLOSE_MS = 50;
