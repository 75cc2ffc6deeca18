package io.rialto.sequencer;

import io.rialto.engine.AccountKind;
import io.rialto.engine.Code;
import io.rialto.engine.EventSink;
import io.rialto.engine.MarketKind;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.OrderState;
import io.rialto.engine.OrderType;
import io.rialto.engine.Outcome;
import io.rialto.engine.OutcomeTerms;
import io.rialto.engine.StateSink;
import io.rialto.engine.TimeInForce;
import io.rialto.money.Check;
import io.rialto.money.InvariantBrokenException;
import io.rialto.protocol.AccountStateDecoder;
import io.rialto.protocol.AssetStateDecoder;
import io.rialto.protocol.BalanceStateDecoder;
import io.rialto.protocol.FeeTierStateDecoder;
import io.rialto.protocol.FundRedemptionStateDecoder;
import io.rialto.protocol.FundStateDecoder;
import io.rialto.protocol.GatewayOutcomeStateDecoder;
import io.rialto.protocol.GatewayStateDecoder;
import io.rialto.protocol.ItemCounterStateDecoder;
import io.rialto.protocol.ItemStateDecoder;
import io.rialto.protocol.KeyStateDecoder;
import io.rialto.protocol.MarketStateDecoder;
import io.rialto.protocol.MarketViewerStateDecoder;
import io.rialto.protocol.MarketVisibilityStateDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OptionContractStateDecoder;
import io.rialto.protocol.OptionStateDecoder;
import io.rialto.protocol.OrderStateRecordDecoder;
import io.rialto.protocol.OutcomeMarketStateDecoder;
import io.rialto.protocol.PositionStateDecoder;
import io.rialto.protocol.StateEndDecoder;
import io.rialto.protocol.StateHeaderDecoder;
import io.rialto.protocol.TokenStateDecoder;
import io.rialto.protocol.TradeStateDecoder;
import io.rialto.protocol.TradedRangeStateDecoder;
import io.rialto.protocol.TradedVolumeStateDecoder;
import io.rialto.protocol.WaitingOrderStateDecoder;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decodes the records of a snapshot, in the order written by {@link StateEncoder}, into a {@link
 * StateSink}. A record that is not what it should be breaks an invariant: a venue that cannot read
 * its own state may not start.
 */
final class StateDecoder {
    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;

    private final StateSink sink;
    private final AccountStateDecoders owning;
    private final ProtectionStateDecoder protections;
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final StateHeaderDecoder stateHeader = new StateHeaderDecoder();
    private final AssetStateDecoder assetState = new AssetStateDecoder();
    private final AccountStateDecoder accountState = new AccountStateDecoder();
    private final BalanceStateDecoder balanceState = new BalanceStateDecoder();
    private final TokenStateDecoder tokenState = new TokenStateDecoder();
    private final MarketVisibilityStateDecoder marketVisibilityState =
            new MarketVisibilityStateDecoder();
    private final MarketViewerStateDecoder marketViewerState = new MarketViewerStateDecoder();
    private final MarketStateDecoder marketState = new MarketStateDecoder();
    private final OrderStateRecordDecoder orderState = new OrderStateRecordDecoder();
    private final GatewayStateDecoder gatewayState = new GatewayStateDecoder();
    private final GatewayOutcomeStateDecoder gatewayOutcome = new GatewayOutcomeStateDecoder();
    private final KeyStateDecoder keyState = new KeyStateDecoder();
    private final OutcomeMarketStateDecoder outcomeMarketState = new OutcomeMarketStateDecoder();
    private final PositionStateDecoder positionState = new PositionStateDecoder();
    private final FundStateDecoder fundState = new FundStateDecoder();
    private final FundRedemptionStateDecoder redemptionState = new FundRedemptionStateDecoder();
    private final TradeStateDecoder tradeState = new TradeStateDecoder();
    private final TriggerStateDecoder triggers = new TriggerStateDecoder();
    private final OptionRecordDecoder options = new OptionRecordDecoder();
    private final ItemRecordDecoder items = new ItemRecordDecoder();
    private final StateEndDecoder stateEnd = new StateEndDecoder();
    private final StateSink.OrderRecord order = new StateSink.OrderRecord();
    private final Outcome outcome = new Outcome();

    private DirectBuffer buffer = new UnsafeBuffer(0, 0);
    private int body;
    private long records;
    private int lastTemplate;
    private long sequence;
    private long chain;

    StateDecoder(StateSink sink) {
        this.sink = sink;
        owning = new AccountStateDecoders(sink);
        protections = new ProtectionStateDecoder(sink);
    }

