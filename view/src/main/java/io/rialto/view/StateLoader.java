package io.rialto.view;

import io.rialto.protocol.AccountStateDecoder;
import io.rialto.protocol.AssetStateDecoder;
import io.rialto.protocol.BalanceStateDecoder;
import io.rialto.protocol.BracketStateDecoder;
import io.rialto.protocol.FeeTierStateDecoder;
import io.rialto.protocol.FundRedemptionStateDecoder;
import io.rialto.protocol.FundStateDecoder;
import io.rialto.protocol.GatewayOutcomeStateDecoder;
import io.rialto.protocol.GatewayStateDecoder;
import io.rialto.protocol.ItemCounterStateDecoder;
import io.rialto.protocol.ItemStateDecoder;
import io.rialto.protocol.KeyStateDecoder;
import io.rialto.protocol.LinkStateDecoder;
import io.rialto.protocol.ManagedOrderStateDecoder;
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
import io.rialto.protocol.UnchargedNotionalStateDecoder;
import io.rialto.protocol.WaitingOrderStateDecoder;

import org.agrona.DirectBuffer;

/** Fills an empty store from the records of a state snapshot, in the order of the schema. */
final class StateLoader {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final StateHeaderDecoder stateHeader = new StateHeaderDecoder();
    private final AssetStateDecoder asset = new AssetStateDecoder();
    private final AccountStateDecoder account = new AccountStateDecoder();
    private final BalanceStateDecoder balance = new BalanceStateDecoder();
    private final TokenStateDecoder token = new TokenStateDecoder();
    private final MarketStateDecoder market = new MarketStateDecoder();
    private final OutcomeMarketStateDecoder outcomeMarket = new OutcomeMarketStateDecoder();
    private final PositionStateDecoder position = new PositionStateDecoder();
    private final FundStateDecoder fund = new FundStateDecoder();
    private final ItemStateDecoder item = new ItemStateDecoder();
    private final OptionStateDecoder option = new OptionStateDecoder();
    private final OptionContractStateDecoder contract = new OptionContractStateDecoder();
    private final MarketVisibilityStateDecoder visibility = new MarketVisibilityStateDecoder();
    private final MarketViewerStateDecoder viewer = new MarketViewerStateDecoder();
    private final OrderStateRecordDecoder order = new OrderStateRecordDecoder();
    private final FeeTierStateDecoder tier = new FeeTierStateDecoder();
    private final TradedVolumeStateDecoder volume = new TradedVolumeStateDecoder();
    private final ManagedOrderStateDecoder managed = new ManagedOrderStateDecoder();
    private final WaitingOrderStateDecoder waiting = new WaitingOrderStateDecoder();
    private final StateEndDecoder end = new StateEndDecoder();
    private final ViewStore store;
    private final UnchargedNotionalStateDecoder uncharged = new UnchargedNotionalStateDecoder();
    private final LinkApplier links;
    private final OwningLoader owning;
    private final ProtectionLoader protections;
    private long records;
    private boolean begun;
    private boolean ended;
    private long sequence;
    private long chain;

    StateLoader(ViewStore store) {
        this.store = store;
        links = new LinkApplier(store);
        owning = new OwningLoader(store.directory.owning());
        protections = new ProtectionLoader(store.directory.guarding());
    }

    /** Whether a snapshot has begun and not ended: such a view shows nothing that ever was. */
    boolean isPartial() {
        return begun && !ended;
    }

    boolean isComplete() {
        return ended;
    }

    long sequence() {
        return sequence;
    }

    long chain() {
        return chain;
    }

