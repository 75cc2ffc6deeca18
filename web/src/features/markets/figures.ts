import { formatText } from '$state/decimal';

/** The figures that limit and protect a market, as REST tells them. */
export type Figures = Record<string, string | number | undefined>;

export interface Figure {
    name: string;
    label: string;
    /** What one types to change it. */
    hint: string;
    /** Behind the number; '%' of what comes in millionths. */
    unit: '%' | 'ms' | 'a second' | '';
    /** What 0 means in words; empty where it is a number like others. */
    none: string;
    isDecimal?: boolean;
}

export const FIGURES: readonly Figure[] = [
    { name: 'breakerPpm', label: 'Circuit breaker', hint: 'in millionths; 0: none', unit: '%', none: 'none' },
    { name: 'haltMillis', label: 'A halt lasts', hint: 'in milliseconds; 0: until opened', unit: 'ms', none: 'until it is opened' },
    { name: 'orderRate', label: 'Orders of an account', hint: 'a second; 0: no limit', unit: 'a second', none: 'no limit' },
    { name: 'priceBandPpm', label: 'Limits within', hint: 'in millionths; 0: no limit', unit: '%', none: 'no limit' },
    { name: 'protectionPpm', label: 'Market orders within', hint: 'in millionths; 0: no limit', unit: '%', none: 'no limit' },
    { name: 'notionalMaximum', label: 'An order at most', hint: 'in money', unit: '', none: '', isDecimal: true },
    { name: 'positionMaximum', label: 'A position at most', hint: '0: no limit', unit: '', none: 'no limit', isDecimal: true },
    { name: 'openOrdersAccountMax', label: 'Open orders of an account', hint: 'at most', unit: '', none: '' },
    { name: 'openOrdersMarketMax', label: 'Open orders of the market', hint: 'at most', unit: '', none: '' },
];

/** Of an order's money what stands for no limit: more than there can be. */
const BOUNDLESS = 1e14;

/** A figure as people read it. */
export function figureWord(figure: Figure, value: string | number | undefined): string {
    if (value === undefined) return '–';
    if (figure.none !== '' && Number(value) === 0) return figure.none;
    if (figure.name === 'notionalMaximum' && Number(value) > BOUNDLESS) return 'no limit';
    if (figure.unit === '%') return `${(Number(value) / 10_000).toLocaleString('en')}%`;
    const number = typeof value === 'number' ? value.toLocaleString('en') : formatText(value);
    return figure.unit === '' ? number : `${number} ${figure.unit}`;
}
