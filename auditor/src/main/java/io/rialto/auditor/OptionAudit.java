package io.rialto.auditor;

import io.rialto.protocol.MarketSettledDecoder;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.OptionContractChangedDecoder;
import io.rialto.protocol.OptionCreatedDecoder;
import io.rialto.protocol.OptionExercisedDecoder;

import java.util.function.LongSupplier;

/** Follows the options: their contracts, who exercises them, and what they are settled at. */
final class OptionAudit {
    private final AuditedVenue venue;
    private final OrderAudit orders;
    private final PostingAudit postings;
    private final LongSupplier timeNanos;

    OptionAudit(
            AuditedVenue venue, OrderAudit orders, PostingAudit postings, LongSupplier timeNanos) {
        this.venue = venue;
        this.orders = orders;
        this.postings = postings;
        this.timeNanos = timeNanos;
    }

    void created(long sequence, OptionCreatedDecoder event) {
        AuditedMarket market = orders.market(sequence, event.market());
        AuditedMarket underlying = orders.market(sequence, event.underlying());
        if (market == null || underlying == null) {
            return;
        }
        AuditedOption option =
                new AuditedOption(underlying, event.call() == 1, event.strike(), event.expiresAt());
        market.option = option;
        long atLow = option.worth(underlying.priceMinimum);
        long atHigh = option.worth(underlying.priceMaximum);
        boolean isRight = underlying.ofContracts
                && underlying.option == null
                && market.priceMinimum == Math.min(atLow, atHigh)
                && market.priceMaximum == Math.max(atLow, atHigh);
        orders.require(Invariant.CONTRACTS, isRight, sequence, market, "has other bounds");
    }

    void changed(long sequence, OptionContractChangedDecoder event) {
        AuditedMarket market = orders.market(sequence, event.market());
        AuditedAccount holder = venue.accounts.get(event.holder());
        AuditedAccount writer = venue.accounts.get(event.writer());
        boolean isRight = market != null
                && market.option != null
                && holder != null
                && writer != null
                && holder != writer
                && event.quantity() >= 0
                && event.contract() <= market.option.lastContract + 1;
        orders.require(Invariant.CONTRACTS, isRight, sequence, "a contract", "is of nothing");
        if (isRight) {
            set(market, event.contract(), holder, writer, event.quantity());
        }
    }

    /** Puts a contract in the place of what it was. */
    void set(
            AuditedMarket market,
            long number,
            AuditedAccount holder,
            AuditedAccount writer,
            long quantity) {
        AuditedOption option = market.option;
        AuditedOption.Contract was = option.contracts.remove(number);
        if (was != null) {
            count(was, -was.quantity());
        }
        option.lastContract = Math.max(option.lastContract, number);
        if (quantity > 0) {
            AuditedOption.Contract now = new AuditedOption.Contract(
                    venue.position(market, venue.balance(holder, market.quoteAsset)),
                    venue.position(market, venue.balance(writer, market.quoteAsset)),
                    quantity);
            option.contracts.put(number, now);
            count(now, quantity);
        }
    }

    private void count(AuditedOption.Contract contract, long quantity) {
        contract.holder().held += quantity;
        contract.writer().written += quantity;
        venue.touch(contract.holder());
        venue.touch(contract.writer());
    }

    void exercised(long sequence, OptionExercisedDecoder event) {
        AuditedMarket market = orders.market(sequence, event.market());
        AuditedOption option = market == null ? null : market.option;
        AuditedOption.Contract contract =
                option == null ? null : option.contracts.get(event.contract());
        boolean isRight = contract != null
                && contract.holder().balance.account.id == event.holder()
                && contract.writer().balance.account.id == event.writer()
                && event.quantity() > 0
                && event.quantity() <= contract.quantity()
                && option.underlying.status == MarketStatus.OPEN
                && (option.expiresAt == 0 || timeNanos.getAsLong() < option.expiresAt);
        orders.require(
                Invariant.CONTRACTS, isRight, sequence, "an exercise", "is of no such contract");
        if (!isRight) {
            return;
        }
        long bought = option.isCall ? event.quantity() : -event.quantity();
        long paid = Arithmetic.notional(option.strike, bought, option.underlying.notionalDivisor);
        orders.require(
                Invariant.CONTRACTS, paid == event.paid(), sequence, market, "has another strike");
        change(contract.holder(), -event.quantity());
        change(contract.writer(), event.quantity());
        int quote = market.quoteAsset;
        AuditedBalance holder = venue.balance(contract.holder().balance.account, quote);
        AuditedBalance writer = venue.balance(contract.writer().balance.account, quote);
        change(venue.position(option.underlying, holder), bought);
        change(venue.position(option.underlying, writer), -bought);
        option.underlying.flow(event.holder()).add(bought, event.paid(), 0);
        option.underlying.flow(event.writer()).add(-bought, -event.paid(), 0);
        postings.expect(holder, -event.paid());
        postings.expect(writer, event.paid());
    }

    private void change(AuditedPosition position, long quantity) {
        position.quantity += quantity;
        position.market.positionSum += quantity;
        venue.touch(position);
    }

    /** An option pays what it is worth when its underlying does, and nothing when it lapses. */
    void settled(long sequence, MarketSettledDecoder event) {
        AuditedMarket market = venue.markets.get(event.market());
        if (market == null || market.option == null) {
            return;
        }
        AuditedOption option = market.option;
        boolean hasLapsed = option.expiresAt != 0 && timeNanos.getAsLong() >= option.expiresAt;
        boolean isRight = option.underlying.isSettled
                ? event.price() == option.worth(option.underlying.settlementPrice)
                : hasLapsed && event.price() == 0;
        orders.require(Invariant.CONTRACTS, isRight, sequence, market, "is settled wrongly");
        option.contracts.clear();
    }

    /** The contracts of an account net to its position. */
    void check(long sequence, AuditedPosition position) {
        if (position.market.option != null && !position.market.isSettled) {
            boolean nets = position.held == Math.max(position.quantity, 0)
                    && position.written == Math.max(-position.quantity, 0);
            orders.require(
                    Invariant.CONTRACTS,
                    nets,
                    sequence,
                    position.market,
                    "has contracts that do not net to a position");
        }
    }
}
