package io.rialto.sequencer;

import io.rialto.protocol.ActivateRulesEncoder;
import io.rialto.protocol.AmendOrderEncoder;
import io.rialto.protocol.BootstrapEncoder;
import io.rialto.protocol.CancelAllEncoder;
import io.rialto.protocol.CancelOrderEncoder;
import io.rialto.protocol.CommandHeaderEncoder;
import io.rialto.protocol.CreateAccountEncoder;
import io.rialto.protocol.CreateAssetEncoder;
import io.rialto.protocol.CreateMarketEncoder;
import io.rialto.protocol.IssueEncoder;
import io.rialto.protocol.IssueTokenEncoder;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.OpenGatewayEncoder;
import io.rialto.protocol.PlaceOrderEncoder;
import io.rialto.protocol.PreviewOrderEncoder;
import io.rialto.protocol.ReplaceMode;
import io.rialto.protocol.ReplaceOrderEncoder;
import io.rialto.protocol.RevokeTokenEncoder;
import io.rialto.protocol.SetAdministratorEncoder;
import io.rialto.protocol.SetMarketFeesEncoder;
import io.rialto.protocol.SetMarketStatusEncoder;
import io.rialto.protocol.SetMarketViewerEncoder;
import io.rialto.protocol.SetMarketVisibilityEncoder;
import io.rialto.protocol.SetSelfTradeGroupEncoder;
import io.rialto.protocol.Side;
import io.rialto.protocol.UncrossMarketEncoder;
import io.rialto.protocol.WithdrawEncoder;

import org.agrona.MutableDirectBuffer;

/**
 * Encodes commands for a {@link CommandClient}, each into the caller's buffer, and returns the
 * length. The gateway's id, epoch and number stay 0: the client stamps them.
 *
 * <p>It judges nothing, so that a refusal and its precedence are always the engine's: what a field
 * cannot carry (an id that is too long or not ASCII, a text that is no Unicode) is written so that
 * the engine denies it under the code of that field.
 *
 * <p>Owned by one thread. Commands about orders allocate nothing.
 */
public final class CommandPublisher {
    /** Enough for any command. */
    public static final int COMMAND_BYTES_MAX = 2_048;

    private static final int HEADER_OFFSET = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int FLAG_SUDO = 1;

    private final AccountCommandPublisher accounts = new AccountCommandPublisher(this);
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final CommandHeaderEncoder commandHeader = new CommandHeaderEncoder();
    private final OpenGatewayEncoder openGateway = new OpenGatewayEncoder();
    private final BootstrapEncoder bootstrap = new BootstrapEncoder();
    private final CreateAssetEncoder createAsset = new CreateAssetEncoder();
    private final CreateAccountEncoder createAccount = new CreateAccountEncoder();
    private final SetAdministratorEncoder setAdministrator = new SetAdministratorEncoder();
    private final IssueTokenEncoder issueToken = new IssueTokenEncoder();
    private final RevokeTokenEncoder revokeToken = new RevokeTokenEncoder();
    private final CreateMarketEncoder createMarket = new CreateMarketEncoder();
    private final SetMarketStatusEncoder setMarketStatus = new SetMarketStatusEncoder();
    private final SetMarketFeesEncoder setMarketFees = new SetMarketFeesEncoder();
    private final IssueEncoder issue = new IssueEncoder();
    private final WithdrawEncoder withdraw = new WithdrawEncoder();
    private final SetSelfTradeGroupEncoder setSelfTradeGroup = new SetSelfTradeGroupEncoder();
    private final ActivateRulesEncoder activateRules = new ActivateRulesEncoder();
    private final OutcomePublisher outcomes = new OutcomePublisher(this);
    private final FundPublisher funds = new FundPublisher(this);
    private final CorrectionPublisher corrections = new CorrectionPublisher(this);
    private final OptionPublisher options = new OptionPublisher(this);
    private final ItemPublisher items = new ItemPublisher(this);
    private final SetMarketVisibilityEncoder setMarketVisibility = new SetMarketVisibilityEncoder();
    private final SetMarketViewerEncoder setMarketViewer = new SetMarketViewerEncoder();
    private final PlaceOrderEncoder placeOrder = new PlaceOrderEncoder();
    private final AmendOrderEncoder amendOrder = new AmendOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final ReplaceOrderEncoder replaceOrder = new ReplaceOrderEncoder();
    private final CancelAllEncoder cancelAll = new CancelAllEncoder();
    private final UncrossMarketEncoder uncrossMarket = new UncrossMarketEncoder();
    private final ConditionalPublisher conditional = new ConditionalPublisher(this);
    private final ProtectionPublisher protections = new ProtectionPublisher(this);
    private final PreviewOrderEncoder previewOrder = new PreviewOrderEncoder();

