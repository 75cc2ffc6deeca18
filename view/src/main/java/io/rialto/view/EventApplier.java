package io.rialto.view;

import io.rialto.protocol.AccountCreatedDecoder;
import io.rialto.protocol.AdministratorChangedDecoder;
import io.rialto.protocol.AssetCreatedDecoder;
import io.rialto.protocol.AuctionIndicatedDecoder;
import io.rialto.protocol.BracketPlacedDecoder;
import io.rialto.protocol.DeadManFiredDecoder;
import io.rialto.protocol.DeadManSetDecoder;
import io.rialto.protocol.ExitsPlacedDecoder;
import io.rialto.protocol.FeeTierSetDecoder;
import io.rialto.protocol.FundCreatedDecoder;
import io.rialto.protocol.FundRedeemedDecoder;
import io.rialto.protocol.ItemDeletedDecoder;
import io.rialto.protocol.ItemEditedDecoder;
import io.rialto.protocol.ItemListedDecoder;
import io.rialto.protocol.ItemSoldDecoder;
import io.rialto.protocol.KillSwitchSetDecoder;
import io.rialto.protocol.MarketCreatedDecoder;
import io.rialto.protocol.MarketFeesChangedDecoder;
import io.rialto.protocol.MarketFigureSetDecoder;
import io.rialto.protocol.MarketSettledDecoder;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.MarketStatusChangedDecoder;
import io.rialto.protocol.MarketStatusSetDecoder;
import io.rialto.protocol.MarketViewerSetDecoder;
import io.rialto.protocol.MarketVisibilitySetDecoder;
import io.rialto.protocol.MarketVoidedDecoder;
import io.rialto.protocol.OptionContractChangedDecoder;
import io.rialto.protocol.OptionCreatedDecoder;
import io.rialto.protocol.OptionExercisedDecoder;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderAmendedDecoder;
import io.rialto.protocol.OrderClosedDecoder;
import io.rialto.protocol.OrderManagedDecoder;
import io.rialto.protocol.OrderReducedDecoder;
import io.rialto.protocol.OrderRestedDecoder;
import io.rialto.protocol.OrderShownDecoder;
import io.rialto.protocol.OrderTriggeredDecoder;
import io.rialto.protocol.OrderWaitingDecoder;
import io.rialto.protocol.OrdersLinkedDecoder;
import io.rialto.protocol.OutcomeMarketCreatedDecoder;
import io.rialto.protocol.OutcomeMarketEditedDecoder;
import io.rialto.protocol.PostedDecoder;
import io.rialto.protocol.SelfTradeGroupChangedDecoder;
import io.rialto.protocol.SettlementCorrectedDecoder;
import io.rialto.protocol.StatusCause;
import io.rialto.protocol.TokenIssuedDecoder;
import io.rialto.protocol.TokenRevokedDecoder;
import io.rialto.protocol.TradeBustedDecoder;
import io.rialto.protocol.TradedDecoder;
import io.rialto.protocol.TriggerMovedDecoder;
import io.rialto.protocol.WaitingAmendedDecoder;

/**
 * Applies events to the store. The engine has already decided everything: an event that does not
 * fit the state is a fault of the stream or of this class, and ends the view.
 */
final class EventApplier extends OwningApplier {
    private final ViewStore store;
    private final Touched touched;
    private final OutcomeApplier outcomes;
    private final FundApplier funds;
    private final OptionApplier options;
    private final ItemApplier items;
    private final OrderApplier orders;
    private final LinkApplier links;
    private final PostingApplier postings;
    private final ProtectionApplier protections;

    EventApplier(ViewStore store, Touched touched, Recent recent) {
        super(store, touched);
        this.store = store;
        this.touched = touched;
        outcomes = new OutcomeApplier(store, touched);
        funds = new FundApplier(store, touched);
        options = new OptionApplier(store, touched);
        items = new ItemApplier(store);
        orders = new OrderApplier(store, touched, recent, outcomes);
        links = new LinkApplier(store);
        postings = new PostingApplier(store, touched, orders);
        protections = new ProtectionApplier(store, touched);
    }

    void begin(long firstSequence, long timeNanos) {
        store.timeNanos = timeNanos;
        touched.begin(firstSequence);
    }

    /** Checks what must be true after every command, and forgets what is too old. */
    void end() {
        outcomes.end();
        postings.end();
        orders.end();
    }

