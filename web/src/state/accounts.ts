/** What an account is called on screen: as its owner chose, else its name, else its number. */
export function accountName(
    account: { displayName: string; name: string } | undefined,
    id: bigint | string,
): string {
    return account?.displayName || account?.name || `Account ${id}`;
}

/** An account and those below it, in the order and depth of a tree. */
export function tree<T extends { id: string; owners: readonly string[] }>(
    accounts: readonly T[],
): { account: T; depth: number }[] {
    const there = new Set(accounts.map((each) => each.id));
    const under = (owner: string) => accounts.filter((each) => each.owners[0] === owner && each.id !== owner);
    const rows: { account: T; depth: number }[] = [];
    const seen = new Set<string>();
    const add = (account: T, depth: number) => {
        if (seen.has(account.id)) return;
        seen.add(account.id);
        rows.push({ account, depth });
        for (const each of under(account.id)) add(each, depth + 1);
    };
    for (const each of accounts) {
        if (!each.owners.some((owner) => there.has(owner) && owner !== each.id)) add(each, 0);
    }
    // Owned in a circle, or by somebody below: still shown.
    for (const each of accounts) add(each, 0);
    return rows;
}
