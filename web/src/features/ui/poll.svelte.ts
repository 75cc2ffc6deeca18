import { said } from '$session/rest';

/** What a page asks for again and again while it is open, and how old that is. */
export class Poll<T> {
    value = $state.raw<T | undefined>(undefined);
    /** Why the last attempt failed; empty if it did not. */
    problem = $state('');
    at = $state(0);
    private asked = 0;

    constructor(private readonly ask: () => Promise<T>) {}

    /** Asks now and every `millis`; returns what ends it. */
    start(millis: number): () => void {
        let isOver = false;
        let timer: ReturnType<typeof setTimeout> | undefined;
        const repeat = async () => {
            await this.again();
            if (!isOver) timer = setTimeout(repeat, millis);
        };
        void repeat();
        return () => {
            isOver = true;
            this.asked++;
            clearTimeout(timer);
        };
    }

    /** Asks at once, as after a change of what is asked for. */
    async again(): Promise<void> {
        const number = ++this.asked;
        try {
            const value = await this.ask();
            // A later question may have been answered first.
            if (number !== this.asked) return;
            this.value = value;
            this.problem = '';
            this.at = Date.now();
        } catch (failure) {
            if (number === this.asked) this.problem = said(failure);
        }
    }
}