    @Override
    public void onAssetCreated(long sequence, AssetCreatedDecoder event) {
        store.directory.put(new AssetInfo(
                (int) event.asset(), event.symbol(), event.scale(), event.displayScale()));
    }

    @Override
    public void onAccountCreated(long sequence, AccountCreatedDecoder event) {
        String name = Names.text(event.buffer(), event.limit(), event.nameLength());
        store.add(new AccountInfo(
                event.account(),
                (int) event.universe(),
                event.kind(),
                false,
                event.personHigh(),
                event.personLow(),
                event.selfTradeGroup(),
                name));
    }

    @Override
    public void onAdministratorChanged(long sequence, AdministratorChangedDecoder event) {
        AccountInfo account = store.accountInfo(event.account());
        store.directory.put(account.withAdministrator(event.administrator() == 1));
    }

    @Override
    public void onSelfTradeGroupChanged(long sequence, SelfTradeGroupChangedDecoder event) {
        AccountInfo account = store.accountInfo(event.account());
        store.directory.put(account.withSelfTradeGroup(event.selfTradeGroup()));
    }

    @Override
    public void onTokenIssued(long sequence, TokenIssuedDecoder event) {
        int hashIndex = event.offset() + TokenIssuedDecoder.tokenHashEncodingOffset();
        byte[] hash = Names.hash(event.buffer(), hashIndex);
        String label = Names.text(event.buffer(), event.limit(), event.labelLength());
        store.directory.put(
                hash, new TokenInfo(event.tokenId(), event.account(), event.expiresAt(), label));
    }

    @Override
    public void onTokenRevoked(long sequence, TokenRevokedDecoder event) {
        store.directory.removeToken(event.tokenId());
    }

    @Override
    public void onMarketCreated(long sequence, MarketCreatedDecoder event) {
        store.add(MarketDecoding.of(event));
        touched.touch(store.market(event.market()));
    }

    @Override
    public void onOutcomeMarketCreated(long sequence, OutcomeMarketCreatedDecoder event) {
        outcomes.created(event);
    }

    @Override
    public void onOutcomeMarketEdited(long sequence, OutcomeMarketEditedDecoder event) {
        outcomes.edited(event);
    }

    @Override
    public void onFundCreated(long sequence, FundCreatedDecoder event) {
        funds.created(event);
    }

    @Override
    public void onFundRedeemed(long sequence, FundRedeemedDecoder event) {
        funds.redeemed(event);
    }

    @Override
    public void onTradeBusted(long sequence, TradeBustedDecoder event) {
        outcomes.busted(event);
    }

    @Override
    public void onMarketVoided(long sequence, MarketVoidedDecoder event) {
        outcomes.voided(event);
    }

    @Override
    public void onSettlementCorrected(long sequence, SettlementCorrectedDecoder event) {
        outcomes.settled(event.market(), event.price());
    }

    @Override
    public void onMarketSettled(long sequence, MarketSettledDecoder event) {
        outcomes.settled(event.market(), event.price());
    }

    @Override
    public void onItemListed(long sequence, ItemListedDecoder event) {
        items.listed(event);
    }

    @Override
    public void onItemEdited(long sequence, ItemEditedDecoder event) {
        items.edited(event);
    }

    @Override
    public void onItemDeleted(long sequence, ItemDeletedDecoder event) {
        items.deleted(event);
    }

    @Override
    public void onItemSold(long sequence, ItemSoldDecoder event) {
        items.sold(event);
    }

    @Override
    public void onOptionCreated(long sequence, OptionCreatedDecoder event) {
        options.created(event);
    }

    @Override
    public void onOptionContractChanged(long sequence, OptionContractChangedDecoder event) {
        options.changed(event);
    }

    @Override
    public void onOptionExercised(long sequence, OptionExercisedDecoder event) {
        options.exercised(event);
    }

    @Override
    public void onMarketStatusChanged(long sequence, MarketStatusChangedDecoder event) {
        String reason = Names.text(event.buffer(), event.limit(), event.reasonLength());
        changeStatus(sequence, event.market(), event.status(), StatusCause.COMMAND, reason);
    }

    @Override
    public void onMarketVisibilitySet(long sequence, MarketVisibilitySetDecoder event) {
        MarketAudience audience = store.directory.audience(event.market());
        store.directory.put(
                event.market(), audience.with(event.restricted() == 1, event.hidesAccounts() == 1));
        touched.touch(store.market(event.market()));
        touched.audiences.add(event.market());
    }

