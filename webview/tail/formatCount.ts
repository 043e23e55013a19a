const grouped = new Intl.NumberFormat('en-US');

/** 1284 -> 1,284. The view speaks English, so do its numbers. */
export const formatCount = (n: number): string => grouped.format(n);

/** "1 gap", "3 gaps". */
export const countOf = (n: number, one: string, many = `${one}s`): string =>
  `${formatCount(n)} ${n === 1 ? one : many}`;
