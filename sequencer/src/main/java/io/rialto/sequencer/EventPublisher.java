package io.rialto.sequencer;

import static io.rialto.sequencer.FrameWriter.header;

import io.rialto.engine.AccountKind;
import io.rialto.engine.ClientOrderId;
import io.rialto.engine.CloseReason;
import io.rialto.engine.Code;
import io.rialto.engine.Condition;
import io.rialto.engine.EventSink;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.PostingCause;
import io.rialto.engine.StatusCause;
import io.rialto.money.Side;
import io.rialto.protocol.AccountCreatedEncoder;
import io.rialto.protocol.AdministratorChangedEncoder;
import io.rialto.protocol.AssetCreatedEncoder;
import io.rialto.protocol.CommandDeniedEncoder;
import io.rialto.protocol.GatewayOpenedEncoder;
import io.rialto.protocol.IssuedEncoder;
import io.rialto.protocol.MarketCreatedEncoder;
import io.rialto.protocol.MarketFeesChangedEncoder;
import io.rialto.protocol.MarketStatusChangedEncoder;
import io.rialto.protocol.MarketStatusSetEncoder;
import io.rialto.protocol.MarketUncrossedEncoder;
import io.rialto.protocol.MarketViewerSetEncoder;
import io.rialto.protocol.MarketVisibilitySetEncoder;
import io.rialto.protocol.OrderAcceptedEncoder;
import io.rialto.protocol.OrderAmendedEncoder;
import io.rialto.protocol.OrderClosedEncoder;
import io.rialto.protocol.OrderReducedEncoder;
import io.rialto.protocol.OrderRestedEncoder;
import io.rialto.protocol.PostedEncoder;
import io.rialto.protocol.RulesActivatedEncoder;
import io.rialto.protocol.SelfTradeGroupChangedEncoder;
import io.rialto.protocol.TokenIssuedEncoder;
import io.rialto.protocol.TokenRevokedEncoder;
import io.rialto.protocol.TradedEncoder;
import io.rialto.protocol.WithdrawnEncoder;

import org.agrona.MutableDirectBuffer;

/**
 * Encodes the engine's events into the frames of a {@link FrameWriter}, each straight to where it is
 * sent from. Owned by the engine's thread; the events of daily business allocate nothing.
 */
final class EventPublisher extends ItemEventPublisher implements EventSink {
    private static final long ORDER_ACCEPTED =
            header(OrderAcceptedEncoder.BLOCK_LENGTH, OrderAcceptedEncoder.TEMPLATE_ID);
    private static final long ORDER_RESTED =
            header(OrderRestedEncoder.BLOCK_LENGTH, OrderRestedEncoder.TEMPLATE_ID);
    private static final long ORDER_REDUCED =
            header(OrderReducedEncoder.BLOCK_LENGTH, OrderReducedEncoder.TEMPLATE_ID);
    private static final long ORDER_AMENDED =
            header(OrderAmendedEncoder.BLOCK_LENGTH, OrderAmendedEncoder.TEMPLATE_ID);
    private static final long ORDER_CLOSED =
            header(OrderClosedEncoder.BLOCK_LENGTH, OrderClosedEncoder.TEMPLATE_ID);
    private static final long TRADED =
            header(TradedEncoder.BLOCK_LENGTH, TradedEncoder.TEMPLATE_ID);
    private static final long POSTED =
            header(PostedEncoder.BLOCK_LENGTH, PostedEncoder.TEMPLATE_ID);
    private static final long COMMAND_DENIED =
            header(CommandDeniedEncoder.BLOCK_LENGTH, CommandDeniedEncoder.TEMPLATE_ID);

    private final FrameWriter frames;
    private final MutableDirectBuffer buffer;
    private final TriggerPublisher triggers;
    private final MarketUncrossedEncoder marketUncrossed = new MarketUncrossedEncoder();

