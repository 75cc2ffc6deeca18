/** What a cohort begins with and what it may do, as REST tells it. */
export interface Cohort {
    asset: string;
    startingBalance: string;
    reportingAsset?: string;
    auctions?: boolean;
    readOnly?: boolean;
    marketCreators?: string;
}

/** An economy of its own; `account` is one's own in it. */
export interface Universe {
    id: string;
    name: string;
    owner: string;
    account?: string;
    cohort?: Cohort;
}

/** Somebody's place in a universe, with what is in their account there. */
export interface Member {
    account: string;
    user: string;
    name: string;
    balances: { asset: string; cash: string; held: string; available: string }[];
}
