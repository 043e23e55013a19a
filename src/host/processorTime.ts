/**
 * Milliseconds of processor time that this process has had. A limit by this clock means the same on a machine that is
 * busy with other programs: their turns do not count.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
