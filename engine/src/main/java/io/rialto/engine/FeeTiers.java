package io.rialto.engine;

import io.rialto.money.Fees;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rates of one market by what an account traded there in {@link #DAYS} days, and those volumes.
 * Days are those of log time since 1970; the window is the present day and those before it. Volumes are
 * counted from when the market has a tier, and forgotten when it has none.
 */
final class FeeTiers {
    static final int DAYS = 30;
    static final long DAY_NANOS = 86_400_000_000_000L;

    /** Tiers of a market. */
    static final int TIERS_MAX = 16;

    /** Rates in millionths of the notional. */
    record Rates(int makerFeePpm, int takerFeePpm) {}

    private final TreeMap<Long, Rates> tiers = new TreeMap<>();

    /** The seats that have traded since there are tiers, ascending. */
    private int[] seats = new int[0];

    private int seatsCount;

    /** Beside each the volumes by day modulo {@link #DAYS}, and last the latest of those days. */
    private long[][] volumes = new long[0][];

    boolean areAny() {
        return !tiers.isEmpty();
    }

    /** By the volume from which they hold, quote minor units. */
    Map<Long, Rates> all() {
        return tiers;
    }

    void set(long volume, Rates rates) {
        tiers.put(volume, rates);
    }

    void remove(long volume) {
        tiers.remove(volume);
        if (tiers.isEmpty()) {
            seatsCount = 0;
            seats = new int[0];
            volumes = new long[0][];
        }
    }

    /** What an account with such a volume pays; null for the market's own rates. */
    Rates at(long volume) {
        Map.Entry<Long, Rates> tier = tiers.floorEntry(volume);
        return tier == null ? null : tier.getValue();
    }

    /**
     * Whether rates may stand beside all others but those of one tier: no rebate is above the lowest
     * rate that a taker pays.
     *
     * @param except the volume of a tier that they come in place of; 0 for none
     */
    boolean allow(Rates rates, Rates own, long except) {
        int rebate = Math.max(-rates.makerFeePpm(), -own.makerFeePpm());
        int lowest = Math.min(rates.takerFeePpm(), own.takerFeePpm());
        for (Map.Entry<Long, Rates> tier : tiers.entrySet()) {
            if (tier.getKey() != except) {
                rebate = Math.max(rebate, -tier.getValue().makerFeePpm());
                lowest = Math.min(lowest, tier.getValue().takerFeePpm());
            }
        }
        return Fees.areValid(rates.makerFeePpm(), rates.takerFeePpm()) && rebate <= lowest;
    }

    static long day(long timeNanos) {
        return timeNanos / DAY_NANOS;
    }

    /**
     * A trade of an account counts.
     *
     * @param day of log time since 1970, as of {@link #day}
     * @param notional quote minor units, not below zero
     */
    void traded(int seat, long day, long notional) {
        if (notional == 0) {
            return;
        }
        int at = find(seat);
        long[] days = at >= 0 ? volumes[at] : add(-1 - at, seat, day);
        for (long gone = Math.max(days[DAYS] + 1, day - DAYS + 1); gone <= day; gone++) {
            days[(int) (gone % DAYS)] = 0;
        }
        days[DAYS] = Math.max(days[DAYS], day);
        int today = (int) (day % DAYS);
        days[today] = plus(days[today], notional);
    }

    /** Where a seat is, or less than zero where it would be, as of a binary search. */
    private int find(int seat) {
        return Arrays.binarySearch(seats, 0, seatsCount, seat);
    }

    private long[] add(int at, int seat, long day) {
        if (seatsCount == seats.length) {
            seats = Arrays.copyOf(seats, Math.max(8, 2 * seatsCount));
            volumes = Arrays.copyOf(volumes, seats.length);
        }
        System.arraycopy(seats, at, seats, at + 1, seatsCount - at);
        System.arraycopy(volumes, at, volumes, at + 1, seatsCount - at);
        long[] days = new long[DAYS + 1];
        days[DAYS] = day;
        seats[at] = seat;
        volumes[at] = days;
        seatsCount++;
        return days;
    }

    /** A sum of volumes, neither below zero; the largest number for any beyond it. */
    private static long plus(long volume, long more) {
        long sum = volume + more;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /**
     * What an account traded in the window that ends with a day, quote minor units; beyond 2^63 - 1
     * that.
     */
    long volume(int seat, long today) {
        long sum = 0;
        for (long day = today - DAYS + 1; day <= today; day++) {
            sum = plus(sum, volumeOf(seat, day));
        }
        return sum;
    }

    private long volumeOf(int seat, long day) {
        int at = find(seat);
        if (at < 0) {
            return 0;
        }
        long latest = volumes[at][DAYS];
        return day > latest || day <= latest - DAYS || day < 0
                ? 0
                : volumes[at][(int) (day % DAYS)];
    }

    /** The records of the market's tiers and of what was traded under them, by account and day. */
    void write(Market market, Accounts accounts, Seats seats, FeeRecords sink) {
        tiers.forEach((volume, rates) ->
                sink.feeTier(market.id, volume, rates.makerFeePpm(), rates.takerFeePpm()));
        for (int account = 0; areAny() && account < accounts.count(); account++) {
            int seat = seats.find(market.index, account);
            int at = find(seat);
            boolean hasTraded = at >= 0;
            long latest = hasTraded ? volumes[at][DAYS] : 0;
            for (long day = latest - DAYS + 1; hasTraded && day <= latest; day++) {
                long volume = volumeOf(seat, day);
                if (volume != 0) {
                    sink.tradedVolume(market.id, accounts.id(account), day, volume);
                }
            }
        }
    }
}
