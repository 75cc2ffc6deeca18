import { expect, test } from 'vitest';
import { ProblemError } from '$session/rest';
import { Steps } from './steps.svelte';

const MEMBERS = ['4', '5', '6'];
const gone = () => new ProblemError(0, 'unreachable', 'The venue cannot be reached', '');
const closed = () => new ProblemError(422, 'account-closed', 'The account is closed', '');

/** A venue that pays, unless it is told of somebody what comes instead. */
function venue() {
    const paid: string[] = [];
    const asked: { account: string; key: string }[] = [];
    const instead = new Map<string, () => Error>();
    const pay = (amount: string) => ({
        name: (account: string) => `${account} ${amount}`,
        called: (account: string) => `Member ${account}`,
        send: async (account: string, key: string) => {
            asked.push({ account, key });
            const failure = instead.get(account);
            if (failure) throw failure();
            paid.push(`${account} ${amount}`);
        },
    });
    return { paid, asked, instead, pay };
}

test('who was paid is not paid again with the next press, and one refusal does not stop the others', async () => {
    const { paid, asked, instead, pay } = venue();
    const steps = new Steps();
    instead.set('5', closed);
    const first = steps.each(MEMBERS, pay('10'));
    await expect(first).rejects.toThrow('Done for 2 of 3, not for Member 5: The account is closed');
    expect(steps.isDone('4 10')).toBe(true);
    expect(steps.isDone('5 10')).toBe(false);
    instead.clear();
    await steps.each(MEMBERS, pay('10'));
    expect(paid).toEqual(['4 10', '6 10', '5 10']);
    // What was refused under a key stays refused under it.
    const keys = asked.filter(({ account }) => account === '5').map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
});

test('what may have been done is asked for under its key, and stops the rest', async () => {
    const { paid, asked, instead, pay } = venue();
    const steps = new Steps();
    instead.set('5', gone);
    await expect(steps.each(MEMBERS, pay('10'))).rejects.toThrow('cannot be reached');
    expect(paid).toEqual(['4 10']);
    instead.clear();
    await steps.each(MEMBERS, pay('10'));
    expect(paid).toEqual(['4 10', '5 10', '6 10']);
    const keys = asked.filter(({ account }) => account === '5').map(({ key }) => key);
    expect(keys[0]).toBe(keys[1]);
});

test('what is wrong with the question is not asked of everybody', async () => {
    const { asked, instead, pay } = venue();
    instead.set('4', () => new ProblemError(400, 'field-invalid', 'The amount is no decimal', ''));
    await expect(new Steps().each(MEMBERS, pay('10,000'))).rejects.toThrow('no decimal');
    expect(asked.length).toBe(1);
});

test('of many refusals a few are told, and how many more there are', async () => {
    const { instead, pay } = venue();
    const many = Array.from({ length: 9 }, (_, at) => `${at}`);
    for (const each of many) instead.set(each, closed);
    await expect(new Steps().each(many, pay('10'))).rejects.toThrow(/^Done for 0 of 9, .*Member 4: .* and 4 more$/);
});

test('another amount, or the same after all were done, is given anew', async () => {
    const { paid, pay } = venue();
    const steps = new Steps();
    await steps.each(['4'], pay('10'));
    await steps.each(['4'], pay('20'));
    steps.forget();
    await steps.each(['4'], pay('10'));
    expect(paid).toEqual(['4 10', '4 20', '4 10']);
});

test('a second step that is tried again is about what the first has made', async () => {
    const steps = new Steps();
    let made = 0;
    const both = async (balance: string) => {
        const universe = await steps.once('Markets 101', async () => ++made);
        await steps.once(balance, async () => {
            if (balance.includes(',')) throw new ProblemError(400, 'field-invalid', 'No decimal', '');
        });
        return universe;
    };
    await expect(both('10,000')).rejects.toThrow('No decimal');
    expect([await both('10000'), made]).toEqual([1, 1]);
});
