import { describe, expect, it } from 'vitest';
import { Units } from './market';
import { copper } from './testing';

const units = copper();

describe('Units', () => {
    it('shows prices with the decimals of the tick and quantities with those of the lot', () => {
        expect(units.price(101_270_000_000n)).toBe('101.27');
        expect(units.price(1_200_000_000_000n)).toBe('1,200.00');
        expect(units.quantity(12_000n)).toBe('120');
        expect(units.money(49_536_000n)).toBe('4,953.60');
    });

    it('counts prices in ticks, there and back', () => {
        expect(units.ticks(101_270_000_000n)).toBe(10_127);
        expect(units.priceOf(10_127)).toBe(101_270_000_000n);
    });

    it.each([
        ['101.27', 101_270_000_000n, undefined],
        ['101.275', undefined, 'Prices go by 0.01'],
        ['', undefined, 'Enter a price'],
        ['0', undefined, 'Enter a price'],
        ['1000.01', undefined, 'At most 1,000.00'],
        ['abc', undefined, 'Enter a price'],
    ])('reads the price %j', (text, value, wrong) => {
        expect(units.typedPrice(text)).toEqual(value === undefined ? { wrong } : { value });
    });

    it('amends no order to 0, which says that its price stays; one that is at 0 stays there', () => {
        const { market } = units;
        const contracts = new Units({ ...market, base: { ...market.base!, id: 0n } });
        const price = 2_000_000_000n;
        expect(contracts.typedPrice('0')).toEqual({ value: 0n });
        expect(contracts.amendedPrice('0', price)).toEqual({ wrong: 'Not to 0: cancel it and place another' });
        expect(contracts.amendedPrice('0', 0n)).toEqual({ value: 0n });
        expect(contracts.amendedPrice('2', 0n)).toEqual({ value: price });
        expect(units.amendedPrice('0', price)).toEqual({ wrong: 'Enter a price' });
    });

    it.each([
        ['12', 1_200n, undefined],
        ['0.5', undefined, 'Quantities go by 1'],
        ['10001', undefined, 'At most 10,000'],
        ['', undefined, 'Enter a quantity'],
    ])('reads the quantity %j', (text, value, wrong) => {
        expect(units.typedQuantity(text)).toEqual(value === undefined ? { wrong } : { value });
    });
});
