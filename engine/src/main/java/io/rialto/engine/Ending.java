package io.rialto.engine;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What ends with a market of contracts when everything in it is undone: the funds that are redeemable
 * for it, those for them, and the options on any of these; and what redemptions of these funds made of
 * markets that go on, which goes back too.
 */
final class Ending {
    private static final int ACCOUNT_BITS = 32;

    private final Markets all;
    private final Seats seats;
    private final OptionContracts options;
    private final FundMarkets funds;

    /** By index, so that each comes after what it is made of. */
    private final TreeMap<Integer, Market> markets = new TreeMap<>();

    /** Lots that go to an account, by market index and account index. */
    private final TreeMap<Long, Long> returned = new TreeMap<>();

    /** Takes lots of a market that goes on. */
    interface Returned {
        void goBack(Market market, int accountIndex, long lots);
    }

    Ending(Markets all, Seats seats, OptionContracts options, FundMarkets funds) {
        this.all = all;
        this.seats = seats;
        this.options = options;
        this.funds = funds;
    }

    /**
     * Finds what ends with a market.
     *
     * @return whether it is known who redeemed what: a state that an earlier version wrote does not say
     */
    boolean with(Market market) {
        markets.clear();
        returned.clear();
        markets.put(market.index, market);
        boolean isKnown = true;
        for (Fund fund : funds.all()) {
            if (fund.market.status != MarketStatus.VOID && ends(fund)) {
                markets.put(fund.market.index, fund.market);
                isKnown &= isKnown(fund);
            }
        }
        for (OptionContracts.Series option : options.all()) {
            boolean isOn = markets.containsKey(all.get(option.terms.underlying()).index);
            if (isOn && option.market.status != MarketStatus.VOID) {
                markets.put(option.market.index, option.market);
            }
        }
        markets.values().forEach(this::giveBack);
        return isKnown;
    }

    /** Whether all that its redemption account stands against is somebody's. */
    private boolean isKnown(Fund fund) {
        int seat = seats.find(fund.market.index, fund.redemptionIndex);
        long all = seat == Seats.NONE ? 0 : fund.market.positions.lots(seats.position(seat));
        long known = 0;
        for (long shares : fund.redeemed().values()) {
            known += shares;
        }
        return known == all;
    }

    private boolean ends(Fund fund) {
        boolean ends = markets.containsKey(fund.market.index);
        for (int i = 0; !ends && i < fund.count(); i++) {
            ends = markets.containsKey(fund.constituent(i).index);
        }
        return ends;
    }

    private void giveBack(Market market) {
        if (market.fund == null) {
            return;
        }
        market.fund.redeemed().forEach((account, shares) -> {
            add(market.fund, account, -shares);
            add(market.fund, market.fund.redemptionIndex, shares);
        });
    }

    private void add(Fund fund, int accountIndex, long shares) {
        for (int i = 0; i < fund.count(); i++) {
            int index = fund.constituent(i).index;
            if (!markets.containsKey(index) && fund.constituent(i).status != MarketStatus.VOID) {
                long key = ((long) index << ACCOUNT_BITS) | accountIndex;
                returned.merge(key, shares * fund.lots(i), Long::sum);
            }
        }
    }

    /** By index: what it is made of comes before a fund, and what it is on before an option. */
    Collection<Market> markets() {
        return markets.values();
    }

    /** The same, what comes of others first. */
    NavigableMap<Integer, Market> derivedFirst() {
        return markets.descendingMap();
    }

    void forEachReturned(Returned told) {
        for (Map.Entry<Long, Long> each : returned.entrySet()) {
            int index = (int) (each.getKey() >> ACCOUNT_BITS);
            told.goBack(all.at(index), each.getKey().intValue(), each.getValue());
        }
    }
}