    /** Number of the last event that the state includes; known after the first record. */
    long sequence() {
        return sequence;
    }

    /** The chain of the event stream there; known after the first record. */
    long chain() {
        return chain;
    }

    /** True after the last record. */
    boolean isComplete() {
        return lastTemplate == StateEndDecoder.TEMPLATE_ID;
    }

    void onRecord(DirectBuffer record, int offset, int length) {
        Check.that(length >= BODY, "a snapshot record has no header");
        Check.that(!isComplete(), "a snapshot record follows the end");
        messageHeader.wrap(record, offset);
        int template = messageHeader.templateId();
        Check.that(
                messageHeader.schemaId() == StateHeaderDecoder.SCHEMA_ID
                        && messageHeader.version() == StateHeaderDecoder.SCHEMA_VERSION,
                "a snapshot record is of another schema");
        Check.that(
                lastTemplate == 0
                        ? template == StateHeaderDecoder.TEMPLATE_ID
                        : place(template) >= place(lastTemplate)
                                && template != StateHeaderDecoder.TEMPLATE_ID,
                "snapshot records are out of order");
        buffer = record;
        body = offset + BODY;
        try {
            decode(template, length - BODY);
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            // A number that no enum has, or an id that no venue of these limits has.
            throw (InvariantBrokenException)
                    new InvariantBrokenException("a snapshot record cannot be read")
                            .initCause(unreadable);
        }
        lastTemplate = template;
        records++;
    }

    /**
     * Where a record stands among the others: by its number, but that what a market of contracts has
     * is beside the market, as volumes are beside the tiers of their market, and trades that can be
     * undone come before items.
     */
    private static int place(int template) {
        return switch (template) {
            case OutcomeMarketStateDecoder.TEMPLATE_ID -> MarketStateDecoder.TEMPLATE_ID;
            case TradedVolumeStateDecoder.TEMPLATE_ID -> FeeTierStateDecoder.TEMPLATE_ID;
            case TradeStateDecoder.TEMPLATE_ID -> MarketViewerStateDecoder.TEMPLATE_ID;
            default -> template;
        };
    }

    private void decode(int template, int length) {
        switch (template) {
            case StateHeaderDecoder.TEMPLATE_ID -> header(length);
            case AssetStateDecoder.TEMPLATE_ID -> asset(length);
            case AccountStateDecoder.TEMPLATE_ID -> account(length);
            case BalanceStateDecoder.TEMPLATE_ID -> balance(length);
            case TokenStateDecoder.TEMPLATE_ID -> token(length);
            case MarketStateDecoder.TEMPLATE_ID -> market(length);
            case OrderStateRecordDecoder.TEMPLATE_ID -> order(length);
            case GatewayStateDecoder.TEMPLATE_ID -> gateway(length);
            case GatewayOutcomeStateDecoder.TEMPLATE_ID -> gatewayOutcome(length);
            case KeyStateDecoder.TEMPLATE_ID -> key(length);
            case OutcomeMarketStateDecoder.TEMPLATE_ID -> outcomeMarket(length);
            case PositionStateDecoder.TEMPLATE_ID -> position(length);
            case FundStateDecoder.TEMPLATE_ID -> fund(length);
            case FundRedemptionStateDecoder.TEMPLATE_ID -> fundRedemption(length);
            case ItemCounterStateDecoder.TEMPLATE_ID -> {
                fixed(ItemCounterStateDecoder.BLOCK_LENGTH, length);
                items.counter(buffer, body, sink);
            }
            case ItemStateDecoder.TEMPLATE_ID ->
                items.item(buffer, body, trailingText(ItemStateDecoder.BLOCK_LENGTH, length), sink);
            case OptionStateDecoder.TEMPLATE_ID -> {
                fixed(OptionStateDecoder.BLOCK_LENGTH, length);
                options.option(buffer, body, sink);
            }
            case OptionContractStateDecoder.TEMPLATE_ID -> {
                fixed(OptionContractStateDecoder.BLOCK_LENGTH, length);
                options.contract(buffer, body, sink);
            }
            case WaitingOrderStateDecoder.TEMPLATE_ID -> {
                fixed(WaitingOrderStateDecoder.BLOCK_LENGTH, length);
                triggers.waitingOrder(buffer, body, sink);
            }
            case TradedRangeStateDecoder.TEMPLATE_ID -> {
                fixed(TradedRangeStateDecoder.BLOCK_LENGTH, length);
                triggers.tradedRange(buffer, body, sink);
            }
            case MarketVisibilityStateDecoder.TEMPLATE_ID -> marketVisibility(length);
            case MarketViewerStateDecoder.TEMPLATE_ID -> marketViewer(length);
            case TradeStateDecoder.TEMPLATE_ID -> trade(length);
            case StateEndDecoder.TEMPLATE_ID -> end(length);
            default -> {
                int block = ProtectionStateDecoder.blockLength(template);
                if (block != 0) {
                    fixed(block, length);
                    protections.decode(template, buffer, body);
                    return;
                }
                Check.that(
                        AccountStateDecoders.knows(template),
                        "a snapshot record is of no known kind");
                owning(template, length);
            }
        }
    }

