/** What a page asks for again and again while it is open, and how old that is. */
export class Poll<T> {
    value = $state.raw<T | undefined>(undefined);
    /** Why the last attempt failed; empty if it did not. */
    problem = $state('');
    at = $state(0);

    constructor(private readonly ask: () => Promise<T>) {}

    /** Asks now and every `millis`; returns what ends it. */
    start(millis: number): () => void {
        let isOver = false;
        let timer: ReturnType<typeof setTimeout> | undefined;
        const again = async () => {
            try {
                const value = await this.ask();
                if (isOver) return;
                this.value = value;
                this.problem = '';
                this.at = Date.now();
            } catch (failure) {
                if (isOver) return;
                this.problem = failure instanceof Error ? failure.message : String(failure);
            }
            timer = setTimeout(again, millis);
        };
        void again();
        return () => {
            isOver = true;
            clearTimeout(timer);
        };
    }
}
