import { said } from './rest';

/** Something that the venue is asked for: what it told last, how old that is, and why it told no more. */
export class Asked<T> {
    value = $state.raw<T | undefined>(undefined);
    /** Why the last attempt failed; empty if it did not. */
    problem = $state('');
    /** When it was told, milliseconds since 1970; 0 before. */
    at = $state(0);
    private asked = 0;

    constructor(private readonly ask: () => Promise<T>) {}

    /** Asks at once, as after a change of what is asked for or after a failure. */
    async again(): Promise<void> {
        const number = ++this.asked;
        try {
            const value = await this.ask();
            // A later question may have been answered first.
            if (number === this.asked) this.take(value);
        } catch (failure) {
            if (number === this.asked) this.problem = said(failure);
        }
    }

    /** The venue told it, asked for or in answer to a change. */
    take(value: T): void {
        this.asked++;
        this.value = value;
        this.problem = '';
        this.at = Date.now();
    }

    /** Nobody waits for it any more: what is still on its way is not taken. */
    protected leave(): void {
        this.asked++;
    }

    /** It was about something else: nothing is known. */
    forget(): void {
        this.leave();
        this.value = undefined;
        this.problem = '';
        this.at = 0;
    }
}