    @Override
    public void onMarketViewerSet(long sequence, MarketViewerSetDecoder event) {
        MarketAudience audience = store.directory.audience(event.market());
        store.directory.put(event.market(), audience.with(event.account(), event.visible() == 1));
        touched.touch(store.market(event.market()));
        touched.audiences.add(event.market());
    }

    @Override
    public void onMarketStatusSet(long sequence, MarketStatusSetDecoder event) {
        String reason = Names.text(event.buffer(), event.limit(), event.reasonLength());
        changeStatus(sequence, event.market(), event.status(), event.cause(), reason);
    }

    private void changeStatus(
            long sequence, long market, MarketStatus status, StatusCause cause, String reason) {
        store.directory.put(store.marketInfo(market).withStatus(status));
        protections.changed(market, status);
        touched.touch(store.market(market));
        touched.statusChanges.add(
                new MarketStatusChange(market, status, cause, reason, store.timeNanos, sequence));
    }

    @Override
    public void onMarketFeesChanged(long sequence, MarketFeesChangedDecoder event) {
        MarketInfo market = store.marketInfo(event.market());
        store.directory.put(market.withFees(event.makerFeePpm(), event.takerFeePpm()));
        touched.touch(store.market(event.market()));
    }

    @Override
    public void onMarketFigureSet(long sequence, MarketFigureSetDecoder event) {
        protections.onMarketFigureSet(sequence, event);
    }

    @Override
    public void onAuctionIndicated(long sequence, AuctionIndicatedDecoder event) {
        protections.onAuctionIndicated(sequence, event);
    }

    @Override
    public void onKillSwitchSet(long sequence, KillSwitchSetDecoder event) {
        protections.onKillSwitchSet(sequence, event);
    }

    @Override
    public void onDeadManSet(long sequence, DeadManSetDecoder event) {
        protections.onDeadManSet(sequence, event);
    }

    @Override
    public void onDeadManFired(long sequence, DeadManFiredDecoder event) {
        protections.onDeadManFired(sequence, event);
    }

    @Override
    public void onOrderAccepted(long sequence, OrderAcceptedDecoder event) {
        orders.accepted(sequence, event);
    }

    @Override
    public void onOrderRested(long sequence, OrderRestedDecoder event) {
        orders.rested(sequence, event);
    }

    @Override
    public void onOrderReduced(long sequence, OrderReducedDecoder event) {
        orders.reduced(sequence, event);
    }

    @Override
    public void onOrderAmended(long sequence, OrderAmendedDecoder event) {
        orders.amended(sequence, event);
    }

    @Override
    public void onTraded(long sequence, TradedDecoder event) {
        orders.traded(sequence, event);
    }

    @Override
    public void onOrderClosed(long sequence, OrderClosedDecoder event) {
        orders.closed(sequence, event);
    }

    @Override
    public void onFeeTierSet(long sequence, FeeTierSetDecoder event) {
        protections.onFeeTierSet(sequence, event);
    }

    @Override
    public void onBracketPlaced(long sequence, BracketPlacedDecoder event) {
        orders.changed(links.placed(event), sequence);
    }

    @Override
    public void onExitsPlaced(long sequence, ExitsPlacedDecoder event) {
        links.exitsPlaced(event);
    }

    @Override
    public void onOrdersLinked(long sequence, OrdersLinkedDecoder event) {
        links.linked(event);
        MarketEntry market = store.market(event.market());
        touched.touch(store.openOrder(market, event.order()));
        touched.touch(store.openOrder(market, event.other()));
    }

    @Override
    public void onOrderManaged(long sequence, OrderManagedDecoder event) {
        orders.managed(sequence, event);
    }

    @Override
    public void onOrderShown(long sequence, OrderShownDecoder event) {
        orders.shown(event);
    }

    @Override
    public void onOrderWaiting(long sequence, OrderWaitingDecoder event) {
        orders.waiting(sequence, event);
    }

    @Override
    public void onTriggerMoved(long sequence, TriggerMovedDecoder event) {
        orders.triggerMoved(sequence, event);
    }

    @Override
    public void onWaitingAmended(long sequence, WaitingAmendedDecoder event) {
        orders.waitingAmended(sequence, event);
    }

    @Override
    public void onOrderTriggered(long sequence, OrderTriggeredDecoder event) {
        orders.triggered(sequence, event);
    }

    @Override
    public void onPosted(long sequence, PostedDecoder event) {
        postings.posted(sequence, event);
    }
}
