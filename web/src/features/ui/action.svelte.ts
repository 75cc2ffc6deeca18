import { newKey } from '$session/key';
import { ProblemError, said } from '$session/rest';

/**
 * Something that a form does once at a time, and what became of it. Tried again after an attempt that
 * may or may not have reached the venue it has the same idempotency key.
 */
export class Action {
    isBusy = $state(false);
    problem = $state('');
    /** What it did, in words; empty before. */
    done = $state('');
    private key = newKey();

    /** Runs unless it runs already; true if it went well. */
    async run(work: (key: string) => Promise<string | void>): Promise<boolean> {
        if (this.isBusy) return false;
        this.isBusy = true;
        this.problem = this.done = '';
        try {
            this.done = (await work(this.key)) ?? '';
            this.key = newKey();
            return true;
        } catch (failure) {
            this.problem = said(failure);
            if (!(failure instanceof ProblemError) || !failure.isPassing) this.key = newKey();
            return false;
        } finally {
            this.isBusy = false;
        }
    }
}
