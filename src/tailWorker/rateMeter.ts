/** Events a second over the last second, from samples of a running total. */
export class RateMeter {
  private readonly samples: { readonly at: number; readonly total: number }[] = [];

  /** `at` in milliseconds; returns the rate at that moment. */
  sample(at: number, total: number): number {
    this.samples.push({ at, total });
    while (this.samples.length > 2 && (this.samples[1]?.at ?? at) <= at - 1000) this.samples.shift();
    const oldest = this.samples[0];
    if (!oldest || oldest.at === at) return 0;
    return Math.round(((total - oldest.total) * 1000) / (at - oldest.at));
  }
}
