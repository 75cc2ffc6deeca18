package io.rialto.gateway;

import io.rialto.view.OrderInfo;

/**
 * Places two orders of which one cancels the other: the one that rests, the one that waits, and that
 * they are linked, each a command. What goes wrong in between ends as if both had been placed at once:
 * if the second is refused the first is cancelled, and if one of them has had its chance before they
 * were linked the other is.
 */
final class BinancePlacing {
    private final BinanceCall call;
    private final Listing listing;
    private final BinanceLegs legs;
    private final Measures measures;
    private long resting;
    private long waiting;

    BinancePlacing(BinanceCall call, Listing listing, BinanceLegs legs) {
        this.call = call;
        this.listing = listing;
        this.legs = legs;
        this.measures = Measures.of(listing, legs.resting().side());
    }

    void start() {
        call.command(new Command.Place(legs.resting()), measures, answer -> {
            resting = answer.id();
            wait(legs.waiting());
        });
    }

    private void wait(OrderRequest order) {
        call.command(
                new Command.Place(order),
                measures,
                answer -> {
                    waiting = answer.id();
                    link();
                },
                problem -> cancel(resting, () -> call.refuse(BinanceError.of(problem))));
    }

    private void link() {
        call.command(
                ProtectionCommand.link(market(), resting, waiting),
                measures,
                answer -> tell(),
                problem -> call.read(
                        problem.sequence(),
                        view -> view.order(market(), resting).orElseThrow(),
                        first -> cancel(hasHadItsChance(first) ? waiting : resting, this::tell)));
    }

    private static boolean hasHadItsChance(OrderInfo order) {
        return order.filled() > 0 || !order.isOpen();
    }

    private long market() {
        return listing.market().market();
    }

    private void cancel(long order, Runnable then) {
        call.command(
                new Command.Cancel(new Command.Target(market(), order, "")),
                measures,
                answer -> then.run(),
                // It has ended by itself.
                problem -> then.run());
    }

    private void tell() {
        call.read(
                view -> new BinanceLists.Pair(
                        listing,
                        view.order(market(), resting).orElseThrow(),
                        view.order(market(), waiting).orElseThrow()),
                pair -> call.answer(BinanceLists.done(call, pair, legs.listName())));
    }
}
