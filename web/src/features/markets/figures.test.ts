import { expect, it } from 'vitest';
import { FIGURES, figureWord } from './figures';

it('says a limit with its unit, and what 0 stands for', () => {
    const word = (name: string, value?: string | number) =>
        figureWord(FIGURES.find((each) => each.name === name)!, value);
    expect(word('breakerPpm', 50_000)).toBe('5%');
    expect(word('breakerPpm', 0)).toBe('none');
    expect(word('haltMillis', 0)).toBe('until it is opened');
    expect(word('haltMillis', 1_500)).toBe('1,500 ms');
    expect(word('notionalMaximum', '92233720368547.7580')).toBe('92,233,720,368,547.758');
    expect(word('notionalMaximum', '922337203685477.5807')).toBe('no limit');
    expect(word('positionMaximum', '100000.00')).toBe('100,000');
    expect(word('openOrdersAccountMax')).toBe('–');
});
