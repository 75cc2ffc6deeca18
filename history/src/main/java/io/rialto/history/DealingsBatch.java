package io.rialto.history;

import io.rialto.history.ContractRows.Stamp;
import io.rialto.protocol.FundCreatedDecoder;
import io.rialto.protocol.FundRedeemedDecoder;
import io.rialto.protocol.MarketCreatedDecoder;
import io.rialto.protocol.MarketSettledDecoder;
import io.rialto.protocol.MarketStatusSetDecoder;
import io.rialto.protocol.MarketVoidedDecoder;
import io.rialto.protocol.OptionContractChangedDecoder;
import io.rialto.protocol.OptionCreatedDecoder;
import io.rialto.protocol.OptionExercisedDecoder;
import io.rialto.protocol.OutcomeMarketCreatedDecoder;
import io.rialto.protocol.StatusCause;
import io.rialto.protocol.TradeBustedDecoder;
import io.rialto.protocol.TradedDecoder;

/** Writes down redemptions, contracts of options, settlements and positions besides what it extends. */
final class DealingsBatch extends ItemsBatch {
    private final ContractTerms terms;
    private final ContractRows contracts;
    private long tick;

    // Whose command the last settlement was.
    private long settledBy;

    DealingsBatch(DealingRows rows, ContractTerms terms, ContractRows contracts) {
        super(rows);
        this.terms = terms;
        this.contracts = contracts;
    }

    private Stamp at(long sequence) {
        return new Stamp(sequence, timeNanos);
    }

    @Override
    public void onMarketCreated(long sequence, MarketCreatedDecoder event) {
        tick = event.tick();
    }

    @Override
    public void onOutcomeMarketCreated(long sequence, OutcomeMarketCreatedDecoder event) {
        terms.market(
                event.market(),
                ContractTerms.middle(event.priceMinimum(), event.priceMaximum(), tick));
    }

    @Override
    public void onFundCreated(long sequence, FundCreatedDecoder event) {
        long market = event.market();
        terms.fund(market, event.redemptionAccount());
        for (FundCreatedDecoder.ConstituentsDecoder each : event.constituents()) {
            terms.constituent(market, each.market(), each.multiplier());
        }
    }

    @Override
    public void onOptionCreated(long sequence, OptionCreatedDecoder event) {
        boolean isCall = event.call() == 1;
        terms.option(
                event.market(),
                new ContractTerms.Option(event.underlying(), isCall, event.strike()),
                event.expiresAt());
    }

    @Override
    public void onTraded(long sequence, TradedDecoder event) {
        terms.traded(event.market(), event.price());
    }

    @Override
    public void onTradeBusted(long sequence, TradeBustedDecoder event) {
        long quantity = event.quantity();
        // Who had bought from itself has what it had.
        if (event.buyer() != event.seller()) {
            String cause = PositionChange.Cause.BUSTED.name();
            long market = event.market();
            long price = event.price();
            change(
                    sequence,
                    market,
                    event.buyer(),
                    cause,
                    market,
                    -quantity,
                    price,
                    -event.buyerFee());
            change(
                    sequence,
                    market,
                    event.seller(),
                    cause,
                    market,
                    quantity,
                    price,
                    -event.sellerFee());
        }
    }

    @Override
    public void onFundRedeemed(long sequence, FundRedeemedDecoder event) {
        long shares = event.quantity();
        rows.redemptions
                .put(sequence)
                .put(timeNanos)
                .put(actor)
                .put(event.account())
                .put(event.market())
                .put(shares)
                .put(event.fee())
                .end();
        long market = event.market();
        long account = event.account();
        terms.fund(market).ifPresent(fund -> {
            redeemed(sequence, market, fund, account, shares, event.fee());
            redeemed(sequence, market, fund, fund.redemptionAccount(), -shares, 0);
        });
    }

    /** What a share counts at is what its constituents do: nothing is made by redeeming. */
    private void redeemed(
            long sequence,
            long market,
            ContractTerms.Fund fund,
            long account,
            long shares,
            long fee) {
        String cause = PositionChange.Cause.REDEEMED.name();
        long share = 0;
        for (var each : fund.multipliers().entrySet()) {
            long price = terms.price(each.getKey());
            long quantity = shares * each.getValue();
            share += each.getValue() * price;
            change(sequence, each.getKey(), account, cause, market, quantity, price, 0);
        }
        change(sequence, market, account, cause, market, -shares, share, fee);
    }

    @Override
    public void onOptionExercised(long sequence, OptionExercisedDecoder event) {
        long quantity = event.quantity();
        contracts.exercised(quantity, event.paid());
        terms.option(event.market()).ifPresent(option -> {
            String cause = PositionChange.Cause.EXERCISED.name();
            long bought = option.isCall() ? quantity : -quantity;
            long source = event.market();
            long on = option.underlying();
            long strike = option.strike();
            change(sequence, source, event.holder(), cause, source, -quantity, 0, 0);
            change(sequence, source, event.writer(), cause, source, quantity, 0, 0);
            change(sequence, on, event.holder(), cause, source, bought, strike, 0);
            change(sequence, on, event.writer(), cause, source, -bought, strike, 0);
        });
    }

    private void change(
            long sequence,
            long market,
            long account,
            String cause,
            long source,
            long quantity,
            long price,
            long fee) {
        rows.positionChanges
                .put(market)
                .put(sequence)
                .put(account)
                .put(timeNanos)
                .put(cause)
                .put(source)
                .put(quantity)
                .put(price)
                .put(fee)
                .end();
    }

    @Override
    public void onOptionContractChanged(long sequence, OptionContractChangedDecoder event) {
        contracts.changed(
                at(sequence),
                event.market(),
                event.contract(),
                event.holder(),
                event.writer(),
                event.quantity());
    }

    @Override
    public void onMarketStatusSet(long sequence, MarketStatusSetDecoder event) {
        if (event.cause() == StatusCause.SETTLEMENT) {
            settledBy = event.actor();
        }
    }

    /** An option that nobody settled has lapsed. */
    @Override
    public void onMarketSettled(long sequence, MarketSettledDecoder event) {
        long market = event.market();
        ContractEvent.Kind kind =
                settledBy == 0 ? ContractEvent.Kind.LAPSED : ContractEvent.Kind.SETTLED;
        contracts.ended(at(sequence), market, kind, event.price());
        rows.settlements
                .put(sequence)
                .put(timeNanos)
                .put(settledBy)
                .put(market)
                .put(event.price())
                .put(event.positions())
                .put(Texts.read(event.buffer(), event.limit(), event.reasonLength()))
                .end();
    }

    @Override
    public void onMarketVoided(long sequence, MarketVoidedDecoder event) {
        contracts.ended(at(sequence), event.market(), ContractEvent.Kind.VOIDED, 0);
    }
}
