import { expect, test } from 'vitest';
import { Pages } from '$features/ui/pages.svelte';
import { Asked } from './asked.svelte';
import { isBack, onBack } from './back';

/** Answers that come when they are told to. */
function answers<T>() {
    const waiting: { resolve: (value: T) => void; reject: (why: Error) => void }[] = [];
    const ask = () => new Promise<T>((resolve, reject) => void waiting.push({ resolve, reject }));
    return { ask, waiting };
}

test('of two questions the later one counts, whichever is answered first', async () => {
    const { ask, waiting } = answers<string>();
    const asked = new Asked(ask);
    const both = [asked.again(), asked.again()];
    waiting[1]!.resolve('new');
    waiting[0]!.resolve('old');
    await Promise.all(both);
    expect(asked.value).toBe('new');
});

test('a failure keeps what was told before, and goes with the next success', async () => {
    const { ask, waiting } = answers<number>();
    const asked = new Asked(ask);
    const once = async (settle: (last: (typeof waiting)[0]) => void) => {
        const over = asked.again();
        settle(waiting[waiting.length - 1]!);
        await over;
    };
    await once((last) => last.resolve(1));
    await once((last) => last.reject(new Error('It is away')));
    expect([asked.value, asked.problem, asked.at > 0]).toEqual([1, 'It is away', true]);
    await once((last) => last.resolve(2));
    expect([asked.value, asked.problem]).toEqual([2, '']);
    asked.forget();
    expect([asked.value, asked.at]).toEqual([undefined, 0]);
});

test('what is answered after it was forgotten is not taken', async () => {
    const { ask, waiting } = answers<string>();
    const asked = new Asked(ask);
    const over = asked.again();
    asked.forget();
    waiting[0]!.resolve('of another account');
    await over;
    expect(asked.value).toBeUndefined();
});

test('a long list is read part by part; a part that failed is asked for again, then the newest', async () => {
    const parts: Record<string, { rows: string[]; before?: string }> = {
        '': { rows: ['d', 'c'], before: '2' },
        2: { rows: ['b', 'a'] },
    };
    let isAway = false;
    const froms: string[] = [];
    const pages = new Pages<string>(async (from = '') => {
        froms.push(from);
        if (isAway) throw new Error('It is away');
        return parts[from]!;
    });
    const settled = () => new Promise((done) => setTimeout(done));
    const end = pages.start();
    await settled();
    isAway = true;
    pages.earlier();
    await settled();
    expect([pages.problem, pages.value?.rows.length]).toEqual(['It is away', 2]);
    isAway = false;
    await pages.again();
    expect(pages.value).toEqual({ rows: ['d', 'c', 'b', 'a'] });
    isBack();
    await settled();
    expect(pages.value?.rows).toEqual(['d', 'c']);
    expect(froms).toEqual(['', '2', '2', '']);
    end();
    isBack();
    expect(froms.length).toBe(4);
});

test('whoever does not listen any more is not told that the venue is back', () => {
    let times = 0;
    const end = onBack(() => times++);
    isBack();
    end();
    isBack();
    expect(times).toBe(1);
});