    /** Encodes the commands of owning, sharing and moving money, and of universes. */
    public AccountCommandPublisher accounts() {
        return accounts;
    }

    /**
     * A gateway announces itself; its id is not left to be stamped.
     *
     * @param instanceHigh with {@code instanceLow} random, of this run of the gateway
     */
    public int openGateway(
            MutableDirectBuffer buffer,
            int offset,
            int gatewayId,
            long instanceHigh,
            long instanceLow) {
        openGateway.wrapAndApplyHeader(buffer, offset, messageHeader);
        CommandFields.clear(buffer, offset + HEADER_OFFSET, CommandHeaderEncoder.ENCODED_LENGTH);
        openGateway.header().gatewayId(Integer.toUnsignedLong(gatewayId));
        openGateway.instanceHigh(instanceHigh).instanceLow(instanceLow);
        int limit = openGateway.limit();
        return CommandFields.putText("", buffer, limit) - offset;
    }

    /** The first administrator of a venue that has none; {@code tokenHash} is 32 bytes. */
    public int bootstrap(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long personHigh,
            long personLow,
            byte[] tokenHash,
            String name) {
        bootstrap
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .personHigh(personHigh)
                .personLow(personLow)
                .putTokenHash(tokenHash, 0, tokenHash.length);
        int limit = CommandFields.putText(name, buffer, bootstrap.limit());
        return end(buffer, offset, limit, context);
    }

    /** Lists an asset with minor units of {@code scale} decimals, 0 to 9. */
    public int createAsset(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            String symbol,
            int scale,
            int displayScale) {
        createAsset
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .scale(CommandFields.scale(scale))
                .displayScale(CommandFields.scale(displayScale));
        CommandFields.putSymbol(
                symbol, buffer, createAsset.offset() + CreateAssetEncoder.symbolEncodingOffset());
        return end(buffer, offset, createAsset.limit(), context);
    }

    /** Opens a user account; {@code selfTradeGroup} 0 is the account itself. */
    public int createAccount(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name) {
        createAccount
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .personHigh(personHigh)
                .personLow(personLow)
                .selfTradeGroup(selfTradeGroup);
        int limit = CommandFields.putText(name, buffer, createAccount.limit());
        return end(buffer, offset, limit, context);
    }

    /** Grants or takes the administrator role of the context's account. */
    public int setAdministrator(
            MutableDirectBuffer buffer, int offset, RequestContext context, boolean administrator) {
        setAdministrator
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .administrator(WireNumber.of(administrator));
        return end(buffer, offset, setAdministrator.limit(), context);
    }

    /**
     * Lets whoever knows the token act as the context's account.
     *
     * @param tokenHash SHA-256 of the token, 32 bytes
     * @param expiresAt nanoseconds since 1970; 0 for never
     */
    public int issueToken(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            byte[] tokenHash,
            long expiresAt,
            String label) {
        issueToken
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .putTokenHash(tokenHash, 0, tokenHash.length)
                .expiresAt(expiresAt);
        int limit = CommandFields.putText(label, buffer, issueToken.limit());
        return end(buffer, offset, limit, context);
    }

    /** Ends a token. */
    public int revokeToken(
            MutableDirectBuffer buffer, int offset, RequestContext context, long tokenId) {
        revokeToken.wrapAndApplyHeader(buffer, offset, messageHeader).tokenId(tokenId);
        return end(buffer, offset, revokeToken.limit(), context);
    }

    /** Opens a spot market. */
    public int createMarket(
            MutableDirectBuffer buffer, int offset, RequestContext context, MarketTerms terms) {
        createMarket
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .baseAsset(terms.baseAsset)
                .quoteAsset(terms.quoteAsset)
                .tick(terms.tick)
                .lot(terms.lot)
                .priceMaximum(terms.priceMaximum)
                .quantityMinimum(terms.quantityMinimum)
                .quantityMaximum(terms.quantityMaximum)
                .notionalMinimum(terms.notionalMinimum)
                .notionalMaximum(terms.notionalMaximum)
                .positionMaximum(terms.positionMaximum)
                .referencePrice(terms.referencePrice)
                .priceBandPpm(CommandFields.unsigned(terms.priceBandPpm))
                .protectionPpm(CommandFields.unsigned(terms.protectionPpm))
                .openOrdersAccountMax(CommandFields.unsigned(terms.openOrdersAccountMax))
                .openOrdersMarketMax(CommandFields.unsigned(terms.openOrdersMarketMax))
                .makerFeePpm(terms.makerFeePpm)
                .takerFeePpm(terms.takerFeePpm)
                .selfTradePrevention(terms.selfTradePrevention)
                .status(terms.status);
        CommandFields.putSymbol(
                terms.symbol,
                buffer,
                createMarket.offset() + CreateMarketEncoder.symbolEncodingOffset());
        return end(buffer, offset, createMarket.limit(), context);
    }

