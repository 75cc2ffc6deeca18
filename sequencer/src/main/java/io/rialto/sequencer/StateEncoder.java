package io.rialto.sequencer;

import io.rialto.engine.AccountKind;
import io.rialto.engine.AccountStates;
import io.rialto.engine.AccountStatesPart;
import io.rialto.engine.Code;
import io.rialto.engine.EventSink;
import io.rialto.engine.FundTerms;
import io.rialto.engine.ItemTerms;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.OptionTerms;
import io.rialto.engine.Outcome;
import io.rialto.engine.OutcomeTerms;
import io.rialto.engine.ProtectionRecords;
import io.rialto.engine.ProtectionRecordsPart;
import io.rialto.engine.StateSink;
import io.rialto.protocol.AccountStateEncoder;
import io.rialto.protocol.AssetStateEncoder;
import io.rialto.protocol.BalanceStateEncoder;
import io.rialto.protocol.FundRedemptionStateEncoder;
import io.rialto.protocol.FundStateEncoder;
import io.rialto.protocol.GatewayOutcomeStateEncoder;
import io.rialto.protocol.GatewayStateEncoder;
import io.rialto.protocol.KeyStateEncoder;
import io.rialto.protocol.MarketStateEncoder;
import io.rialto.protocol.MarketViewerStateEncoder;
import io.rialto.protocol.MarketVisibilityStateEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.OrderStateRecordEncoder;
import io.rialto.protocol.OutcomeMarketStateEncoder;
import io.rialto.protocol.PositionStateEncoder;
import io.rialto.protocol.StateEndEncoder;
import io.rialto.protocol.StateHeaderEncoder;
import io.rialto.protocol.TokenStateEncoder;
import io.rialto.protocol.TradeStateEncoder;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes the engine's state, each record a message with its header, for a {@link RecordSink}. The
 * counterpart is {@link StateDecoder}. The first record carries where the event stream stands, the
 * last how many came before it.
 */
final class StateEncoder implements StateSink, AccountStatesPart, ProtectionRecordsPart {
    /** Number of the layout of a snapshot; a reader refuses any other. */
    static final int FORMAT = 1;

    /** The longest record: an account or a token with the longest text that a command can carry. */
    static final int RECORD_BYTES_MAX = 2048;

