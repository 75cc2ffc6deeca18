package io.rialto.bench;

import io.rialto.matching.Aggressor;
import io.rialto.matching.Book;
import io.rialto.matching.MatchListener;
import io.rialto.money.Side;

/**
 * Applies operations to a book as an engine without money would, and keeps a hash of every trade.
 *
 * <p>An operation on an order that does not rest, or no longer, is rejected and changes nothing.
 */
final class BookDriver implements MatchListener {

    private static final long PRIME = 0x100_0000_01B3L;

    private final BookOperations operations;
    private final Book book;
    private final Aggressor aggressor = new Aggressor();
    private long takerId;
    private long tradesHash;
    private long trades;
    private long rejected;

    BookDriver(BookOperations operations, Book book) {
        this.operations = operations;
        this.book = book;
    }

    /** A hash of takers, makers, prices and quantities of all trades in their order. */
    long tradesHash() {
        return tradesHash;
    }

    long trades() {
        return trades;
    }

    long rejected() {
        return rejected;
    }

    /** Empties the book and forgets what has happened, then fills it again. */
    void reset() {
        for (Side side : Side.values()) {
            for (int at = book.best(side); at != Book.NONE; at = book.best(side)) {
                book.remove(at);
            }
        }
        tradesHash = 0;
        trades = 0;
        rejected = 0;
        for (int i = 0; i < operations.firstCounted(); i++) {
            apply(i);
        }
    }

    /** Applies what is counted. */
    void applyAll() {
        for (int i = operations.firstCounted(); i < operations.count; i++) {
            apply(i);
        }
    }

    int resting() {
        return book.orders();
    }

    void apply(int at) {
        switch (operations.kinds[at]) {
            case BookOperations.LIMIT -> limit(at);
            case BookOperations.IMMEDIATE -> immediate(at);
            case BookOperations.FILL_OR_KILL -> fillOrKill(at);
            case BookOperations.CANCEL -> cancel(at);
            case BookOperations.MOVE -> move(at);
            case BookOperations.REDUCE -> reduce(at);
            default -> throw new IllegalStateException("no such operation");
        }
    }

    private void limit(int at) {
        int orderId = operations.orderIds[at];
        if (book.handleOf(orderId) != Book.NONE) {
            rejected++;
            return;
        }
        prepare(at, operations.sizes[at], operations.buys[at] ? Side.BUY : Side.SELL);
        book.match(aggressor, this);
        if (aggressor.quantityLots > 0) {
            book.add(
                    aggressor.side,
                    aggressor.boundTicks,
                    aggressor.quantityLots,
                    orderId,
                    operations.accounts[at],
                    0);
        }
    }

    private void immediate(int at) {
        prepare(at, operations.sizes[at], operations.buys[at] ? Side.BUY : Side.SELL);
        book.match(aggressor, this);
    }

    private void fillOrKill(int at) {
        prepare(at, operations.sizes[at], operations.buys[at] ? Side.BUY : Side.SELL);
        if (book.fillOrKillLots(aggressor) == aggressor.quantityLots) {
            book.match(aggressor, this);
        } else {
            rejected++;
        }
    }

    private void cancel(int at) {
        int handle = book.handleOf(operations.orderIds[at]);
        if (handle == Book.NONE) {
            rejected++;
            return;
        }
        book.remove(handle);
    }

    private void move(int at) {
        int handle = book.handleOf(operations.orderIds[at]);
        if (handle == Book.NONE) {
            rejected++;
            return;
        }
        prepare(at, book.remainingLots(handle), book.side(handle));
        book.match(aggressor, this);
        if (aggressor.quantityLots > 0) {
            book.move(handle, aggressor.boundTicks, aggressor.quantityLots);
        } else {
            book.remove(handle);
        }
    }

    private void reduce(int at) {
        int handle = book.handleOf(operations.orderIds[at]);
        if (handle == Book.NONE || operations.sizes[at] <= 0) {
            rejected++;
        } else if (operations.sizes[at] < book.remainingLots(handle)) {
            book.reduce(handle, operations.sizes[at]);
        } else {
            book.remove(handle);
        }
    }

    private void prepare(int at, long lots, Side side) {
        takerId = operations.orderIds[at];
        aggressor.side = side;
        aggressor.quantityLots = lots;
        aggressor.boundTicks = operations.prices[at];
    }

    @Override
    public long affordableLots(long priceTicks, long wantedLots) {
        return wantedLots;
    }

    @Override
    public void onFill(int maker, long priceTicks, long lots) {
        trades++;
        tradesHash = hash(tradesHash, takerId, book.orderId(maker), priceTicks, lots);
    }

    @Override
    public void onSelfTradeCancel(int maker) {
        throw new IllegalStateException("self-trade prevention is off");
    }

    @Override
    public void onSelfTradeDecrement(int maker, long lots) {
        throw new IllegalStateException("self-trade prevention is off");
    }

    /** A hash of every resting order in priority order. */
    long bookHash() {
        long hash = 0;
        for (Side side : Side.values()) {
            for (int at = book.best(side); at != Book.NONE; at = book.next(at)) {
                hash = hash(
                        hash,
                        side == Side.BUY ? 0 : 1,
                        book.orderId(at),
                        book.priceTicks(at),
                        book.remainingLots(at));
            }
        }
        return hash;
    }

    static long hash(long before, long a, long b, long c, long d) {
        long hash = (before ^ a) * PRIME;
        hash = (hash ^ b) * PRIME;
        hash = (hash ^ c) * PRIME;
        return (hash ^ d) * PRIME;
    }
}
