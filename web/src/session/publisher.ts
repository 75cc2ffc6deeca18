/** Where something is due and no frame follows it is published after so long. */
const LATER_MILLIS = 100;
/** A page that nobody sees has no frames, and may still have to say something: it publishes after so long. */
const UNSEEN_MILLIS = 1_000;

/**
 * Gathers what has changed and publishes it once a frame, however often it changes; some of it less
 * often, then with the first frame that follows.
 */
export class Publisher<What extends string> {
    private dirty = new Set<What>();
    private frame = 0;
    private later: ReturnType<typeof setTimeout> | undefined;
    private unseen: ReturnType<typeof setTimeout> | undefined;
    private readonly publishedAt = new Map<What, number>();

    /** `paced`: what is published no more often than once in so many milliseconds. */
    constructor(
        private readonly paced: Partial<Record<What, number>>,
        private readonly publish: (what: ReadonlySet<What>) => void,
    ) {}

    touch(what: What): void {
        this.dirty.add(what);
        if (this.frame !== 0) return;
        this.frame = requestAnimationFrame(() => this.onFrame());
        // Whichever comes first: a page may be put out of sight after it has asked for a frame.
        this.unseen = setTimeout(() => this.onFrame(), UNSEEN_MILLIS);
    }

    /** What comes next is shown at once: it is of something else than what came before. */
    forgetPace(): void {
        this.publishedAt.clear();
    }

    private onFrame(): void {
        cancelAnimationFrame(this.frame);
        this.frame = 0;
        clearTimeout(this.unseen);
        clearTimeout(this.later);
        const due = new Set([...this.dirty].filter((what) => this.isDue(what)));
        due.forEach((what) => this.dirty.delete(what));
        this.publish(due);
        if (this.dirty.size === 0) return;
        this.later = setTimeout(() => this.dirty.forEach((what) => this.touch(what)), LATER_MILLIS);
    }

    private isDue(what: What): boolean {
        const now = performance.now();
        if (now < (this.publishedAt.get(what) ?? -Infinity) + (this.paced[what] ?? 0)) return false;
        this.publishedAt.set(what, now);
        return true;
    }
}
