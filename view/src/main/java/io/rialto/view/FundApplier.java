package io.rialto.view;

import io.rialto.protocol.FundCreatedDecoder;
import io.rialto.protocol.FundRedeemedDecoder;
import io.rialto.protocol.FundStateDecoder;

import java.util.ArrayList;
import java.util.List;

/** Applies what happens to funds. */
final class FundApplier {
    private final ViewStore store;
    private final Touched touched;

    FundApplier(ViewStore store, Touched touched) {
        this.store = store;
        this.touched = touched;
    }

    void created(FundCreatedDecoder event) {
        List<ConstituentInfo> constituents = new ArrayList<>();
        for (FundCreatedDecoder.ConstituentsDecoder each : event.constituents()) {
            constituents.add(new ConstituentInfo(each.market(), each.multiplier()));
        }
        store.directory.put(new FundInfo(
                event.market(), event.redemptionAccount(), event.redemptionFee(), constituents));
    }

    static FundInfo of(FundStateDecoder state) {
        List<ConstituentInfo> constituents = new ArrayList<>();
        for (FundStateDecoder.ConstituentsDecoder each : state.constituents()) {
            constituents.add(new ConstituentInfo(each.market(), each.multiplier()));
        }
        return new FundInfo(
                state.market(), state.redemptionAccount(), state.redemptionFee(), constituents);
    }

    void redeemed(FundRedeemedDecoder event) {
        FundInfo fund = store.directory
                .fund(event.market())
                .orElseThrow(() -> new FrameInvalidException("no fund " + event.market()));
        long shares = event.quantity();
        move(fund, store.account(event.account()), shares, event.fee());
        move(fund, store.account(fund.redemptionAccount()), -shares, 0);
    }

    private void move(FundInfo fund, AccountEntry account, long shares, long fee) {
        change(store.market(fund.market()), account, -shares, fee);
        fund.constituents()
                .forEach(each -> change(
                        store.market(each.market()), account, shares * each.multiplier(), 0));
    }

    private void change(MarketEntry market, AccountEntry account, long quantity, long fee) {
        PositionEntry position = market.position(account);
        position.trade(quantity, 0, fee);
        touched.touch(position);
    }
}
