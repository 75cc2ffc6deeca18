import { expect, it } from 'vitest';
import { isOfAccount } from './asker';

it.each([
    ['/api/v1/orders', true],
    ['/api/v1/markets/RAIN/trades?limit=5', true],
    ['/api/v1/codes/claim', true],
    ['/api/v1/admin/markets/RAIN', true],
    ['/api/v1/admin/outcome-markets/RAIN/settlement', true],
    ['/api/v1/admin/markets/RAIN/visibility', false],
    ['/api/v1/admin/markets/RAIN/uncross', false],
    ['/api/v1/admin/markets/RAIN/void', false],
    ['/api/v1/markets/RAIN/corrections?limit=20', false],
    ['/api/v1/admin/markets', false],
    ['/api/v1/markets?account=9', false],
    ['/api/v1/accounts/9/owners', false],
    ['/api/v1/assets', false],
    ['/api/v1/me', false],
])('%s takes the account acted as: %s', (path, takes) => {
    expect(isOfAccount(path)).toBe(takes);
});
