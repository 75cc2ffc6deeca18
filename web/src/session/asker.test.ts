import { expect, it } from 'vitest';
import { isOfAccount } from './asker';

it.each([
    ['/api/v1/orders', true],
    ['/api/v1/markets/RAIN/trades?limit=5', true],
    ['/api/v1/codes/claim', true],
    ['/api/v1/admin/markets/7', false],
    ['/api/v1/admin/markets/7/void', false],
    ['/api/v1/markets/RAIN/corrections?limit=20', true],
    ['/api/v1/items', true],
    ['/api/v1/pictures', false],
    ['/api/v1/admin/markets', false],
    ['/api/v1/markets?account=9', false],
    ['/api/v1/accounts/9/owners', false],
    ['/api/v1/assets', false],
    ['/api/v1/me', false],
])('%s takes the account acted as: %s', (path, takes) => {
    expect(isOfAccount(path)).toBe(takes);
});
