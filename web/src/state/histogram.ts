import type { Sample } from './metrics';

/** How many took at most `seconds`, and longer than the bucket before. */
export interface Bucket {
    seconds: number;
    count: number;
}

/** The distributions among the samples, by the metric's name; buckets in rising order, the last is infinite. */
export function histograms(samples: readonly Sample[]): Map<string, Bucket[]> {
    const found = new Map<string, Bucket[]>();
    for (const sample of samples) {
        const le = sample.labels['le'];
        if (!sample.name.endsWith('_bucket') || le === undefined) continue;
        const name = sample.name.slice(0, -'_bucket'.length);
        const seconds = le === '+Inf' ? Infinity : Number(le);
        found.set(name, [...(found.get(name) ?? []), { seconds, count: sample.value }]);
    }
    for (const [name, cumulative] of found) {
        cumulative.sort((a, b) => a.seconds - b.seconds);
        let before = 0;
        found.set(
            name,
            cumulative.map(({ seconds, count }) => {
                const own = count - before;
                before = count;
                return { seconds, count: own };
            }),
        );
    }
    return found;
}

/** The bucket that holds the share: "at most so many seconds"; undefined where nothing was counted. */
export function atMost(buckets: readonly Bucket[], share: number): number | undefined {
    const all = buckets.reduce((sum, bucket) => sum + bucket.count, 0);
    if (all === 0) return undefined;
    let seen = 0;
    for (const bucket of buckets) {
        seen += bucket.count;
        if (seen >= all * share) return bucket.seconds;
    }
    return Infinity;
}

/** A time in the unit that fits it. */
export function seconds(value: number): string {
    if (value === Infinity) return 'more';
    if (value < 0.001) return `${Number((value * 1e6).toPrecision(3))} µs`;
    if (value < 1) return `${Number((value * 1e3).toPrecision(3))} ms`;
    return `${Number(value.toPrecision(3))} s`;
}