    private void header(int length) {
        fixed(StateHeaderDecoder.BLOCK_LENGTH, length);
        stateHeader.wrap(
                buffer, body, StateHeaderDecoder.BLOCK_LENGTH, StateHeaderDecoder.SCHEMA_VERSION);
        Check.that(stateHeader.format() == StateEncoder.FORMAT, "a snapshot of another format");
        sequence = stateHeader.sequence();
        chain = stateHeader.chain();
        sink.header(
                (int) stateHeader.rulesVersion(),
                (int) stateHeader.shard(),
                stateHeader.timeNanos(),
                stateHeader.nextAsset(),
                stateHeader.nextAccount(),
                stateHeader.nextMarket(),
                stateHeader.nextToken());
    }

    private void asset(int length) {
        fixed(AssetStateDecoder.BLOCK_LENGTH, length);
        assetState.wrap(
                buffer, body, AssetStateDecoder.BLOCK_LENGTH, AssetStateDecoder.SCHEMA_VERSION);
        sink.asset(
                (int) assetState.asset(),
                assetState.symbol(),
                assetState.scale(),
                assetState.displayScale());
    }

    private void account(int length) {
        String name = trailingText(AccountStateDecoder.BLOCK_LENGTH, length);
        accountState.wrap(
                buffer, body, AccountStateDecoder.BLOCK_LENGTH, AccountStateDecoder.SCHEMA_VERSION);
        sink.account(
                accountState.account(),
                (int) accountState.universe(),
                AccountKind.of(accountState.kindRaw()),
                accountState.administrator() != 0,
                accountState.personHigh(),
                accountState.personLow(),
                accountState.selfTradeGroup(),
                name);
    }

    private void balance(int length) {
        fixed(BalanceStateDecoder.BLOCK_LENGTH, length);
        balanceState.wrap(
                buffer, body, BalanceStateDecoder.BLOCK_LENGTH, BalanceStateDecoder.SCHEMA_VERSION);
        sink.balance(
                balanceState.account(),
                (int) balanceState.asset(),
                balanceState.cash(),
                balanceState.held());
    }

    private void token(int length) {
        String label = trailingText(TokenStateDecoder.BLOCK_LENGTH, length);
        tokenState.wrap(
                buffer, body, TokenStateDecoder.BLOCK_LENGTH, TokenStateDecoder.SCHEMA_VERSION);
        byte[] hash = new byte[TokenStateDecoder.tokenHashLength()];
        tokenState.getTokenHash(hash, 0, hash.length);
        sink.token(tokenState.tokenId(), tokenState.account(), hash, tokenState.expiresAt(), label);
    }

    private void market(int length) {
        fixed(MarketStateDecoder.BLOCK_LENGTH, length);
        MarketStateDecoder from = marketState;
        from.wrap(buffer, body, MarketStateDecoder.BLOCK_LENGTH, MarketStateDecoder.SCHEMA_VERSION);
        MarketSpec spec = new MarketSpec(
                from.symbol(),
                (int) from.baseAsset(),
                (int) from.quoteAsset(),
                from.tick(),
                from.lot(),
                from.priceMaximum(),
                from.quantityMinimum(),
                from.quantityMaximum(),
                from.notionalMinimum(),
                from.notionalMaximum(),
                from.positionMaximum(),
                from.referencePrice(),
                from.priceBandPpm(),
                from.protectionPpm(),
                (int) from.openOrdersAccountMax(),
                (int) from.openOrdersMarketMax(),
                from.makerFeePpm(),
                from.takerFeePpm(),
                WireNumber.prevention(from.selfTradePreventionRaw()),
                MarketStatus.of(from.statusRaw()));
        sink.market(
                from.market(),
                (int) from.universe(),
                spec,
                from.lastPrice(),
                from.nextOrder(),
                from.nextTrade(),
                from.update());
    }

