package io.rialto.auditor;

import io.rialto.protocol.AccountKind;
import io.rialto.protocol.FundCreatedDecoder;
import io.rialto.protocol.FundRedeemedDecoder;
import io.rialto.protocol.FundRedemptionStateDecoder;
import io.rialto.protocol.FundStateDecoder;
import io.rialto.protocol.MarketStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Follows the funds: what is redeemed, what they are settled at, and that nothing is left over. */
final class FundAudit {
    private final AuditedVenue venue;
    private final OrderAudit orders;
    private final PostingAudit postings;

    FundAudit(AuditedVenue venue, OrderAudit orders, PostingAudit postings) {
        this.venue = venue;
        this.orders = orders;
        this.postings = postings;
    }

    void created(long sequence, FundCreatedDecoder event) {
        List<AuditedFund.Part> parts = new ArrayList<>();
        for (FundCreatedDecoder.ConstituentsDecoder each : event.constituents()) {
            add(sequence, parts, each.market(), each.multiplier());
        }
        set(sequence, event.market(), event.redemptionAccount(), parts);
    }

    void read(long sequence, FundStateDecoder state) {
        List<AuditedFund.Part> parts = new ArrayList<>();
        for (FundStateDecoder.ConstituentsDecoder each : state.constituents()) {
            add(sequence, parts, each.market(), each.multiplier());
        }
        set(sequence, state.market(), state.redemptionAccount(), parts);
    }

    private void add(long sequence, List<AuditedFund.Part> parts, long id, long multiplier) {
        AuditedMarket market = orders.market(sequence, id);
        if (market != null) {
            parts.add(new AuditedFund.Part(market, multiplier));
        }
    }

    private void set(long sequence, long id, long redemptionAccount, List<AuditedFund.Part> parts) {
        AuditedMarket market = orders.market(sequence, id);
        AuditedAccount account = venue.accounts.get(redemptionAccount);
        boolean isRight = market != null
                && market.ofContracts
                && account != null
                && account.kind == AccountKind.REDEMPTION
                && !parts.isEmpty();
        orders.require(
                Invariant.REFERENCES,
                isRight,
                sequence,
                "a fund",
                "is made of nothing that it can");
        if (isRight) {
            AuditedBalance redemption = venue.balance(account, market.quoteAsset);
            market.fund = new AuditedFund(redemption, parts, new TreeMap<>());
        }
    }

    void read(long sequence, FundRedemptionStateDecoder state) {
        AuditedMarket market = orders.market(sequence, state.market());
        boolean isRight = market != null && market.fund != null;
        orders.require(Invariant.REFERENCES, isRight, sequence, "a redemption", "is of no fund");
        if (isRight) {
            market.fund.redeemed().put(state.account(), state.quantity());
        }
    }

    void redeemed(long sequence, FundRedeemedDecoder event) {
        AuditedMarket market = orders.market(sequence, event.market());
        AuditedAccount account = venue.accounts.get(event.account());
        boolean isRight = market != null
                && market.fund != null
                && account != null
                && (market.status == MarketStatus.VOID
                        ? isTakenBack(market.fund, event)
                        : market.isOpen() && market.fund.isAllOpen());
        orders.require(
                Invariant.POSITIONS, isRight, sequence, "a fund", "is redeemed and cannot be");
        if (!isRight) {
            return;
        }
        AuditedBalance balance = venue.balance(account, market.quoteAsset);
        move(market, balance, event.quantity());
        move(market, market.fund.redemption(), -event.quantity());
        market.fund.redeemed().merge(event.account(), event.quantity(), FundAudit::sum);
        market.flow(event.account()).add(0, 0, event.fee());
        postings.expect(balance, -event.fee());
        postings.expect(venue.fees(market), event.fee());
    }

    private static Long sum(Long before, Long more) {
        return before + more == 0 ? null : (Long) (before + more);
    }

    /** What an account redeemed of a fund that is void, all of it; the fee goes with all others. */
    private static boolean isTakenBack(AuditedFund fund, FundRedeemedDecoder event) {
        long redeemed = fund.redeemed().getOrDefault(event.account(), 0L);
        return event.quantity() == -redeemed && redeemed != 0 && event.fee() == 0;
    }

    private void move(AuditedMarket fund, AuditedBalance balance, long shares) {
        change(fund, balance, -shares);
        fund.fund
                .parts()
                .forEach(part -> change(part.market(), balance, shares * part.multiplier()));
    }

    private void change(AuditedMarket market, AuditedBalance balance, long quantity) {
        AuditedPosition position = venue.position(market, balance);
        position.quantity += quantity;
        market.positionSum += quantity;
        market.flow(balance.account.id).add(quantity, 0, 0);
        if (market.isSettled) {
            postings.expect(
                    balance,
                    Arithmetic.notional(market.settlementPrice, quantity, market.notionalDivisor));
        }
        venue.touch(position);
    }

    /** A fund is settled with its last constituent, at what those come to. */
    void settled(long sequence, AuditedMarket market) {
        boolean isRight = market.fund == null
                || (market.fund.isAllSettled()
                        && market.settlementPrice == market.fund.weightedPrice());
        orders.require(
                Invariant.POSITIONS,
                isRight,
                sequence,
                market,
                "is settled at other than what its constituents come to");
    }

    /** What was redeemed of a fund is back at zero when all is settled. */
    void commandEnds(long sequence) {
        for (int i = 0; i < venue.touchedPositions.size(); i++) {
            AuditedMarket market = venue.touchedPositions.get(i).market;
            if (market.fund != null && market.isSettled) {
                orders.require(
                        Invariant.POSITIONS,
                        market.fund.redemption().cash == 0,
                        sequence,
                        market,
                        "leaves money with its redemption account");
            }
        }
    }
}