    public int setMarketStatus(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            MarketStatus status,
            String reason) {
        setMarketStatus
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(market)
                .status(status);
        int limit = CommandFields.putText(reason, buffer, setMarketStatus.limit());
        return end(buffer, offset, limit, context);
    }

    /** Newer rules from the next command on. */
    public int activateRules(
            MutableDirectBuffer buffer, int offset, RequestContext context, int rulesVersion) {
        activateRules.wrapAndApplyHeader(buffer, offset, messageHeader).rulesVersion(rulesVersion);
        return end(buffer, offset, activateRules.limit(), context);
    }

    /** Who may know of a market. */
    public int setMarketVisibility(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            boolean restricted,
            boolean hidesAccounts,
            String reason) {
        byte[] text = WireText.bytes(reason);
        setMarketVisibility
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(market)
                .restricted(WireNumber.of(restricted))
                .hidesAccounts(WireNumber.of(hidesAccounts))
                .putReason(text, 0, text.length);
        return end(buffer, offset, setMarketVisibility.limit(), context);
    }

    /** Whether the context's account is named as one that may know of a market. */
    public int setMarketViewer(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            boolean visible,
            String reason) {
        byte[] text = WireText.bytes(reason);
        setMarketViewer
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(market)
                .visible(WireNumber.of(visible))
                .putReason(text, 0, text.length);
        return end(buffer, offset, setMarketViewer.limit(), context);
    }

    /** For orders accepted from then on; rates in millionths of the notional. */
    public int setMarketFees(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            int makerFeePpm,
            int takerFeePpm) {
        setMarketFees
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(market)
                .makerFeePpm(makerFeePpm)
                .takerFeePpm(takerFeePpm);
        return end(buffer, offset, setMarketFees.limit(), context);
    }

    /** A deposit of {@code amount} minor units to the context's account. */
    public int issue(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            int asset,
            long amount,
            String note) {
        issue.wrapAndApplyHeader(buffer, offset, messageHeader).asset(asset).amount(amount);
        int limit = CommandFields.putText(note, buffer, issue.limit());
        return end(buffer, offset, limit, context);
    }

    /** Takes {@code amount} minor units from the context's account. */
    public int withdraw(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            int asset,
            long amount,
            String note) {
        withdraw.wrapAndApplyHeader(buffer, offset, messageHeader).asset(asset).amount(amount);
        int limit = CommandFields.putText(note, buffer, withdraw.limit());
        return end(buffer, offset, limit, context);
    }

    /** 0 is the account itself. */
    public int setSelfTradeGroup(
            MutableDirectBuffer buffer, int offset, RequestContext context, long selfTradeGroup) {
        setSelfTradeGroup
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .selfTradeGroup(selfTradeGroup);
        return end(buffer, offset, setSelfTradeGroup.limit(), context);
    }

    /** The commands that undo. */
    public CorrectionPublisher corrections() {
        return corrections;
    }

    /** The commands about items that are put up for auction. */
    public ItemPublisher items() {
        return items;
    }

    /** The commands about options. */
    public OptionPublisher options() {
        return options;
    }

    /** The commands about markets of contracts. */
    public OutcomePublisher outcomes() {
        return outcomes;
    }

    /** The commands about funds. */
    public FundPublisher funds() {
        return funds;
    }

    public int placeOrder(
            MutableDirectBuffer buffer, int offset, RequestContext context, OrderTerms terms) {
        placeOrder
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(terms.market)
                .price(terms.price)
                .quantity(terms.quantity)
                .budget(terms.budget)
                .expiresAt(terms.expiresAt)
                .side(terms.side)
                .orderType(terms.orderType)
                .timeInForce(terms.timeInForce)
                .selfTradePrevention(terms.selfTradePrevention)
                .postOnly(WireNumber.of(terms.postOnly));
        CommandFields.putClientOrderId(
                terms.clientOrderId,
                buffer,
                placeOrder.offset() + PlaceOrderEncoder.clientOrderIdEncodingOffset());
        return end(buffer, offset, placeOrder.limit(), context);
    }

    /**
     * Changes an open order's price, quantity or both.
     *
     * @param orderId 0 to name it by {@code clientOrderId}
     * @param price 0 to leave it
     * @param quantity the new total, filled part included; 0 to leave it
     */
    public int amendOrder(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            long orderId,
            String clientOrderId,
            long price,
            long quantity) {
        amendOrder
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(market)
                .orderId(orderId)
                .price(price)
                .quantity(quantity);
        CommandFields.putClientOrderId(
                clientOrderId,
                buffer,
                amendOrder.offset() + AmendOrderEncoder.targetClientOrderIdEncodingOffset());
        return end(buffer, offset, amendOrder.limit(), context);
    }

