package io.rialto.view;

import io.rialto.protocol.Side;

import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A venue as its events tell it: accounts, balances, orders, books and the recent past, in memory.
 * It begins empty, as a venue does, or with the records of a state snapshot, and is then kept up to
 * date frame by frame. A command is visible whole or not at all. It checks what it is told: events
 * that do not follow from the state, or money that does not sum to zero, end it.
 *
 * <p>Owned by one thread, which alone may call it; other threads ask through {@link
 * ViewHost#query}. Only {@link #directory()} may be read by all. What the queries return is
 * immutable. Units are those of the records returned.
 */
public final class VenueView {
    private static final Comparator<OrderInfo> BY_ID =
            Comparator.comparingLong(OrderInfo::market).thenComparingLong(OrderInfo::order);

    private final ViewStore store = new ViewStore();
    private final StateLoader loader = new StateLoader(store);
    private final CommandFrames frames = new CommandFrames(0, 0);
    private final EventDispatcher dispatcher = new EventDispatcher();
    private final Touched touched = new Touched();
    private final AppliedCommand applied = new AppliedCommand(dispatcher, frames, touched);
    private final EventApplier applier;
    private final List<FrameListener> listeners = new ArrayList<>();
    private final FrameSource.FrameHandler applyFrame = this::applyFrame;
    private long sequence;
    private boolean broken;

    /** The view of a venue before its first event, with the limits of {@link ViewLimits#STANDARD}. */
    public VenueView() {
        this(ViewLimits.STANDARD);
    }

    /** The view of a venue before its first event. */
    public VenueView(ViewLimits limits) {
        applier = new EventApplier(store, touched, new Recent(store, limits));
    }

    /**
     * Takes the next record of a state snapshot, before any frame. The view can be used when the
     * snapshot's last record has been taken.
     *
     * @throws FrameInvalidException when the record is unknown or out of place
     */
    public void onStateRecord(DirectBuffer record, int offset, int length) {
        if (loader.isComplete()) {
            throw new FrameInvalidException("a record after the last one of a snapshot");
        }
        if (sequence != 0) {
            throw new IllegalStateException("a snapshot is only taken by an empty view");
        }
        loader.load(record, offset, length);
        if (loader.isComplete()) {
            sequence = loader.sequence();
            frames.startAt(sequence, loader.chain());
        }
    }

    /**
     * Takes the next frame: a whole {@code EventFrame} with its message header, lent for the call.
     * The last one of a command applies the command and tells the listeners.
     *
     * @throws FrameInvalidException when the stream cannot be right; the view is then of no use
     */
    public void onFrame(DirectBuffer frame, int offset, int length) {
        if (broken || loader.isPartial()) {
            throw new IllegalStateException("the view is not in a whole state");
        }
        if (!frames.accept(frame, offset, length)) {
            return;
        }
        long first = sequence + 1;
        broken = true;
        applier.begin(first, frames.timeNanos());
        frames.forEach(applyFrame);
        applier.end();
        sequence = frames.sequence();
        broken = false;
        tellListeners(frame, offset, first);
    }

    private void applyFrame(DirectBuffer frame, int offset, int length) {
        dispatcher.dispatch(frame, offset, length, applier);
    }

    private void tellListeners(DirectBuffer frame, int offset, long first) {
        if (listeners.isEmpty()) {
            return;
        }
        applied.wrap(frame, offset, first, sequence);
        for (FrameListener listener : listeners) {
            listener.onApplied(this, applied);
        }
    }

    /** Tells the listener of every command applied from now on. Its exceptions end the view. */
    public void addListener(FrameListener listener) {
        listeners.add(listener);
    }

    /** Number of the last event applied, the last of its command; 0 for none. */
    public long sequence() {
        return sequence;
    }

    /** The chain of the event stream at that event. */
    public long chain() {
        return frames.chain();
    }

    /** Log time of that event, nanoseconds since 1970; 0 for none. */
    public long timeNanos() {
        return store.timeNanos;
    }

    /** Assets, markets, accounts and tokens; may be read by any thread. */
    public Directory directory() {
        return store.directory;
    }

    /** An account's balances by asset, those that ever were other than zero. */
    public List<Balance> balances(long account) {
        AccountEntry entry = store.accounts.get(account);
        if (entry == null) {
            return List.of();
        }
        return entry.balances.values().stream()
                .map(BalanceEntry::toInfo)
                .sorted(Comparator.comparingInt(Balance::asset))
                .toList();
    }

    /** What an account has of an asset; zero where it never had any. */
    public Balance balance(long account, int asset) {
        AccountEntry entry = store.accounts.get(account);
        BalanceEntry balance = entry == null ? null : entry.balances.get(asset);
        return balance == null ? new Balance(account, asset, 0, 0) : balance.toInfo();
    }

    /** An account's positions in markets of contracts by market, those that ever traded. */
    public List<PositionInfo> positions(long account) {
        AccountEntry entry = store.accounts.get(account);
        return entry == null
                ? List.of()
                : entry.positions.values().stream()
                        .map(PositionEntry::toInfo)
                        .filter(each -> (each.quantity() | each.spent() | each.feesPaid()) != 0)
                        .sorted(Comparator.comparingLong(PositionInfo::market))
                        .toList();
    }

    /** The contracts in options that an account holds or has written, by market, then number. */
    public List<OptionContract> optionContracts(long account) {
        AccountEntry entry = store.accounts.get(account);
        return entry == null
                ? List.of()
                : entry.positions.values().stream()
                        .flatMap(position -> position.contracts.values().stream())
                        .sorted(Comparator.comparingLong(OptionContract::market)
                                .thenComparingLong(OptionContract::contract))
                        .toList();
    }

    /** The positions in a market of contracts by account, those that are not zero. */
    public List<PositionInfo> marketPositions(long market) {
        MarketEntry entry = store.markets.get(market);
        return entry == null
                ? List.of()
                : entry.positions.values().stream()
                        .map(PositionEntry::toInfo)
                        .filter(each -> each.quantity() != 0)
                        .sorted(Comparator.comparingLong(PositionInfo::account))
                        .toList();
    }

    /** An order that is open, or was closed recently. */
    public Optional<OrderInfo> order(long market, long order) {
        MarketEntry entry = store.markets.get(market);
        return Optional.ofNullable(entry == null ? null : entry.orders.get(order))
                .map(LiveOrder::toInfo);
    }

    /**
     * The open order that an account calls so; without one, the one of that name closed last, if it
     * is still remembered.
     */
    public Optional<OrderInfo> orderByClientOrderId(long account, String clientOrderId) {
        AccountEntry entry = store.accounts.get(account);
        if (entry == null || clientOrderId.isEmpty()) {
            return Optional.empty();
        }
        LiveOrder open = entry.openByClientOrderId.get(clientOrderId);
        if (open != null) {
            return Optional.of(open.toInfo());
        }
        for (Iterator<LiveOrder> it = entry.closed.descendingIterator(); it.hasNext(); ) {
            LiveOrder order = it.next();
            if (order.clientOrderId.equals(clientOrderId)) {
                return Optional.of(order.toInfo());
            }
        }
        return Optional.empty();
    }

    /** At which rates an account's orders would be accepted in a market that exists. */
    public AccountFees fees(long market, long account) {
        return AccountFees.of(
                store.market(market), store.marketInfo(market), account, store.timeNanos);
    }

    /** An account's open orders by market, then order. */
    public List<OrderInfo> openOrders(long account) {
        List<OrderInfo> result = new ArrayList<>();
        AccountEntry entry = store.accounts.get(account);
        LiveOrder order = entry == null ? null : entry.firstOpen;
        for (; order != null; order = order.nextOfAccount) {
            result.add(order.toInfo());
        }
        result.sort(BY_ID);
        return result;
    }

    /** An account's open orders in one market by order. */
    public List<OrderInfo> openOrders(long account, long market) {
        return openOrders(account).stream()
                .filter(order -> order.market() == market)
                .toList();
    }

    /** How many orders are open in the venue. */
    public int openOrderCount() {
        return store.openOrders;
    }

    /** An account's orders that closed recently, the last first. */
    public List<OrderInfo> closedOrders(long account, int max) {
        AccountEntry entry = store.accounts.get(account);
        return entry == null
                ? List.of()
                : entry.closed.reversed().stream()
                        .limit(max)
                        .map(LiveOrder::toInfo)
                        .toList();
    }

    /** An account's recent trades, the last first. */
    public List<Trade> accountTrades(long account, int max) {
        AccountEntry entry = store.accounts.get(account);
        return entry == null
                ? List.of()
                : entry.trades.reversed().stream().limit(max).toList();
    }

    /** A market's recent trades, the last first. */
    public List<Trade> marketTrades(long market, int max) {
        MarketEntry entry = store.markets.get(market);
        return entry == null
                ? List.of()
                : entry.trades.reversed().stream().limit(max).toList();
    }

    /** A market as it is now. */
    public Optional<MarketState> market(long market) {
        MarketEntry entry = store.markets.get(market);
        return entry == null ? Optional.empty() : Optional.of(state(entry));
    }

    private MarketState state(MarketEntry entry) {
        return new MarketState(
                store.marketInfo(entry.id),
                entry.lastPrice,
                entry.hasTraded,
                entry.update,
                entry.ordersInBook,
                entry.best(Side.BUY),
                entry.best(Side.SELL),
                sequence);
    }

    /** All markets by id. */
    public List<MarketState> markets() {
        return directory().markets().stream()
                .map(info -> state(store.market(info.market())))
                .toList();
    }

    /** The best {@code depth} price levels of each side of a market. */
    public Optional<BookSnapshot> book(long market, int depth) {
        MarketEntry entry = store.markets.get(market);
        return entry == null ? Optional.empty() : Optional.of(entry.book(depth, sequence));
    }

    /** Shows the levels of one side of a market, best first, as long as more are wanted. */
    public void forEachLevel(long market, Side side, Predicate<BookLevel> visitor) {
        MarketEntry entry = store.markets.get(market);
        if (entry == null) {
            return;
        }
        Ladder ladder = entry.ladder(side);
        boolean more = true;
        for (int depth = 0; more && depth < ladder.count(); depth++) {
            more = visitor.test(ladder.fromBest(depth).toInfo());
        }
    }

    /** The orders of one side of a market in order of priority; none where there is no market. */
    public List<BookOrder> bookOrders(long market, Side side) {
        MarketEntry entry = store.markets.get(market);
        return entry == null
                ? List.of()
                : entry.bookOrders(side, Integer.MAX_VALUE, LiveOrder::toBookOrder);
    }

    /** The first orders of one side of a market in order of priority, at most a number of them. */
    public List<BookOrder> bookOrders(long market, Side side, int max) {
        MarketEntry entry = store.markets.get(market);
        return entry == null ? List.of() : entry.bookOrders(side, max, LiveOrder::toBookOrder);
    }

    /** The orders of one side of a market in order of priority, each with its rank. */
    public List<BookEntry> bookEntries(long market, Side side) {
        MarketEntry entry = store.markets.get(market);
        return entry == null
                ? List.of()
                : entry.bookOrders(side, Integer.MAX_VALUE, LiveOrder::toBookEntry);
    }

    /** What the view keeps, for its audit. */
    ViewStore store() {
        return store;
    }
}
