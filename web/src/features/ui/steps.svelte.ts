import { newKey } from '$session/key';
import { ProblemError, said } from '$session/rest';

/** How many refusals are told with their reasons. */
const TOLD_MAX = 5;
/** What is wrong with one of many alone; any other refusal would meet the others too. */
const OF_ONE = new Set([404, 409, 422]);

/**
 * The commands of a form that sends several, each under a key of its own. Of a form that is sent again
 * what was done is not done again, and what may have been done has the same key as before.
 */
export class Steps {
    private done = $state.raw<ReadonlyMap<string, unknown>>(new Map());
    private readonly keys = new Map<string, string>();

    /** `name`: all that the command says, so that another amount is another command. */
    isDone(name: string): boolean {
        return this.done.has(name);
    }

    /** Sends a command unless it was done before; resolves with what was answered then or is now. */
    async once<T>(name: string, send: (key: string) => Promise<T>): Promise<T> {
        if (this.done.has(name)) return this.done.get(name) as T;
        const key = this.keys.get(name) ?? newKey();
        this.keys.set(name, key);
        try {
            const told = await send(key);
            this.done = new Map([...this.done, [name, told]]);
            return told;
        } catch (failure) {
            // The venue remembers a refusal under its key: that it is good now would not be seen.
            if (failure instanceof ProblemError && !failure.isPassing) this.keys.delete(name);
            throw failure;
        }
    }

    /**
     * Sends one for each, and goes on where the venue refuses one of them; rejects at the end with who was
     * refused and why.
     */
    async each<T>(
        all: readonly T[],
        of: { name: (each: T) => string; called: (each: T) => string; send: (each: T, key: string) => Promise<unknown> },
    ): Promise<void> {
        const refused: string[] = [];
        for (const each of all) {
            try {
                await this.once(of.name(each), (key) => of.send(each, key));
            } catch (failure) {
                if (!(failure instanceof ProblemError) || !OF_ONE.has(failure.status)) throw failure;
                refused.push(`${of.called(each)}: ${said(failure)}`);
            }
        }
        if (refused.length === 0) return;
        const more = refused.length - TOLD_MAX;
        throw new Error(
            `Done for ${all.length - refused.length} of ${all.length}, not for ${refused.slice(0, TOLD_MAX).join('; ')}` +
                (more > 0 ? ` and ${more} more` : ''),
        );
    }

    /** Everything was done: the same again is meant as another. */
    forget(): void {
        this.done = new Map();
        this.keys.clear();
    }
}
