package io.rialto.engine;

import io.rialto.money.Check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Who owes what option to whom. Every trade in an option writes a contract, moves one, or ends one, so
 * that an account's contracts always net to its position: it holds some or has written some, never
 * both. Of its own it gives the oldest first, which is the one with the lowest number. O(log n) for
 * each contract that a trade reaches.
 */
final class OptionContracts {

    /** A contract; by seats in the market of the option. */
    static final class Contract {
        final long id;
        int holder;
        int writer;
        long lots;

        private Contract(long id, int holder, int writer, long lots) {
            this.id = id;
            this.holder = holder;
            this.writer = writer;
            this.lots = lots;
        }
    }

    /** One option. */
    static final class Series {
        final Market market;
        final OptionTerms terms;
        long nextContract = 1;
        private final TreeMap<Long, Contract> all = new TreeMap<>();

        /** By position what its account holds or has written. */
        private final List<NavigableMap<Long, Contract>> own = new ArrayList<>();

        /** Nothing is ever written again: it ended before its underlying did. */
        boolean hasLapsed() {
            return nextContract == 0;
        }

        private Series(Market market, OptionTerms terms) {
            this.market = market;
            this.terms = terms;
        }
    }

    private final Seats seats;
    private final EventSink events;

    /** By market index; in order of it where options end together. */
    private final TreeMap<Integer, Series> series = new TreeMap<>();

    /** By the id of their underlying. */
    private final Map<Long, List<Series>> byUnderlying = new TreeMap<>();

    OptionContracts(Seats seats, EventSink events) {
        this.seats = seats;
        this.events = events;
    }

    /** Makes a market of contracts an option. */
    Series open(Market market, OptionTerms terms) {
        Series made = new Series(market, terms);
        series.put(market.index, made);
        byUnderlying
                .computeIfAbsent(terms.underlying(), underlying -> new ArrayList<>())
                .add(made);
        return made;
    }

    Series of(Market option) {
        Series found = series.get(option.index);
        Check.that(found != null, "an option has terms");
        return found;
    }

    /** All options in order of their markets. */
    Iterable<Series> all() {
        return series.values();
    }

    /** Those on a market, in the order in which they were created. */
    List<Series> on(Market underlying) {
        return byUnderlying.getOrDefault(underlying.id, List.of());
    }

    /** The contracts of an option, oldest first. */
    Iterable<Contract> contracts(Series of) {
        return of.all.values();
    }

    /** A contract that an account holds, or none and the result is empty. */
    List<Contract> held(Series of, int seat, long contract) {
        if (contract == 0) {
            // It holds all or none of what it has to do with.
            return oldest(of, seat, true) == null
                    ? List.of()
                    : List.copyOf(own(of, seat).values());
        }
        Contract named = of.all.get(contract);
        return named == null || named.holder != seat ? List.of() : List.of(named);
    }

    /**
     * Lets the contracts follow a trade, if it is one in an option: the seller first assigns what it holds, oldest first, and
     * writes only the rest; the buyer first has itself replaced as a writer, oldest first.
     */
    void traded(Market option, int buyer, int seller, long lots) {
        boolean lives = option.outcome.kind() == MarketKind.OPTION && !option.isSettled;
        if (!lives || buyer == seller) {
            return;
        }
        Series of = of(option);
        long left = lots;
        while (left > 0) {
            Contract sold = oldest(of, seller, true);
            Contract owed = oldest(of, buyer, false);
            long moved = Math.min(left, Math.min(lots(sold), lots(owed)));
            if (sold == null && owed == null) {
                write(of, buyer, seller, moved);
            } else if (owed == null) {
                move(of, sold, moved, buyer, sold.writer);
            } else if (sold == null) {
                move(of, owed, moved, owed.holder, seller);
            } else {
                int writer = sold.writer;
                reduce(of, sold, moved);
                if (sold != owed && owed.writer != writer) {
                    move(of, owed, moved, owed.holder, writer);
                }
            }
            left -= moved;
        }
    }

    /** Takes away from a contract. */
    void reduce(Series of, Contract contract, long lots) {
        contract.lots -= lots;
        Check.that(contract.lots >= 0, "a contract is not less than nothing");
        if (contract.lots == 0) {
            of.all.remove(contract.id);
            own(of, contract.holder).remove(contract.id);
            own(of, contract.writer).remove(contract.id);
        }
        tell(of, contract);
    }

    /** Adds what options come to be worth that were settled with their underlyings. */
    void addCorrected(Map<Integer, Long> prices, Markets markets) {
        for (Series each : series.values()) {
            Long price = prices.get(markets.get(each.terms.underlying()).index);
            if (price != null && each.market.isSettled && !each.hasLapsed()) {
                prices.put(each.market.index, each.terms.worth(price));
            }
        }
    }

    /** Forgets all contracts of an option that ends. */
    void end(Market option) {
        Series of = of(option);
        of.all.clear();
        of.own.clear();
    }

    /** Enters a contract of a restored state. */
    void restore(Series of, long contract, int holder, int writer, long lots) {
        Check.that(contract < of.nextContract && holder != writer, "a contract is between two");
        enter(of, new Contract(contract, holder, writer, lots));
    }

    private void write(Series of, int holder, int writer, long lots) {
        Contract written = new Contract(of.nextContract++, holder, writer, lots);
        enter(of, written);
        tell(of, written);
    }

    /** Gives a contract, or a part of it as a new one, to other hands. */
    private void move(Series of, Contract contract, long lots, int holder, int writer) {
        if (lots < contract.lots) {
            reduce(of, contract, lots);
            write(of, holder, writer, lots);
            return;
        }
        own(of, contract.holder).remove(contract.id);
        own(of, contract.writer).remove(contract.id);
        contract.holder = holder;
        contract.writer = writer;
        enter(of, contract);
        tell(of, contract);
    }

    private void enter(Series of, Contract contract) {
        of.all.put(contract.id, contract);
        own(of, contract.holder).put(contract.id, contract);
        own(of, contract.writer).put(contract.id, contract);
    }

    /** The oldest contract that an account holds or else has written, or null. */
    private Contract oldest(Series of, int seat, boolean held) {
        Map.Entry<Long, Contract> first = own(of, seat).firstEntry();
        boolean isMeant = first != null && (first.getValue().holder == seat) == held;
        return isMeant ? first.getValue() : null;
    }

    private static long lots(Contract contract) {
        return contract == null ? Long.MAX_VALUE : contract.lots;
    }

    private NavigableMap<Long, Contract> own(Series of, int seat) {
        int position = seats.position(seat);
        while (of.own.size() <= position) {
            of.own.add(new TreeMap<>());
        }
        return of.own.get(position);
    }

    private void tell(Series of, Contract contract) {
        events.optionContractChanged(
                of.market.id,
                contract.id,
                seats.account(contract.holder),
                seats.account(contract.writer),
                of.market.quantity(contract.lots));
    }
}