    private void order(int length) {
        fixed(OrderStateRecordDecoder.BLOCK_LENGTH, length);
        OrderStateRecordDecoder from = orderState;
        from.wrap(
                buffer,
                body,
                OrderStateRecordDecoder.BLOCK_LENGTH,
                OrderStateRecordDecoder.SCHEMA_VERSION);
        EventSink.OrderAccepted terms = order.terms;
        terms.market = from.market();
        terms.order = from.order();
        terms.account = from.account();
        boolean valid = WireText.get(
                buffer,
                body + OrderStateRecordDecoder.clientOrderIdEncodingOffset(),
                terms.clientOrderId);
        Check.that(valid, "a snapshot has a malformed client order id");
        terms.price = from.price();
        terms.quantity = from.quantity();
        terms.budget = from.budget();
        terms.expiresAt = from.expiresAt();
        terms.makerFeePpm = from.makerFeePpm();
        terms.takerFeePpm = from.takerFeePpm();
        terms.side = WireNumber.side(from.sideRaw());
        terms.orderType = OrderType.of(from.orderTypeRaw());
        terms.timeInForce = TimeInForce.of(from.timeInForceRaw());
        terms.selfTradePrevention = WireNumber.prevention(from.selfTradePreventionRaw());
        terms.postOnly = from.postOnly() != 0;
        order.remaining = from.remaining();
        order.filled = from.filled();
        order.held = from.held();
        order.makerNotional = from.makerNotional();
        order.takerNotional = from.takerNotional();
        order.makerFees = from.makerFees();
        order.takerFees = from.takerFees();
        order.acceptedAt = from.acceptedAt();
        sink.order(order);
    }

    private void gateway(int length) {
        fixed(GatewayStateDecoder.BLOCK_LENGTH, length);
        gatewayState.wrap(
                buffer, body, GatewayStateDecoder.BLOCK_LENGTH, GatewayStateDecoder.SCHEMA_VERSION);
        sink.gateway(
                (int) gatewayState.gatewayId(),
                (int) gatewayState.epoch(),
                gatewayState.instanceHigh(),
                gatewayState.instanceLow(),
                gatewayState.lastNumber());
    }

    private void gatewayOutcome(int length) {
        fixed(GatewayOutcomeStateDecoder.BLOCK_LENGTH, length);
        GatewayOutcomeStateDecoder from = gatewayOutcome;
        from.wrap(
                buffer,
                body,
                GatewayOutcomeStateDecoder.BLOCK_LENGTH,
                GatewayOutcomeStateDecoder.SCHEMA_VERSION);
        outcome.clear();
        outcome.code = Code.of(from.codeRaw());
        outcome.sequence = from.sequence();
        outcome.timeNanos = from.timeNanos();
        outcome.id = from.id();
        outcome.count = from.count();
        outcome.filledQuantity = from.filledQuantity();
        outcome.filledNotional = from.filledNotional();
        outcome.fees = from.fees();
        outcome.remaining = from.remaining();
        outcome.needed = from.needed();
        outcome.available = from.available();
        outcome.state = OrderState.of(from.stateRaw());
        outcome.related = from.related();
        outcome.relatedCode = Code.of(from.relatedCodeRaw());
        sink.gatewayOutcome((int) from.gatewayId(), from.number(), outcome);
    }

    private void key(int length) {
        fixed(KeyStateDecoder.BLOCK_LENGTH, length);
        KeyStateDecoder from = keyState;
        from.wrap(buffer, body, KeyStateDecoder.BLOCK_LENGTH, KeyStateDecoder.SCHEMA_VERSION);
        outcome.clear();
        outcome.code = Code.of(from.codeRaw());
        outcome.sequence = from.sequence();
        outcome.timeNanos = from.timeNanos();
        outcome.id = from.id();
        outcome.count = from.count();
        outcome.filledQuantity = from.filledQuantity();
        outcome.filledNotional = from.filledNotional();
        outcome.fees = from.fees();
        outcome.remaining = from.remaining();
        outcome.needed = from.needed();
        outcome.available = from.available();
        outcome.state = OrderState.of(from.stateRaw());
        outcome.related = from.related();
        outcome.relatedCode = Code.of(from.relatedCodeRaw());
        sink.key(
                from.actor(),
                from.keyHigh(),
                from.keyLow(),
                from.payloadHash(),
                from.rememberedAt(),
                outcome);
    }

    private void owning(int template, int length) {
        int block = AccountStateDecoders.blockLength(template);
        String text = "";
        if (AccountStateDecoders.hasText(template)) {
            text = trailingText(block, length);
        } else {
            fixed(block, length);
        }
        owning.decode(template, buffer, body, StateHeaderDecoder.SCHEMA_VERSION, text);
    }

