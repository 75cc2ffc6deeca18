import { Asked } from '$session/asked.svelte';
import { onBack } from '$session/back';

/** What a page asks for again and again while it is open. */
export class Poll<T> extends Asked<T> {
    /** Asks now, every `millis` and when the venue is back; returns what ends it. */
    start(millis = Infinity): () => void {
        let isOver = false;
        let timer: ReturnType<typeof setTimeout> | undefined;
        const repeat = async () => {
            await this.again();
            if (!isOver && millis < Infinity) timer = setTimeout(repeat, millis);
        };
        void repeat();
        const deaf = onBack(() => void this.again());
        return () => {
            isOver = true;
            deaf();
            this.leave();
            clearTimeout(timer);
        };
    }
}