    private final GatewayOpenedEncoder gatewayOpened = new GatewayOpenedEncoder();
    private final AssetCreatedEncoder assetCreated = new AssetCreatedEncoder();
    private final AccountCreatedEncoder accountCreated = new AccountCreatedEncoder();
    private final AdministratorChangedEncoder administratorChanged =
            new AdministratorChangedEncoder();
    private final TokenIssuedEncoder tokenIssued = new TokenIssuedEncoder();
    private final TokenRevokedEncoder tokenRevoked = new TokenRevokedEncoder();
    private final MarketCreatedEncoder marketCreated = new MarketCreatedEncoder();
    private final MarketStatusChangedEncoder marketStatusChanged = new MarketStatusChangedEncoder();
    private final MarketVisibilitySetEncoder marketVisibilitySet = new MarketVisibilitySetEncoder();
    private final MarketViewerSetEncoder marketViewerSet = new MarketViewerSetEncoder();
    private final MarketStatusSetEncoder marketStatusSet = new MarketStatusSetEncoder();
    private final MarketFeesChangedEncoder marketFeesChanged = new MarketFeesChangedEncoder();
    private final SelfTradeGroupChangedEncoder selfTradeGroupChanged =
            new SelfTradeGroupChangedEncoder();
    private final OrderAcceptedEncoder orderAccepted = new OrderAcceptedEncoder();
    private final OrderRestedEncoder orderRested = new OrderRestedEncoder();
    private final OrderReducedEncoder orderReduced = new OrderReducedEncoder();
    private final OrderAmendedEncoder orderAmended = new OrderAmendedEncoder();
    private final OrderClosedEncoder orderClosed = new OrderClosedEncoder();
    private final TradedEncoder traded = new TradedEncoder();
    private final PostedEncoder posted = new PostedEncoder();
    private final IssuedEncoder issued = new IssuedEncoder();
    private final WithdrawnEncoder withdrawn = new WithdrawnEncoder();
    private final CommandDeniedEncoder commandDenied = new CommandDeniedEncoder();
    private final RulesActivatedEncoder rulesActivated = new RulesActivatedEncoder();

    EventPublisher(FrameWriter frames) {
        super(frames);
        this.frames = frames;
        buffer = frames.buffer();
        triggers = new TriggerPublisher(frames);
    }

    @Override
    public long sequence() {
        return frames.sequence();
    }

    @Override
    public void gatewayOpened(int gatewayId, int epoch, long instanceHigh, long instanceLow) {
        int body = event(GatewayOpenedEncoder.BLOCK_LENGTH, GatewayOpenedEncoder.TEMPLATE_ID, 0);
        gatewayOpened
                .wrap(buffer, body)
                .gatewayId(Integer.toUnsignedLong(gatewayId))
                .epoch(Integer.toUnsignedLong(epoch))
                .instanceHigh(instanceHigh)
                .instanceLow(instanceLow);
    }

    @Override
    public void assetCreated(int asset, String symbol, int scale, int displayScale) {
        int body = event(AssetCreatedEncoder.BLOCK_LENGTH, AssetCreatedEncoder.TEMPLATE_ID, 0);
        assetCreated
                .wrap(buffer, body)
                .asset(asset)
                .symbol(symbol)
                .scale((short) scale)
                .displayScale((short) displayScale);
    }

