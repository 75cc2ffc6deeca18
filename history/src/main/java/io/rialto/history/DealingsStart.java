package io.rialto.history;

import io.rialto.history.ContractRows.Stamp;
import io.rialto.protocol.CodeStateDecoder;
import io.rialto.protocol.FundStateDecoder;
import io.rialto.protocol.ItemStateDecoder;
import io.rialto.protocol.MarketStateDecoder;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OptionContractStateDecoder;
import io.rialto.protocol.OptionStateDecoder;
import io.rialto.protocol.OutcomeMarketStateDecoder;
import io.rialto.protocol.PositionStateDecoder;

import org.agrona.DirectBuffer;

/** Begins what is known of dealings with the records of a state snapshot. */
final class DealingsStart {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final DealingRows rows;
    private final ContractTerms terms;
    private final ContractRows contracts;
    private Stamp at = new Stamp(0, 0);
    private long tick;
    private MarketStatus status = MarketStatus.NULL_VAL;
    private boolean hasTraded;
    private long lastPrice;

    DealingsStart(DealingRows rows, ContractTerms terms, ContractRows contracts) {
        this.rows = rows;
        this.terms = terms;
        this.contracts = contracts;
    }

    void begin(long sequence, long timeNanos) {
        at = new Stamp(sequence, timeNanos);
    }

    void market(MarketStateDecoder market) {
        tick = market.tick();
        status = market.status();
        hasTraded = market.nextTrade() > 1
                && market.lastPrice() != MarketStateDecoder.lastPriceNullValue();
        lastPrice = market.lastPrice();
    }

    /** Takes a record of another kind, if it is one about dealings. */
    void load(int template, DirectBuffer buffer, int offset) {
        switch (template) {
            case OutcomeMarketStateDecoder.TEMPLATE_ID ->
                load(new OutcomeMarketStateDecoder().wrapAndApplyHeader(buffer, offset, header));
            case FundStateDecoder.TEMPLATE_ID ->
                load(new FundStateDecoder().wrapAndApplyHeader(buffer, offset, header));
            case OptionStateDecoder.TEMPLATE_ID ->
                load(new OptionStateDecoder().wrapAndApplyHeader(buffer, offset, header));
            case OptionContractStateDecoder.TEMPLATE_ID ->
                load(new OptionContractStateDecoder().wrapAndApplyHeader(buffer, offset, header));
            case PositionStateDecoder.TEMPLATE_ID ->
                load(new PositionStateDecoder().wrapAndApplyHeader(buffer, offset, header));
            case ItemStateDecoder.TEMPLATE_ID ->
                load(new ItemStateDecoder().wrapAndApplyHeader(buffer, offset, header));
            case CodeStateDecoder.TEMPLATE_ID ->
                load(new CodeStateDecoder().wrapAndApplyHeader(buffer, offset, header));
            default -> {
                // No table of dealings shows it.
            }
        }
    }

    private void load(OutcomeMarketStateDecoder state) {
        long middle = ContractTerms.middle(state.priceMinimum(), state.priceMaximum(), tick);
        terms.market(state.market(), hasTraded ? lastPrice : middle);
        if (status == MarketStatus.SETTLED || status == MarketStatus.VOID) {
            rows.endedMarkets.put(state.market()).put(at.sequence()).put(status).end();
        }
    }

    private void load(FundStateDecoder state) {
        long market = state.market();
        terms.fund(market, state.redemptionAccount());
        for (FundStateDecoder.ConstituentsDecoder each : state.constituents()) {
            terms.constituent(market, each.market(), each.multiplier());
        }
    }

    private void load(OptionStateDecoder state) {
        boolean isCall = state.call() == 1;
        terms.option(
                state.market(),
                new ContractTerms.Option(state.underlying(), isCall, state.strike()),
                state.expiresAt());
    }

    private void load(OptionContractStateDecoder state) {
        contracts.known(
                at,
                state.market(),
                state.contract(),
                state.holder(),
                state.writer(),
                state.quantity());
    }

    private void load(PositionStateDecoder state) {
        rows.positionSnapshots
                .put(state.market())
                .put(state.account())
                .put(at.sequence())
                .put(state.quantity())
                .end();
    }

    private void load(ItemStateDecoder state) {
        rows.itemEvents
                .put(at.sequence())
                .put(state.listing())
                .put(at.timeNanos())
                .put(0)
                .put(ItemEvent.Kind.KNOWN)
                .put(state.universe())
                .put(state.seller())
                .put(state.asset())
                .put(state.buyNowPrice())
                .put(Texts.padded(
                        state.buffer(),
                        state.offset() + ItemStateDecoder.nameEncodingOffset(),
                        ItemStateDecoder.nameLength()))
                .put(Texts.read(state.buffer(), state.limit(), state.descriptionLength()))
                .end();
    }

    private void load(CodeStateDecoder state) {
        rows.codeEvents
                .put(at.sequence())
                .put(state.codeId())
                .put(at.timeNanos())
                .put(CodeEvent.Kind.KNOWN)
                .put(state.issuer())
                .put(state.asset())
                .put(state.amount())
                .put(state.expiresAt())
                .put(state.claimant())
                .put("")
                .end();
    }
}
