/** How long after it was opened a page fetches what it will want: its first load is long over. */
const AHEAD_MILLIS = 10_000;

/**
 * Fetches parts that are loaded lazily before they are wanted: while the venue is away, when they may
 * be wanted most, nothing can be fetched. Begin it while the venue is there: to some browsers a part
 * that once failed stays failed. Returns what gives it up.
 */
export function ahead(parts: (() => Promise<unknown>)[]): () => void {
    const timer = setTimeout(() => {
        // Whoever wants one that could not be had is told.
        for (const part of parts) part().catch(() => undefined);
    }, AHEAD_MILLIS);
    return () => clearTimeout(timer);
}