    @Override
    public void accountCreated(
            long account,
            int universe,
            AccountKind kind,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name) {
        byte[] text = WireText.bytes(name);
        int body = event(
                AccountCreatedEncoder.BLOCK_LENGTH,
                AccountCreatedEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        accountCreated
                .wrap(buffer, body)
                .account(account)
                .universe(Integer.toUnsignedLong(universe))
                .personHigh(personHigh)
                .personLow(personLow)
                .selfTradeGroup(selfTradeGroup)
                .putName(text, 0, text.length);
        buffer.putByte(body + AccountCreatedEncoder.kindEncodingOffset(), (byte) kind.number());
    }

    @Override
    public void administratorChanged(long account, boolean administrator) {
        int body = event(
                AdministratorChangedEncoder.BLOCK_LENGTH,
                AdministratorChangedEncoder.TEMPLATE_ID,
                0);
        administratorChanged
                .wrap(buffer, body)
                .account(account)
                .administrator(WireNumber.of(administrator));
    }

    @Override
    public void tokenIssued(
            long tokenId, long account, byte[] tokenHash, long expiresAt, String label) {
        byte[] text = WireText.bytes(label);
        int body = event(
                TokenIssuedEncoder.BLOCK_LENGTH,
                TokenIssuedEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        tokenIssued
                .wrap(buffer, body)
                .tokenId(tokenId)
                .account(account)
                .putTokenHash(tokenHash, 0, tokenHash.length)
                .expiresAt(expiresAt)
                .putLabel(text, 0, text.length);
    }

    @Override
    public void tokenRevoked(long tokenId, long account) {
        int body = event(TokenRevokedEncoder.BLOCK_LENGTH, TokenRevokedEncoder.TEMPLATE_ID, 0);
        tokenRevoked.wrap(buffer, body).tokenId(tokenId).account(account);
    }

    @Override
    public void marketCreated(long market, int universe, MarketSpec spec) {
        int body = event(MarketCreatedEncoder.BLOCK_LENGTH, MarketCreatedEncoder.TEMPLATE_ID, 0);
        marketCreated
                .wrap(buffer, body)
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
                .takerFeePpm(spec.takerFeePpm());
        buffer.putByte(
                body + MarketCreatedEncoder.selfTradePreventionEncodingOffset(),
                WireNumber.of(spec.selfTradePrevention()));
        buffer.putByte(body + MarketCreatedEncoder.statusEncodingOffset(), (byte)
                spec.status().number());
    }

    @Override
    public void marketStatusChanged(long market, MarketStatus status, String reason) {
        byte[] text = WireText.bytes(reason);
        int body = event(
                MarketStatusChangedEncoder.BLOCK_LENGTH,
                MarketStatusChangedEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        marketStatusChanged.wrap(buffer, body).market(market).putReason(text, 0, text.length);
        buffer.putByte(
                body + MarketStatusChangedEncoder.statusEncodingOffset(), (byte) status.number());
    }

    @Override
    public void marketStatusSet(
            long market,
            MarketStatus previous,
            MarketStatus status,
            StatusCause cause,
            long actor,
            String reason) {
        byte[] text = WireText.bytes(reason);
        int body = event(
                MarketStatusSetEncoder.BLOCK_LENGTH,
                MarketStatusSetEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        marketStatusSet.wrap(buffer, body).market(market).actor(actor);
        number(body + MarketStatusSetEncoder.previousEncodingOffset(), previous.number());
        number(body + MarketStatusSetEncoder.statusEncodingOffset(), status.number());
        number(body + MarketStatusSetEncoder.causeEncodingOffset(), cause.number());
        marketStatusSet.putReason(text, 0, text.length);
    }

    @Override
    public void marketVisibilitySet(
            long market, boolean restricted, boolean hidesAccounts, String reason) {
        byte[] text = WireText.bytes(reason);
        int body = event(
                MarketVisibilitySetEncoder.BLOCK_LENGTH,
                MarketVisibilitySetEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        marketVisibilitySet
                .wrap(buffer, body)
                .market(market)
                .restricted(WireNumber.of(restricted))
                .hidesAccounts(WireNumber.of(hidesAccounts))
                .putReason(text, 0, text.length);
    }

    @Override
    public void marketViewerSet(long market, long account, boolean visible, String reason) {
        byte[] text = WireText.bytes(reason);
        int body = event(
                MarketViewerSetEncoder.BLOCK_LENGTH,
                MarketViewerSetEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        marketViewerSet
                .wrap(buffer, body)
                .market(market)
                .account(account)
                .visible(WireNumber.of(visible))
                .putReason(text, 0, text.length);
    }

    private void number(int index, int number) {
        buffer.putByte(index, (byte) number);
    }

    @Override
    public void marketFeesChanged(long market, int makerFeePpm, int takerFeePpm) {
        int body = event(
                MarketFeesChangedEncoder.BLOCK_LENGTH, MarketFeesChangedEncoder.TEMPLATE_ID, 0);
        marketFeesChanged
                .wrap(buffer, body)
                .market(market)
                .makerFeePpm(makerFeePpm)
                .takerFeePpm(takerFeePpm);
    }

    @Override
    public void selfTradeGroupChanged(long account, long selfTradeGroup) {
        int body = event(
                SelfTradeGroupChangedEncoder.BLOCK_LENGTH,
                SelfTradeGroupChangedEncoder.TEMPLATE_ID,
                0);
        selfTradeGroupChanged.wrap(buffer, body).account(account).selfTradeGroup(selfTradeGroup);
    }

    @Override
    public void rulesActivated(int version) {
        int body = event(RulesActivatedEncoder.BLOCK_LENGTH, RulesActivatedEncoder.TEMPLATE_ID, 0);
        rulesActivated.wrap(buffer, body).rulesVersion(version);
    }

    @Override
    public void orderAccepted(OrderAccepted order) {
        int body = frames.event(ORDER_ACCEPTED, OrderAcceptedEncoder.BLOCK_LENGTH);
        orderAccepted
                .wrap(buffer, body)
                .market(order.market)
                .order(order.order)
                .account(order.account)
                .price(order.price)
                .quantity(order.quantity)
                .budget(order.budget)
                .expiresAt(order.expiresAt)
                .makerFeePpm(order.makerFeePpm)
                .takerFeePpm(order.takerFeePpm)
                .postOnly(WireNumber.of(order.postOnly));
        WireText.put(
                order.clientOrderId,
                buffer,
                body + OrderAcceptedEncoder.clientOrderIdEncodingOffset());
        buffer.putByte(body + OrderAcceptedEncoder.sideEncodingOffset(), WireNumber.of(order.side));
        buffer.putByte(body + OrderAcceptedEncoder.orderTypeEncodingOffset(), (byte)
                order.orderType.number());
        buffer.putByte(body + OrderAcceptedEncoder.timeInForceEncodingOffset(), (byte)
                order.timeInForce.number());
        buffer.putByte(
                body + OrderAcceptedEncoder.selfTradePreventionEncodingOffset(),
                WireNumber.of(order.selfTradePrevention));
    }

    @Override
    public void orderRested(
            long market, long order, long update, long price, long remaining, Side side) {
        int body = frames.event(ORDER_RESTED, OrderRestedEncoder.BLOCK_LENGTH);
        orderRested
                .wrap(buffer, body)
                .market(market)
                .order(order)
                .update(update)
                .price(price)
                .remaining(remaining);
        buffer.putByte(body + OrderRestedEncoder.sideEncodingOffset(), WireNumber.of(side));
    }

    @Override
    public void orderReduced(
            long market,
            long order,
            long account,
            long update,
            long quantity,
            long remaining,
            boolean selfTrade) {
        int body = frames.event(ORDER_REDUCED, OrderReducedEncoder.BLOCK_LENGTH);
        orderReduced
                .wrap(buffer, body)
                .market(market)
                .order(order)
                .account(account)
                .update(update)
                .quantity(quantity)
                .remaining(remaining)
                .selfTrade(WireNumber.of(selfTrade));
    }

    @Override
    public void orderAmended(
            long market,
            long order,
            long account,
            long update,
            long price,
            long quantity,
            long remaining) {
        int body = frames.event(ORDER_AMENDED, OrderAmendedEncoder.BLOCK_LENGTH);
        orderAmended
                .wrap(buffer, body)
                .market(market)
                .order(order)
                .account(account)
                .update(update)
                .price(price)
                .quantity(quantity)
                .remaining(remaining);
    }

    @Override
    public void traded(Traded trade) {
        int body = frames.event(TRADED, TradedEncoder.BLOCK_LENGTH);
        traded.wrap(buffer, body)
                .market(trade.market)
                .trade(trade.trade)
                .update(trade.update)
                .makerOrder(trade.makerOrder)
                .takerOrder(trade.takerOrder)
                .makerAccount(trade.makerAccount)
                .takerAccount(trade.takerAccount)
                .price(trade.price)
                .quantity(trade.quantity)
                .notional(trade.notional)
                .makerFee(trade.makerFee)
                .takerFee(trade.takerFee)
                .makerRemaining(trade.makerRemaining);
        buffer.putByte(
                body + TradedEncoder.takerSideEncodingOffset(), WireNumber.of(trade.takerSide));
    }

    @Override
    public void orderClosed(
            long market,
            long order,
            long account,
            long update,
            long remaining,
            long filled,
            CloseReason reason,
            boolean rested) {
        int body = frames.event(ORDER_CLOSED, OrderClosedEncoder.BLOCK_LENGTH);
        orderClosed
                .wrap(buffer, body)
                .market(market)
                .order(order)
                .account(account)
                .update(update)
                .remaining(remaining)
                .filled(filled)
                .rested(WireNumber.of(rested));
        buffer.putByte(body + OrderClosedEncoder.reasonEncodingOffset(), (byte) reason.number());
    }

    @Override
    public void posted(
            long account,
            int asset,
            PostingCause cause,
            long cashDelta,
            long heldDelta,
            long cash,
            long held,
            long market,
            long reference) {
        int body = frames.event(POSTED, PostedEncoder.BLOCK_LENGTH);
        posted.wrap(buffer, body)
                .account(account)
                .asset(asset)
                .cashDelta(cashDelta)
                .heldDelta(heldDelta)
                .cash(cash)
                .held(held)
                .market(market)
                .reference(reference);
        buffer.putByte(body + PostedEncoder.causeEncodingOffset(), (byte) cause.number());
    }

    @Override
    public void issued(long account, int asset, long amount, String note) {
        byte[] text = WireText.bytes(note);
        int body = event(
                IssuedEncoder.BLOCK_LENGTH,
                IssuedEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        issued.wrap(buffer, body)
                .account(account)
                .asset(asset)
                .amount(amount)
                .putNote(text, 0, text.length);
    }

    @Override
    public void withdrawn(long account, int asset, long amount, String note) {
        byte[] text = WireText.bytes(note);
        int body = event(
                WithdrawnEncoder.BLOCK_LENGTH,
                WithdrawnEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        withdrawn
                .wrap(buffer, body)
                .account(account)
                .asset(asset)
                .amount(amount)
                .putNote(text, 0, text.length);
    }

    @Override
    public void commandDenied(
            int template,
            Code code,
            long account,
            long market,
            long order,
            long needed,
            long available,
            ClientOrderId clientOrderId) {
        int body = frames.event(COMMAND_DENIED, CommandDeniedEncoder.BLOCK_LENGTH);
        commandDenied
                .wrap(buffer, body)
                .commandTemplate(template)
                .account(account)
                .market(market)
                .order(order)
                .needed(needed)
                .available(available);
        WireText.put(
                clientOrderId, buffer, body + CommandDeniedEncoder.clientOrderIdEncodingOffset());
        WireNumber.put(code, buffer, body + CommandDeniedEncoder.codeEncodingOffset());
    }

    @Override
    public void orderWaiting(
            long market,
            long order,
            long account,
            Condition condition,
            long triggerPrice,
            long trail) {
        triggers.orderWaiting(market, order, account, condition, triggerPrice, trail);
    }

    @Override
    public void triggerMoved(long market, long order, long account, long triggerPrice) {
        triggers.triggerMoved(market, order, account, triggerPrice);
    }

    @Override
    public void waitingAmended(long market, long order, long account, long price, long quantity) {
        triggers.waitingAmended(market, order, account, price, quantity);
    }

    @Override
    public void orderTriggered(long market, long order, long account, long price, long lastPrice) {
        triggers.orderTriggered(market, order, account, price, lastPrice);
    }

    @Override
    public void marketUncrossed(long market, long price, long quantity, long surplus) {
        int body =
                event(MarketUncrossedEncoder.BLOCK_LENGTH, MarketUncrossedEncoder.TEMPLATE_ID, 0);
        marketUncrossed
                .wrap(buffer, body)
                .market(market)
                .price(price)
                .quantity(quantity)
                .surplus(surplus);
    }

    private int event(int blockLength, int templateId, int dataLength) {
        return frames.event(header(blockLength, templateId), blockLength + dataLength);
    }
}
