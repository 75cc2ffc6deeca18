package io.rialto.bench;

import io.rialto.matching.Aggressor;
import io.rialto.money.Side;
import io.rialto.testkit.BookEvent;
import io.rialto.testkit.NaiveBook;
import io.rialto.testkit.NaiveBook.Outcome;
import io.rialto.testkit.NaiveBook.Resting;

/**
 * Applies operations to a naive book, by rules of its own that {@link BookDriver} must agree with.
 */
final class NaiveBookDriver {

    private final BookOperations operations;
    private final NaiveBook book = new NaiveBook();
    private long tradesHash;

    NaiveBookDriver(BookOperations operations) {
        this.operations = operations;
    }

    long tradesHash() {
        return tradesHash;
    }

    void apply(int at) {
        long orderId = operations.orderIds[at];
        long size = operations.sizes[at];
        Side side = operations.buys[at] ? Side.BUY : Side.SELL;
        Resting resting = book.contains(orderId) ? book.order(orderId) : null;
        switch (operations.kinds[at]) {
            case BookOperations.LIMIT -> {
                if (resting == null) {
                    rest(at, side, match(at, side, size));
                }
            }
            case BookOperations.IMMEDIATE -> match(at, side, size);
            case BookOperations.FILL_OR_KILL -> {
                if (book.fillOrKillLots(aggressor(at, side, size)) == size) {
                    match(at, side, size);
                }
            }
            case BookOperations.CANCEL -> {
                if (resting != null) {
                    book.remove(orderId);
                }
            }
            case BookOperations.MOVE -> {
                if (resting != null) {
                    book.remove(orderId);
                    rest(at, resting.side(), match(at, resting.side(), resting.lots()));
                }
            }
            case BookOperations.REDUCE -> {
                if (resting != null && size >= resting.lots()) {
                    book.remove(orderId);
                } else if (resting != null && size > 0) {
                    book.reduce(orderId, size);
                }
            }
            default -> throw new IllegalStateException("no such operation");
        }
    }

    private long match(int at, Side side, long lots) {
        Outcome outcome = book.match(aggressor(at, side, lots), NaiveBook.UNLIMITED);
        for (BookEvent event : outcome.events()) {
            if (event instanceof BookEvent.Fill fill) {
                tradesHash = BookDriver.hash(
                        tradesHash,
                        operations.orderIds[at],
                        fill.makerId(),
                        fill.priceTicks(),
                        fill.lots());
            }
        }
        return outcome.leftLots();
    }

    private void rest(int at, Side side, long lots) {
        if (lots > 0) {
            book.add(new Resting(operations.orderIds[at], side, operations.prices[at], lots, 0, 0));
        }
    }

    private Aggressor aggressor(int at, Side side, long lots) {
        Aggressor aggressor = new Aggressor();
        aggressor.side = side;
        aggressor.boundTicks = operations.prices[at];
        aggressor.quantityLots = lots;
        return aggressor;
    }

    long bookHash() {
        long hash = 0;
        for (Side side : Side.values()) {
            for (Resting order : book.orders(side)) {
                hash = BookDriver.hash(
                        hash,
                        side == Side.BUY ? 0 : 1,
                        order.orderId(),
                        order.priceTicks(),
                        order.lots());
            }
        }
        return hash;
    }
}