    /**
     * Takes the next record.
     *
     * @throws FrameInvalidException when it cannot be read, is unknown or out of place
     */
    void load(DirectBuffer buffer, int offset, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            throw new FrameInvalidException("not a state record: " + length + " bytes");
        }
        header.wrap(buffer, offset);
        if (header.blockLength() > length - MessageHeaderDecoder.ENCODED_LENGTH) {
            throw new FrameInvalidException("a state record is cut short");
        }
        try {
            load(buffer, offset);
        } catch (IndexOutOfBoundsException | IllegalArgumentException unreadable) {
            throw new FrameInvalidException(
                    "state record " + records + " cannot be read", unreadable);
        }
    }

    private void load(DirectBuffer buffer, int offset) {
        int template = header.templateId();
        if (ended || begun == (template == StateHeaderDecoder.TEMPLATE_ID)) {
            throw new FrameInvalidException("state record " + template + " is out of place");
        }
        switch (template) {
            case StateHeaderDecoder.TEMPLATE_ID -> loadHeader(buffer, offset);
            case AssetStateDecoder.TEMPLATE_ID -> loadAsset(buffer, offset);
            case AccountStateDecoder.TEMPLATE_ID -> loadAccount(buffer, offset);
            case BalanceStateDecoder.TEMPLATE_ID -> loadBalance(buffer, offset);
            case TokenStateDecoder.TEMPLATE_ID -> loadToken(buffer, offset);
            case MarketStateDecoder.TEMPLATE_ID -> loadMarket(buffer, offset);
            case OutcomeMarketStateDecoder.TEMPLATE_ID -> loadOutcomeMarket(buffer, offset);
            case PositionStateDecoder.TEMPLATE_ID -> loadPosition(buffer, offset);
            case FundStateDecoder.TEMPLATE_ID ->
                store.directory.put(
                        FundApplier.of(fund.wrapAndApplyHeader(buffer, offset, header)));
            case ItemStateDecoder.TEMPLATE_ID -> loadItem(buffer, offset);
            case OptionStateDecoder.TEMPLATE_ID -> loadOption(buffer, offset);
            case OptionContractStateDecoder.TEMPLATE_ID -> loadContract(buffer, offset);
            case OrderStateRecordDecoder.TEMPLATE_ID -> loadOrder(buffer, offset);
            case WaitingOrderStateDecoder.TEMPLATE_ID -> loadWaiting(buffer, offset);
            case ManagedOrderStateDecoder.TEMPLATE_ID -> loadManaged(buffer, offset);
            case BracketStateDecoder.TEMPLATE_ID -> links.loadBracket(buffer, offset, header);
            case UnchargedNotionalStateDecoder.TEMPLATE_ID -> {
                uncharged.wrapAndApplyHeader(buffer, offset, header);
                store.openOrder(store.market(uncharged.market()), uncharged.order()).freeNotional +=
                        uncharged.notional();
            }
            case LinkStateDecoder.TEMPLATE_ID -> links.loadLink(buffer, offset, header);
            case FeeTierStateDecoder.TEMPLATE_ID -> {
                tier.wrapAndApplyHeader(buffer, offset, header);
                store.market(tier.market())
                        .fees
                        .set(new FeeTier(tier.volume(), tier.makerFeePpm(), tier.takerFeePpm()));
            }
            case TradedVolumeStateDecoder.TEMPLATE_ID -> {
                volume.wrapAndApplyHeader(buffer, offset, header);
                store.market(volume.market())
                        .fees
                        .add(volume.account(), volume.day(), volume.volume());
            }
            case MarketVisibilityStateDecoder.TEMPLATE_ID -> loadVisibility(buffer, offset);
            case MarketViewerStateDecoder.TEMPLATE_ID -> loadViewer(buffer, offset);
            case StateEndDecoder.TEMPLATE_ID -> loadEnd(buffer, offset);
            case GatewayStateDecoder.TEMPLATE_ID,
                    GatewayOutcomeStateDecoder.TEMPLATE_ID,
                    KeyStateDecoder.TEMPLATE_ID,
                    TradeStateDecoder.TEMPLATE_ID,
                    FundRedemptionStateDecoder.TEMPLATE_ID,
                    ItemCounterStateDecoder.TEMPLATE_ID,
                    TradedRangeStateDecoder.TEMPLATE_ID -> {
                // The engine's own memory: no view shows it.
            }
            default -> {
                if (!owning.load(header, buffer, offset)
                        && !protections.load(header, buffer, offset)) {
                    throw new FrameInvalidException("state record " + template + " is unknown");
                }
            }
        }
        records++;
    }

    private void loadItem(DirectBuffer buffer, int offset) {
        store.directory.put(ItemApplier.of(item.wrapAndApplyHeader(buffer, offset, header)));
    }

    private void loadOption(DirectBuffer buffer, int offset) {
        option.wrapAndApplyHeader(buffer, offset, header);
        store.directory.put(new OptionInfo(
                option.market(),
                option.underlying(),
                option.call() == 1,
                option.strike(),
                option.expiresAt()));
    }

    private void loadContract(DirectBuffer buffer, int offset) {
        contract.wrapAndApplyHeader(buffer, offset, header);
        OptionApplier.set(
                store,
                new OptionContract(
                        contract.market(),
                        contract.contract(),
                        contract.holder(),
                        contract.writer(),
                        contract.quantity()));
    }

    private void loadHeader(DirectBuffer buffer, int offset) {
        stateHeader.wrapAndApplyHeader(buffer, offset, header);
        sequence = stateHeader.sequence();
        chain = stateHeader.chain();
        store.timeNanos = stateHeader.timeNanos();
        begun = true;
    }

    private void loadAsset(DirectBuffer buffer, int offset) {
        asset.wrapAndApplyHeader(buffer, offset, header);
        store.directory.put(new AssetInfo(
                (int) asset.asset(), asset.symbol(), asset.scale(), asset.displayScale()));
    }

    private void loadAccount(DirectBuffer buffer, int offset) {
        account.wrapAndApplyHeader(buffer, offset, header);
        String name = Names.text(buffer, account.limit(), account.nameLength());
        store.add(new AccountInfo(
                account.account(),
                (int) account.universe(),
                account.kind(),
                account.administrator() == 1,
                account.personHigh(),
                account.personLow(),
                account.selfTradeGroup(),
                name));
    }

    private void loadBalance(DirectBuffer buffer, int offset) {
        balance.wrapAndApplyHeader(buffer, offset, header);
        BalanceEntry entry = store.account(balance.account()).balance((int) balance.asset());
        entry.cash = balance.cash();
        entry.held = balance.held();
    }

    private void loadToken(DirectBuffer buffer, int offset) {
        token.wrapAndApplyHeader(buffer, offset, header);
        int hashIndex = token.offset() + TokenStateDecoder.tokenHashEncodingOffset();
        byte[] hash = Names.hash(buffer, hashIndex);
        String label = Names.text(buffer, token.limit(), token.labelLength());
        store.directory.put(
                hash, new TokenInfo(token.tokenId(), token.account(), token.expiresAt(), label));
    }

    private void loadMarket(DirectBuffer buffer, int offset) {
        market.wrapAndApplyHeader(buffer, offset, header);
        store.add(MarketDecoding.of(market));
        MarketEntry entry = store.market(market.market());
        if (market.nextTrade() > 1) {
            entry.traded(market.lastPrice());
        }
        entry.update = market.update();
    }

    private void loadOutcomeMarket(DirectBuffer buffer, int offset) {
        outcomeMarket.wrapAndApplyHeader(buffer, offset, header);
        store.set(store.market(outcomeMarket.market()), OutcomeApplier.of(outcomeMarket));
    }

    private void loadPosition(DirectBuffer buffer, int offset) {
        position.wrapAndApplyHeader(buffer, offset, header);
        PositionEntry entry =
                store.market(position.market()).position(store.account(position.account()));
        entry.quantity = position.quantity();
        entry.spent = position.spent();
        entry.feesPaid = position.feesPaid();
        entry.back();
    }

    private void loadVisibility(DirectBuffer buffer, int offset) {
        visibility.wrapAndApplyHeader(buffer, offset, header);
        store.directory.put(
                visibility.market(),
                MarketAudience.EVERYONE.with(
                        visibility.restricted() == 1, visibility.hidesAccounts() == 1));
    }

    private void loadViewer(DirectBuffer buffer, int offset) {
        viewer.wrapAndApplyHeader(buffer, offset, header);
        MarketAudience audience = store.directory.audience(viewer.market());
        store.directory.put(viewer.market(), audience.with(viewer.account(), true));
    }

    private void loadOrder(DirectBuffer buffer, int offset) {
        order.wrapAndApplyHeader(buffer, offset, header);
        MarketEntry entry = store.market(order.market());
        LiveOrder live = new LiveOrder(
                entry.id,
                order.order(),
                store.account(order.account()),
                order.clientOrderId(),
                order.side(),
                order.acceptedAt());
        live.orderType = order.orderType();
        live.timeInForce = order.timeInForce();
        live.selfTradePrevention = order.selfTradePrevention();
        live.postOnly = order.postOnly() == 1;
        live.price = order.price();
        live.quantity = order.quantity();
        live.budget = order.budget();
        live.expiresAt = order.expiresAt();
        live.makerFeePpm = order.makerFeePpm();
        live.takerFeePpm = order.takerFeePpm();
        live.remaining = order.remaining();
        live.filled = order.filled();
        live.held = order.held();
        live.makerNotional = order.makerNotional();
        live.takerNotional = order.takerNotional();
        live.makerFees = order.makerFees();
        live.takerFees = order.takerFees();
        live.changedAt = order.acceptedAt();
        live.changedSequence = sequence;
        store.open(entry, live);
        live.freeNotional = entry.feeFloor(live.filled);
        entry.enter(live);
        if (entry.ofContracts) {
            live.held = 0;
            PositionEntry open = entry.position(live.account);
            open.count(live);
            open.back();
        }
    }

    private void loadManaged(DirectBuffer buffer, int offset) {
        managed.wrapAndApplyHeader(buffer, offset, header);
        LiveOrder live = store.openOrder(store.market(managed.market()), managed.order());
        long before = live.visible();
        // Its link and its exits were told before.
        live.management = OrderManagement.of(
                        managed.display(),
                        managed.peg(),
                        managed.pegOffset(),
                        managed.pegLimit(),
                        managed.reduceOnly() == 1)
                .with(live.management.exits())
                .linkedWith(live.management.linked());
        live.show(managed.shown());
        live.level.quantity -= before - live.visible();
    }

    private void loadWaiting(DirectBuffer buffer, int offset) {
        waiting.wrapAndApplyHeader(buffer, offset, header);
        MarketEntry entry = store.market(waiting.market());
        LiveOrder live = new LiveOrder(
                entry.id,
                waiting.order(),
                store.account(waiting.account()),
                waiting.clientOrderId(),
                waiting.side(),
                waiting.acceptedAt());
        live.orderType = waiting.orderType();
        live.timeInForce = waiting.timeInForce();
        live.selfTradePrevention = waiting.selfTradePrevention();
        live.price = waiting.price();
        live.quantity = waiting.quantity();
        live.remaining = waiting.quantity();
        live.expiresAt = waiting.expiresAt();
        live.makerFeePpm = waiting.makerFeePpm();
        live.takerFeePpm = waiting.takerFeePpm();
        live.held = waiting.held();
        live.trigger =
                new OrderTrigger(waiting.condition(), waiting.triggerPrice(), waiting.trail());
        live.isWaiting = true;
        live.changedAt = waiting.acceptedAt();
        live.changedSequence = sequence;
        store.open(entry, live);
    }

    private void loadEnd(DirectBuffer buffer, int offset) {
        end.wrapAndApplyHeader(buffer, offset, header);
        if (end.records() != records) {
            throw new FrameInvalidException(
                    "the snapshot has " + records + " records and says " + end.records());
        }
        ended = true;
    }
}
