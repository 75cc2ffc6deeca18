package io.rialto.engine;

import java.util.Arrays;
import java.util.TreeSet;

/** Which kill switches are pulled, and when which dead-man's switch is due. */
final class Switches {
    private final Accounts accounts;
    private final Markets markets;

    private KillSwitch venue = KillSwitch.RELEASED;
    private KillSwitch[] ofMarkets = new KillSwitch[0];
    private KillSwitch[] ofAccounts = new KillSwitch[0];
    private int pulled;

    /** By account; 0 where there is none. */
    private long[] deadMen = new long[0];

    /** The same by instant, then by account. */
    private final TreeSet<DeadMan> due = new TreeSet<>();

    private record DeadMan(long at, int account) implements Comparable<DeadMan> {
        @Override
        public int compareTo(DeadMan other) {
            int byInstant = Long.compare(at, other.at);
            return byInstant != 0 ? byInstant : Integer.compare(account, other.account);
        }
    }

    Switches(Accounts accounts, Markets markets) {
        this.accounts = accounts;
        this.markets = markets;
    }

    /** Whether orders may be entered: else VENUE_KILLED, MARKET_KILLED or ACCOUNT_KILLED. */
    boolean admits(Market market, int account, Outcome outcome) {
        if (pulled == 0) {
            return true;
        }
        if (venue != KillSwitch.RELEASED) {
            outcome.deny(Code.VENUE_KILLED);
        } else if (ofMarket(market.index) != KillSwitch.RELEASED) {
            outcome.deny(Code.MARKET_KILLED);
        } else if (ofAccount(account) != KillSwitch.RELEASED) {
            outcome.deny(Code.ACCOUNT_KILLED);
        } else {
            return true;
        }
        return false;
    }

    KillSwitch ofVenue() {
        return venue;
    }

    KillSwitch ofMarket(int index) {
        return index < ofMarkets.length ? ofMarkets[index] : KillSwitch.RELEASED;
    }

    KillSwitch ofAccount(int index) {
        return index < ofAccounts.length ? ofAccounts[index] : KillSwitch.RELEASED;
    }

    /** Account and market 0 stand for the venue. */
    KillSwitch get(long account, long market) {
        if (account != 0) {
            return ofAccount(accounts.indexOf(account));
        }
        return market != 0 ? ofMarket(markets.get(market).index) : venue;
    }

    void set(long account, long market, KillSwitch position) {
        pulled -= get(account, market) == KillSwitch.RELEASED ? 0 : 1;
        pulled += position == KillSwitch.RELEASED ? 0 : 1;
        if (account != 0) {
            int index = accounts.indexOf(account);
            ofAccounts = with(ofAccounts, index, position);
        } else if (market != 0) {
            ofMarkets = with(ofMarkets, markets.get(market).index, position);
        } else {
            venue = position;
        }
    }

    private static KillSwitch[] with(KillSwitch[] table, int index, KillSwitch position) {
        KillSwitch[] grown = table;
        if (index >= table.length) {
            grown = Arrays.copyOf(table, Math.max(16, (index + 1) * 2));
            Arrays.fill(grown, table.length, grown.length, KillSwitch.RELEASED);
        }
        grown[index] = position;
        return grown;
    }

    /** The instant at which an account's orders end; 0 for never. */
    long deadMan(int account) {
        return account < deadMen.length ? deadMen[account] : 0;
    }

    void deadMan(int account, long at) {
        if (account >= deadMen.length) {
            deadMen = Arrays.copyOf(deadMen, Math.max(16, (account + 1) * 2));
        }
        due.remove(new DeadMan(deadMen[account], account));
        deadMen[account] = at;
        if (at != 0) {
            due.add(new DeadMan(at, account));
        }
    }

    /** When the first dead-man's switch is due; {@link Long#MAX_VALUE} for never. */
    long nextDeadMan() {
        return due.isEmpty() ? Long.MAX_VALUE : due.getFirst().at;
    }

    /** The account whose switch is due first, of several the one with the lower id. */
    int firstDeadMan() {
        return due.getFirst().account;
    }

    void write(ProtectionRecords sink) {
        if (venue != KillSwitch.RELEASED) {
            sink.killSwitch(0, 0, venue);
        }
        for (int index = 0; index < markets.count(); index++) {
            if (ofMarket(index) != KillSwitch.RELEASED) {
                sink.killSwitch(0, markets.at(index).id, ofMarket(index));
            }
        }
        for (int index = 0; index < accounts.count(); index++) {
            if (ofAccount(index) != KillSwitch.RELEASED) {
                sink.killSwitch(accounts.id(index), 0, ofAccount(index));
            }
        }
        for (int index = 0; index < accounts.count(); index++) {
            if (deadMan(index) != 0) {
                sink.deadMan(accounts.id(index), deadMan(index));
            }
        }
    }
}
