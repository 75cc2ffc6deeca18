package io.rialto.view;

import io.rialto.protocol.OptionContractChangedDecoder;
import io.rialto.protocol.OptionCreatedDecoder;
import io.rialto.protocol.OptionExercisedDecoder;

/** Applies what happens to options and to contracts in them. */
final class OptionApplier {
    private final ViewStore store;
    private final Touched touched;

    OptionApplier(ViewStore store, Touched touched) {
        this.store = store;
        this.touched = touched;
    }

    void created(OptionCreatedDecoder event) {
        store.directory.put(new OptionInfo(
                event.market(),
                event.underlying(),
                event.call() == 1,
                event.strike(),
                event.expiresAt()));
        touched.touch(store.market(event.market()));
    }

    void changed(OptionContractChangedDecoder event) {
        set(
                store,
                new OptionContract(
                        event.market(),
                        event.contract(),
                        event.holder(),
                        event.writer(),
                        event.quantity()));
        touched.touch(position(event.market(), event.holder()));
        touched.touch(position(event.market(), event.writer()));
    }

    /** Puts a contract in the place of what it was. */
    static void set(ViewStore store, OptionContract now) {
        MarketEntry market = store.market(now.market());
        OptionContract was = market.contracts.remove(now.contract());
        if (was != null) {
            market.position(store.account(was.holder())).contracts.remove(was.contract());
            market.position(store.account(was.writer())).contracts.remove(was.contract());
        }
        if (now.quantity() > 0) {
            market.contracts.put(now.contract(), now);
            market.position(store.account(now.holder())).contracts.put(now.contract(), now);
            market.position(store.account(now.writer())).contracts.put(now.contract(), now);
        }
    }

    void exercised(OptionExercisedDecoder event) {
        OptionInfo option = store.directory
                .option(event.market())
                .orElseThrow(() ->
                        new FrameInvalidException("market " + event.market() + " has no options"));
        long bought = option.call() ? event.quantity() : -event.quantity();
        change(event.market(), event.holder(), -event.quantity(), 0);
        change(event.market(), event.writer(), event.quantity(), 0);
        change(option.underlying(), event.holder(), bought, event.paid());
        change(option.underlying(), event.writer(), -bought, -event.paid());
    }

    private void change(long market, long account, long bought, long spent) {
        PositionEntry position = position(market, account);
        position.quantity += bought;
        position.spent += spent;
        touched.touch(position);
    }

    private PositionEntry position(long market, long account) {
        return store.market(market).position(store.account(account));
    }

    /** The contracts of a market that is settled are over. */
    static void end(MarketEntry market) {
        market.contracts.clear();
        market.positions.values().forEach(each -> each.contracts.clear());
    }
}
