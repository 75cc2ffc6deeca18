import type { Units } from '$state/market';
import {
    readOutcome,
    readPosition,
    type Outcome,
    type Position,
    type RestOption,
    type RestOutcome,
    type RestPosition,
} from '$state/outcome';
import type { Ask } from './history';

/** An account that one can act as, as REST tells it. */
export interface OwnedAccount {
    id: string;
    name: string;
    kind: string;
    universe: string;
    status: string;
    colour: string;
    displayName: string;
    owners: string[];
}

export async function ownedAccounts(ask: Ask): Promise<OwnedAccount[]> {
    return (await ask<{ accounts: OwnedAccount[] }>('/api/v1/accounts')).accounts;
}

/** What markets of contracts are about; those that did not change are the same objects as before. */
export async function outcomes(
    ask: Ask,
    before: ReadonlyMap<bigint, Outcome>,
): Promise<Map<bigint, Outcome>> {
    const told = await ask<{ markets: RestOutcome[] }>('/api/v1/outcome-markets');
    const hasOptions = told.markets.some(({ kind }) => kind === 'option');
    const options = hasOptions ? (await ask<{ options: RestOption[] }>('/api/v1/options')).options : [];
    const optionOf = new Map(options.map((each) => [each.id, each]));
    return new Map(
        told.markets.map((each) => {
            const now = readOutcome(each, optionOf.get(each.id));
            const old = before.get(now.id);
            return [now.id, old && isSame(old, now) ? old : now];
        }),
    );
}

function isSame(a: Outcome, b: Outcome): boolean {
    return (Object.keys(a) as (keyof Outcome)[]).every((key) => a[key] === b[key]);
}

export async function positions(ask: Ask, markets: () => readonly Units[]): Promise<Position[]> {
    const told = await ask<{ positions: RestPosition[] }>('/api/v1/positions');
    const known = markets();
    return told.positions.flatMap((each) => {
        const units = known.find(({ market }) => market.symbol === each.market);
        return units ? [readPosition(each, units.quoteScale)] : [];
    });
}
