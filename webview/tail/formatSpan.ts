/** "2026-01-31 12:00:04.120 to 12:00:09.000": local time, the date again only where it is another. */
export function formatSpan(from: number, to: number): string {
  const a = stamp(from);
  const b = stamp(to);
  return `${a.date} ${a.time} to ${a.date === b.date ? '' : `${b.date} `}${b.time}`.trimStart();
}

function stamp(at: number): { readonly date: string; readonly time: string } {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return { date: '', time: `${at} ms` };
  const local = new Date(at - date.getTimezoneOffset() * 60_000).toISOString();
  return { date: local.slice(0, local.indexOf('T')), time: local.slice(local.indexOf('T') + 1, -1) };
}
