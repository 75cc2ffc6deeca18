import { expect, test } from 'vitest';
import { alertsOf, armed, fired, alertKey, type Alert } from './alerts';
import { edited, heard, left, takenOver, type Edit } from './keeping';
import { STANDARD, type Preferences } from './preferences.svelte';

const over: Alert = { market: '7', side: 'over', price: '105' };
const under: Alert = { market: '7', side: 'under', price: '99' };
const mine: Preferences = { ...STANDARD, of: '5', stars: ['COPPER-USD'], alerts: [over] };
const firing: Edit = (kept) => ({ alerts: fired(alertsOf(kept.alerts), new Set([alertKey(over)]), 9) });
const arming: Edit = (kept) => ({ alerts: armed(alertsOf(kept.alerts), under) ?? [] });

test('an alert that fires changes that alert alone, of what another device has kept meanwhile', () => {
    const kept = { theme: 'light' as const, interval: 300, alerts: [under, over], stars: ['TIN-USD'] };
    expect(edited(kept, mine, [firing])).toEqual({ ...kept, alerts: [under, { ...over, at: 9 }] });
    // Taken off elsewhere, it does not come back.
    expect(edited({ ...kept, alerts: [under] }, mine, [firing]).alerts).toEqual([under]);
});

test('edits are made one after the other', () => {
    expect(edited({ alerts: [over] }, mine, [arming, firing]).alerts).toEqual([{ ...over, at: 9 }, under]);
});

test('the venue is given all, but not whose it is, where it keeps nothing yet', () => {
    const told = edited({}, mine, [() => ({ interval: 5 })]);
    expect(told).toMatchObject({ interval: 5, stars: ['COPPER-USD'], alerts: [over] });
    expect(told).not.toHaveProperty('of');
});

test("another page's changes are taken, but not another person's stars and alerts", () => {
    const kept = { ...mine, theme: 'light' as const, alerts: [under], stars: [] };
    expect(heard(mine, kept)).toEqual(kept);
    expect(heard(mine, { ...kept, of: '6' })).toEqual({ ...mine, theme: 'light' });
    expect(heard(mine, { alerts: [under] })).toEqual(mine);
});

test('who signs in after another does not find what is theirs', () => {
    expect(takenOver(mine, '5')).toEqual(mine);
    expect(takenOver({ ...mine, theme: 'light' }, '6')).toEqual({ ...STANDARD, theme: 'light', of: '6' });
    expect(takenOver({ ...mine, of: '' }, '6')).toEqual({ ...mine, of: '6' });
    expect(left({ ...mine, theme: 'light' })).toEqual({ ...STANDARD, theme: 'light' });
});