    private void outcomeMarket(int length) {
        String title = trailingText(OutcomeMarketStateDecoder.BLOCK_LENGTH, length);
        OutcomeMarketStateDecoder from = outcomeMarketState;
        from.wrap(
                buffer,
                body,
                OutcomeMarketStateDecoder.BLOCK_LENGTH,
                OutcomeMarketStateDecoder.SCHEMA_VERSION);
        OutcomeTerms terms = new OutcomeTerms(
                MarketKind.of(from.kindRaw()),
                from.priceMinimum(),
                from.priceMaximum(),
                from.owner(),
                from.pinned() != 0,
                OutcomeWire.hash(
                        buffer, body + OutcomeMarketStateDecoder.descriptionHashEncodingOffset()),
                from.marketType(),
                from.marketGroup(),
                title);
        sink.outcomeMarket(from.market(), terms, from.settled() != 0, from.settlementPrice());
    }

    private void position(int length) {
        fixed(PositionStateDecoder.BLOCK_LENGTH, length);
        positionState.wrap(
                buffer,
                body,
                PositionStateDecoder.BLOCK_LENGTH,
                PositionStateDecoder.SCHEMA_VERSION);
        sink.position(
                positionState.market(),
                positionState.account(),
                positionState.quantity(),
                positionState.spent(),
                positionState.feesPaid());
    }

    private void fundRedemption(int length) {
        int block = FundRedemptionStateDecoder.BLOCK_LENGTH;
        fixed(block, length);
        redemptionState.wrap(buffer, body, block, FundRedemptionStateDecoder.SCHEMA_VERSION);
        sink.fundRedemption(
                redemptionState.market(), redemptionState.account(), redemptionState.quantity());
    }

    private void fund(int length) {
        int block = FundStateDecoder.BLOCK_LENGTH;
        Check.that(
                messageHeader.blockLength() == block
                        && FundWire.end(buffer, body + block, body + length) == body + length,
                "a snapshot record has the wrong length");
        fundState.wrap(buffer, body, block, FundStateDecoder.SCHEMA_VERSION);
        sink.fund(
                fundState.market(),
                fundState.redemptionAccount(),
                FundWire.terms(buffer, body + block, fundState.redemptionFee()));
    }

    private void marketVisibility(int length) {
        fixed(MarketVisibilityStateDecoder.BLOCK_LENGTH, length);
        MarketVisibilityStateDecoder from = marketVisibilityState;
        from.wrap(
                buffer,
                body,
                MarketVisibilityStateDecoder.BLOCK_LENGTH,
                MarketVisibilityStateDecoder.SCHEMA_VERSION);
        sink.marketVisibility(from.market(), from.restricted() == 1, from.hidesAccounts() == 1);
    }

    private void marketViewer(int length) {
        fixed(MarketViewerStateDecoder.BLOCK_LENGTH, length);
        marketViewerState.wrap(
                buffer,
                body,
                MarketViewerStateDecoder.BLOCK_LENGTH,
                MarketViewerStateDecoder.SCHEMA_VERSION);
        sink.marketViewer(marketViewerState.market(), marketViewerState.account());
    }

    private void trade(int length) {
        fixed(TradeStateDecoder.BLOCK_LENGTH, length);
        TradeStateDecoder from = tradeState;
        from.wrap(buffer, body, TradeStateDecoder.BLOCK_LENGTH, TradeStateDecoder.SCHEMA_VERSION);
        sink.trade(
                from.market(),
                from.trade(),
                from.buyer(),
                from.seller(),
                from.price(),
                from.quantity(),
                from.notional(),
                from.buyerFee(),
                from.sellerFee(),
                from.busted() == 1);
    }

    private void end(int length) {
        fixed(StateEndDecoder.BLOCK_LENGTH, length);
        stateEnd.wrap(buffer, body, StateEndDecoder.BLOCK_LENGTH, StateEndDecoder.SCHEMA_VERSION);
        Check.that(stateEnd.records() == records, "a snapshot has not all of its records");
        sink.end();
    }

    private void fixed(int blockLength, int length) {
        Check.that(
                messageHeader.blockLength() == blockLength && length == blockLength,
                "a snapshot record has the wrong length");
    }

    private String trailingText(int blockLength, int length) {
        Check.that(
                messageHeader.blockLength() == blockLength && length >= blockLength + Short.BYTES,
                "a snapshot record has the wrong length");
        int at = body + blockLength;
        int bytes = buffer.getShort(at, StateHeaderDecoder.BYTE_ORDER) & 0xFFFF;
        Check.that(
                length == blockLength + Short.BYTES + bytes,
                "a snapshot record has the wrong length");
        return WireText.text(buffer, at + Short.BYTES, bytes);
    }
}