    private final RecordSink sink;
    private final long sequence;
    private final long chain;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[RECORD_BYTES_MAX]);
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final StateHeaderEncoder stateHeader = new StateHeaderEncoder();
    private final AssetStateEncoder assetState = new AssetStateEncoder();
    private final OutcomeMarketStateEncoder outcomeMarketState = new OutcomeMarketStateEncoder();
    private final PositionStateEncoder positionState = new PositionStateEncoder();
    private final FundStateEncoder fundState = new FundStateEncoder();
    private final FundRedemptionStateEncoder fundRedemption = new FundRedemptionStateEncoder();
    private final AccountStateEncoder accountState = new AccountStateEncoder();
    private final BalanceStateEncoder balanceState = new BalanceStateEncoder();
    private final TokenStateEncoder tokenState = new TokenStateEncoder();
    private final MarketVisibilityStateEncoder marketVisibilityState =
            new MarketVisibilityStateEncoder();
    private final MarketViewerStateEncoder marketViewerState = new MarketViewerStateEncoder();
    private final MarketStateEncoder marketState = new MarketStateEncoder();
    private final OrderStateRecordEncoder orderState = new OrderStateRecordEncoder();
    private final GatewayStateEncoder gatewayState = new GatewayStateEncoder();
    private final GatewayOutcomeStateEncoder gatewayOutcome = new GatewayOutcomeStateEncoder();
    private final KeyStateEncoder keyState = new KeyStateEncoder();
    private final TradeStateEncoder tradeState = new TradeStateEncoder();
    private final TriggerStateEncoder triggers = new TriggerStateEncoder(buffer);
    private final OptionRecordEncoder options = new OptionRecordEncoder(buffer);
    private final ItemRecordEncoder items = new ItemRecordEncoder(buffer);
    private final StateEndEncoder stateEnd = new StateEndEncoder();
    private final AccountStateEncoders owning = new AccountStateEncoders(buffer, this::append);
    private final ProtectionStateEncoder protections =
            new ProtectionStateEncoder(buffer, this::append);

    private long records;

    /**
     * Makes one for one snapshot.
     *
     * @param sequence number of the last event that the state includes
     * @param chain of the event stream there
     */
    StateEncoder(RecordSink sink, long sequence, long chain) {
        this.sink = sink;
        this.sequence = sequence;
        this.chain = chain;
    }

    @Override
    public void header(
            int rulesVersion,
            int shard,
            long timeNanos,
            long nextAsset,
            long nextAccount,
            long nextMarket,
            long nextToken) {
        stateHeader
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .format(FORMAT)
                .rulesVersion(Integer.toUnsignedLong(rulesVersion))
                .sequence(sequence)
                .chain(chain)
                .timeNanos(timeNanos)
                .shard(shard)
                .nextAsset(nextAsset)
                .nextAccount(nextAccount)
                .nextMarket(nextMarket)
                .nextToken(nextToken);
        append(stateHeader.limit());
    }

    @Override
    public void asset(int asset, String symbol, int scale, int displayScale) {
        assetState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .asset(asset)
                .symbol(symbol)
                .scale((short) scale)
                .displayScale((short) displayScale);
        append(assetState.limit());
    }

    @Override
    public void account(
            long account,
            int universe,
            AccountKind kind,
            boolean administrator,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name) {
        byte[] text = WireText.bytes(name);
        accountState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .account(account)
                .universe(Integer.toUnsignedLong(universe))
                .administrator(WireNumber.of(administrator))
                .personHigh(personHigh)
                .personLow(personLow)
                .selfTradeGroup(selfTradeGroup)
                .putName(text, 0, text.length);
        number(AccountStateEncoder.kindEncodingOffset(), kind.number());
        append(accountState.limit());
    }

    @Override
    public void balance(long account, int asset, long cash, long held) {
        balanceState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .account(account)
                .asset(asset)
                .cash(cash)
                .held(held);
        append(balanceState.limit());
    }

    @Override
    public void token(long tokenId, long account, byte[] tokenHash, long expiresAt, String label) {
        byte[] text = WireText.bytes(label);
        tokenState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .tokenId(tokenId)
                .account(account)
                .putTokenHash(tokenHash, 0, tokenHash.length)
                .expiresAt(expiresAt)
                .putLabel(text, 0, text.length);
        append(tokenState.limit());
    }

    @Override
    public void market(
            long market,
            int universe,
            MarketSpec spec,
            long lastPrice,
            long nextOrder,
            long nextTrade,
            long update) {
        marketState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .universe(Integer.toUnsignedLong(universe))
                .symbol(spec.symbol())
                .baseAsset(spec.baseAsset())
                .quoteAsset(spec.quoteAsset())
                .tick(spec.tick())
                .lot(spec.lot())
                .priceMaximum(spec.priceMaximum())
                .quantityMinimum(spec.quantityMinimum())
                .quantityMaximum(spec.quantityMaximum())
                .notionalMinimum(spec.notionalMinimum())
                .notionalMaximum(spec.notionalMaximum())
                .positionMaximum(spec.positionMaximum())
                .referencePrice(spec.referencePrice())
                .priceBandPpm(spec.priceBandPpm())
                .protectionPpm(spec.protectionPpm())
                .openOrdersAccountMax(spec.openOrdersAccountMax())
                .openOrdersMarketMax(spec.openOrdersMarketMax())
                .makerFeePpm(spec.makerFeePpm())
                .takerFeePpm(spec.takerFeePpm())
                .lastPrice(lastPrice)
                .nextOrder(nextOrder)
                .nextTrade(nextTrade)
                .update(update);
        number(
                MarketStateEncoder.selfTradePreventionEncodingOffset(),
                WireNumber.of(spec.selfTradePrevention()));
        number(MarketStateEncoder.statusEncodingOffset(), spec.status().number());
        append(marketState.limit());
    }

    @Override
    public void order(OrderRecord order) {
        EventSink.OrderAccepted terms = order.terms;
        orderState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(terms.market)
                .order(terms.order)
                .account(terms.account)
                .price(terms.price)
                .quantity(terms.quantity)
                .budget(terms.budget)
                .expiresAt(terms.expiresAt)
                .makerFeePpm(terms.makerFeePpm)
                .takerFeePpm(terms.takerFeePpm)
                .postOnly(WireNumber.of(terms.postOnly))
                .remaining(order.remaining)
                .filled(order.filled)
                .held(order.held)
                .makerNotional(order.makerNotional)
                .takerNotional(order.takerNotional)
                .makerFees(order.makerFees)
                .takerFees(order.takerFees)
                .acceptedAt(order.acceptedAt);
        WireText.put(
                terms.clientOrderId,
                buffer,
                MessageHeaderEncoder.ENCODED_LENGTH
                        + OrderStateRecordEncoder.clientOrderIdEncodingOffset());
        number(OrderStateRecordEncoder.sideEncodingOffset(), WireNumber.of(terms.side));
        number(OrderStateRecordEncoder.orderTypeEncodingOffset(), terms.orderType.number());
        number(OrderStateRecordEncoder.timeInForceEncodingOffset(), terms.timeInForce.number());
        number(
                OrderStateRecordEncoder.selfTradePreventionEncodingOffset(),
                WireNumber.of(terms.selfTradePrevention));
        append(orderState.limit());
    }

    @Override
    public void gateway(
            int gatewayId, int epoch, long instanceHigh, long instanceLow, long lastNumber) {
        gatewayState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .gatewayId(Integer.toUnsignedLong(gatewayId))
                .epoch(Integer.toUnsignedLong(epoch))
                .instanceHigh(instanceHigh)
                .instanceLow(instanceLow)
                .lastNumber(lastNumber);
        append(gatewayState.limit());
    }

    @Override
    public void gatewayOutcome(int gatewayId, long number, Outcome outcome) {
        gatewayOutcome
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .gatewayId(Integer.toUnsignedLong(gatewayId))
                .number(number)
                .sequence(outcome.sequence)
                .timeNanos(outcome.timeNanos)
                .id(outcome.id)
                .count(outcome.count)
                .filledQuantity(outcome.filledQuantity)
                .filledNotional(outcome.filledNotional)
                .fees(outcome.fees)
                .remaining(outcome.remaining)
                .needed(outcome.needed)
                .available(outcome.available)
                .related(outcome.related);
        number(GatewayOutcomeStateEncoder.stateEncodingOffset(), outcome.state.number());
        code(GatewayOutcomeStateEncoder.codeEncodingOffset(), outcome.code);
        code(GatewayOutcomeStateEncoder.relatedCodeEncodingOffset(), outcome.relatedCode);
        append(gatewayOutcome.limit());
    }

    @Override
    public void key(
            long actor,
            long keyHigh,
            long keyLow,
            long payloadHash,
            long rememberedAt,
            Outcome outcome) {
        keyState.wrapAndApplyHeader(buffer, 0, messageHeader)
                .actor(actor)
                .keyHigh(keyHigh)
                .keyLow(keyLow)
                .payloadHash(payloadHash)
                .rememberedAt(rememberedAt)
                .sequence(outcome.sequence)
                .timeNanos(outcome.timeNanos)
                .id(outcome.id)
                .count(outcome.count)
                .filledQuantity(outcome.filledQuantity)
                .filledNotional(outcome.filledNotional)
                .fees(outcome.fees)
                .remaining(outcome.remaining)
                .needed(outcome.needed)
                .available(outcome.available)
                .related(outcome.related);
        number(KeyStateEncoder.stateEncodingOffset(), outcome.state.number());
        code(KeyStateEncoder.codeEncodingOffset(), outcome.code);
        code(KeyStateEncoder.relatedCodeEncodingOffset(), outcome.relatedCode);
        append(keyState.limit());
    }

    @Override
    public AccountStates accountStates() {
        return owning;
    }

    @Override
    public ProtectionRecords protectionRecords() {
        return protections;
    }

    @Override
    public void itemCounter(long nextListing) {
        append(items.counter(nextListing));
    }

    @Override
    public void item(
            long listing, int universe, long seller, ItemTerms terms, long owner, long price) {
        append(items.item(listing, universe, seller, terms, owner, price));
    }

    @Override
    public void option(long market, OptionTerms terms, long nextContract) {
        append(options.option(market, terms, nextContract));
    }

    @Override
    public void optionContract(
            long market, long contract, long holder, long writer, long quantity) {
        append(options.contract(market, contract, holder, writer, quantity));
    }

    @Override
    public void waitingOrder(WaitingRecord order) {
        append(triggers.waitingOrder(order));
    }

    @Override
    public void tradedRange(long market, long lowPrice, long highPrice) {
        append(triggers.tradedRange(market, lowPrice, highPrice));
    }

    @Override
    public void marketVisibility(long market, boolean restricted, boolean hidesAccounts) {
        marketVisibilityState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .restricted(WireNumber.of(restricted))
                .hidesAccounts(WireNumber.of(hidesAccounts));
        append(marketVisibilityState.limit());
    }

    @Override
    public void marketViewer(long market, long account) {
        marketViewerState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .account(account);
        append(marketViewerState.limit());
    }

    @Override
    public void trade(
            long market,
            long trade,
            long buyer,
            long seller,
            long price,
            long quantity,
            long notional,
            long buyerFee,
            long sellerFee,
            boolean busted) {
        tradeState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .trade(trade)
                .buyer(buyer)
                .seller(seller)
                .price(price)
                .quantity(quantity)
                .notional(notional)
                .buyerFee(buyerFee)
                .sellerFee(sellerFee)
                .busted(WireNumber.of(busted));
        append(tradeState.limit());
    }

    @Override
    public void end() {
        stateEnd.wrapAndApplyHeader(buffer, 0, messageHeader).records(records);
        append(stateEnd.limit());
    }

    private void number(int offset, int number) {
        buffer.putByte(MessageHeaderEncoder.ENCODED_LENGTH + offset, (byte) number);
    }

    private void code(int offset, Code code) {
        WireNumber.put(code, buffer, MessageHeaderEncoder.ENCODED_LENGTH + offset);
    }

    @Override
    public void outcomeMarket(
            long market, OutcomeTerms terms, boolean settled, long settlementPrice) {
        byte[] title = WireText.bytes(terms.title());
        outcomeMarketState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .priceMinimum(terms.priceMinimum())
                .priceMaximum(terms.priceMaximum())
                .owner(terms.owner())
                .pinned(WireNumber.of(terms.pinned()))
                .settled(WireNumber.of(settled))
                .settlementPrice(settlementPrice)
                .putDescriptionHash(
                        OutcomeWire.hash(terms.descriptionHash()), 0, OutcomeWire.HASH_BYTES)
                .marketType(terms.type())
                .marketGroup(terms.group())
                .putTitle(title, 0, title.length);
        number(OutcomeMarketStateEncoder.kindEncodingOffset(), terms.kind().number());
        append(outcomeMarketState.limit());
    }

    @Override
    public void position(long market, long account, long quantity, long spent, long feesPaid) {
        positionState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .account(account)
                .quantity(quantity)
                .spent(spent)
                .feesPaid(feesPaid);
        append(positionState.limit());
    }

    @Override
    public void fund(long market, long redemption, FundTerms terms) {
        fundState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .redemptionAccount(redemption)
                .redemptionFee(terms.redemptionFee());
        append(FundWire.put(terms, buffer, fundState.limit()));
    }

    @Override
    public void fundRedemption(long market, long account, long quantity) {
        fundRedemption
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .account(account)
                .quantity(quantity);
        append(fundRedemption.limit());
    }

    private void append(int length) {
        sink.append(buffer, 0, length);
        records++;
    }
}