    /** {@code orderId} is 0 to name the order by {@code clientOrderId}. */
    public int cancelOrder(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            long orderId,
            String clientOrderId) {
        cancelOrder
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(market)
                .orderId(orderId);
        CommandFields.putClientOrderId(
                clientOrderId,
                buffer,
                cancelOrder.offset() + CancelOrderEncoder.targetClientOrderIdEncodingOffset());
        return end(buffer, offset, cancelOrder.limit(), context);
    }

    /**
     * Cancels one order and places another in the same market, as one step.
     *
     * @param orderId 0 to name the one to cancel by {@code clientOrderId}
     * @param terms of the one to place
     */
    public int replaceOrder(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long orderId,
            String clientOrderId,
            ReplaceMode mode,
            OrderTerms terms) {
        replaceOrder
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .orderId(orderId)
                .mode(mode)
                .market(terms.market)
                .price(terms.price)
                .quantity(terms.quantity)
                .budget(terms.budget)
                .expiresAt(terms.expiresAt)
                .side(terms.side)
                .orderType(terms.orderType)
                .timeInForce(terms.timeInForce)
                .selfTradePrevention(terms.selfTradePrevention)
                .postOnly(WireNumber.of(terms.postOnly));
        int body = replaceOrder.offset();
        CommandFields.putClientOrderId(
                clientOrderId,
                buffer,
                body + ReplaceOrderEncoder.targetClientOrderIdEncodingOffset());
        CommandFields.putClientOrderId(
                terms.clientOrderId,
                buffer,
                body + ReplaceOrderEncoder.clientOrderIdEncodingOffset());
        return end(buffer, offset, replaceOrder.limit(), context);
    }

    /** Cancels the open orders of the context's account; {@code market} 0 is every market. */
    public int cancelAll(
            MutableDirectBuffer buffer, int offset, RequestContext context, long market) {
        return cancelAll(buffer, offset, context, market, 0);
    }

    /** Cancels the open orders of the context's account on one side. */
    public int cancelAll(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            Side side) {
        return cancelAll(buffer, offset, context, market, side.value());
    }

    private int cancelAll(
            MutableDirectBuffer buffer, int offset, RequestContext context, long market, int side) {
        cancelAll
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(market)
                .side((short) side);
        return end(buffer, offset, cancelAll.limit(), context);
    }

    /** Matches what collected in a market at one price, and opens it. */
    public int uncrossMarket(
            MutableDirectBuffer buffer, int offset, RequestContext context, long market) {
        uncrossMarket.wrapAndApplyHeader(buffer, offset, messageHeader).market(market);
        return end(buffer, offset, uncrossMarket.limit(), context);
    }

    /** Encodes the commands about what protects the venue. */
    public ProtectionPublisher protections() {
        return protections;
    }

    /** Encodes the commands about orders that wait for a price. */
    public ConditionalPublisher conditional() {
        return conditional;
    }

    /** What {@link #placeOrder} would do. */
    public int previewOrder(
            MutableDirectBuffer buffer, int offset, RequestContext context, OrderTerms terms) {
        previewOrder
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(terms.market)
                .price(terms.price)
                .quantity(terms.quantity)
                .budget(terms.budget)
                .expiresAt(terms.expiresAt)
                .side(terms.side)
                .orderType(terms.orderType)
                .timeInForce(terms.timeInForce)
                .selfTradePrevention(terms.selfTradePrevention)
                .postOnly(WireNumber.of(terms.postOnly));
        CommandFields.putClientOrderId(
                terms.clientOrderId,
                buffer,
                previewOrder.offset() + PreviewOrderEncoder.clientOrderIdEncodingOffset());
        return end(buffer, offset, previewOrder.limit(), context);
    }

    /** Writes the command's header and its trace, which ends it, and returns its length. */
    int end(MutableDirectBuffer buffer, int offset, int limit, RequestContext context) {
        commandHeader
                .wrap(buffer, offset + HEADER_OFFSET)
                .universe(Integer.toUnsignedLong(context.universe))
                .flags(context.sudo ? FLAG_SUDO : 0)
                .reserved(0)
                .gatewayId(0)
                .gatewayEpoch(0)
                .gatewayNumber(0)
                .sessionId(context.sessionId)
                .actor(context.actor)
                .account(context.account)
                .keyHigh(context.keyHigh)
                .keyLow(context.keyLow)
                .payloadHash(context.payloadHash);
        return CommandFields.putTrace(context, buffer, limit) - offset;
    }
}
