package io.rialto.view;

import java.util.Set;
import java.util.TreeSet;

/**
 * Who may know of a market.
 *
 * @param restricted that it does not exist to any account that is not named
 * @param hidesAccounts that others than the account itself are shown 0 in place of its id
 * @param named accounts that may know of it though it is restricted
 */
public record MarketAudience(boolean restricted, boolean hidesAccounts, Set<Long> named) {
    static final MarketAudience EVERYONE = new MarketAudience(false, false, Set.of());

    public MarketAudience {
        named = Set.copyOf(named);
    }

    /** Whether the market exists to the account. */
    public boolean mayKnow(long account) {
        return !restricted || named.contains(account);
    }

    MarketAudience with(boolean nowRestricted, boolean nowHidesAccounts) {
        return new MarketAudience(nowRestricted, nowHidesAccounts, named);
    }

    MarketAudience with(long account, boolean visible) {
        Set<Long> changed = new TreeSet<>(named);
        if (visible) {
            changed.add(account);
        } else {
            changed.remove(account);
        }
        return new MarketAudience(restricted, hidesAccounts, changed);
    }
}
