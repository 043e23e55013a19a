import { globExcludes } from '../base/globExcludes';
import { globToRegExp } from '../base/globToRegExp';

/** Which files of a folder the scan reads. Paths are relative to the folder, with forward slashes. */
export interface FileFilter {
  includes(path: string): boolean;
  /** True also for folders that nothing is read of. */
  excludes(path: string): boolean;
}

/** A pattern excludes what it matches and everything below. */
export function fileFilter(include: readonly string[], exclude: readonly string[]): FileFilter {
  const wanted = include.map(globToRegExp);
  const excludes = globExcludes(exclude);
  return { excludes, includes: (path) => wanted.some((pattern) => pattern.test(path)) && !excludes(path) };
}

/**
 * False for texts that hold no Kafka client for certain, so that a project's thousands of other files are not analysed:
 * each surface needs one of these words in the name of the file or in its text.
 */
export const mayHoldUnits = (path: string, text: string): boolean => words.test(path) || words.test(text);

const words =
  /kafka|kcat|producer|consumer|bootstrap[._]?servers|serializer|broker|insync|replication[._]?factor|sarama|franz|kgo\.|mp\.messaging|redpanda|librdkafka|acks|connector|processing[._]?guarantee/i;
