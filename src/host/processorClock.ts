/** Node has it since 22.19 and 23.9. */
type ThreadClock = () => { readonly user: number; readonly system: number };

/**
 * A clock of the processor time that this thread has had, in milliseconds. A limit by it means the same on a machine that
 * is busy with other programs: their turns do not count.
 *
 * Where only the whole process can be asked, its other threads count too, such as those that compile WebAssembly; so the
 * clock never goes faster than that on the wall.
 */
export function processorClock(): () => number {
  const { threadCpuUsage } = process as { readonly threadCpuUsage?: ThreadClock };
  const used = (): number => {
    const { user, system } = threadCpuUsage ? threadCpuUsage.call(process) : process.cpuUsage();
    return (user + system) / 1000;
  };
  let processor = used();
  let wall = performance.now();
  let time = 0;
  return () => {
    const [nowUsed, nowWall] = [used(), performance.now()];
    time += Math.min(nowUsed - processor, nowWall - wall);
    [processor, wall] = [nowUsed, nowWall];
    return time;
  };
}
