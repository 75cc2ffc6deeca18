package io.rialto.view;

import io.rialto.protocol.CloseReason;
import io.rialto.protocol.Code;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.OrderState;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.PostingCause;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A venue of two assets and one market, written for clarity, that trades at random under a seed and
 * says so in frames. What it keeps is what a view of its frames must show.
 */
public final class ToyVenue {
    public static final int USD = 1;
    public static final int BTC = 2;
    public static final long MARKET = 1;
    public static final long ADMINISTRATOR = 4;
    public static final long FIRST_TRADER = 5;

    /** So that price × quantity is a whole number of minor units: both assets have scale 2. */
    static final long TICK = 10_000_000;

    private static final long NANO_UNITS = 1_000_000_000;

    private final Random random;
    private final int traders;
    private final Consumer<byte[]> out;
    private final FrameWriter writer;
    final TreeMap<List<Long>, long[]> balances =
            new TreeMap<>(Comparator.comparing(List::toString));
    final List<ToyOrder> open = new ArrayList<>();
    final List<ToyOrder> closed = new ArrayList<>();
    final List<Trade> trades = new ArrayList<>();
    MarketStatus status = MarketStatus.OPEN;
    long update;
    private long lastOrder;

    /** An order; of those of one price that with the lower {@code priority} is first. */
    static final class ToyOrder {
        OrderInfo terms;
        long price;
        long quantity;
        long filled;
        long held;
        long notional;
        long fees;
        long priority;
        boolean resting;

        long remaining() {
            return quantity - filled;
        }

        long id() {
            return terms.order();
        }

        boolean isBuy() {
            return terms.side() == Side.BUY;
        }
    }

    /** Frames of up to {@code eventsPerFrameMax} events go to {@code out}. */
    public ToyVenue(long seed, int traders, int eventsPerFrameMax, Consumer<byte[]> out) {
        random = new Random(seed);
        this.traders = traders;
        this.out = out;
        writer = new FrameWriter(eventsPerFrameMax);
    }

    /** The writer of its frames. */
    public FrameWriter writer() {
        return writer;
    }

    /** Creates assets, accounts and the market, and gives every trader money. */
    public void open() {
        command(0, () -> {
            writer.accountCreated(ADMINISTRATOR, "Ada").administratorChanged(ADMINISTRATOR, true);
            writer.tokenIssued(1, ADMINISTRATOR, hash(1), "first");
        });
        command(ADMINISTRATOR, () -> writer.assetCreated(USD, "USD", 2));
        command(ADMINISTRATOR, () -> writer.assetCreated(BTC, "BTC", 2));
        command(ADMINISTRATOR, () -> writer.marketCreated(MARKET, "BTC-USD", BTC, USD));
        for (long account = FIRST_TRADER; account < FIRST_TRADER + traders; account++) {
            long trader = account;
            command(ADMINISTRATOR, () -> writer.accountCreated(trader, "Trader " + trader));
            command(ADMINISTRATOR, () -> writer.tokenIssued(trader, trader, hash(trader), "bot"));
            deposit(trader, USD, 50_000_00);
            deposit(trader, BTC, 500_00);
        }
    }

    /** The hash of the token that an account was given. */
    public static byte[] hash(long account) {
        byte[] hash = new byte[TokenHash.BYTES];
        for (int i = 0; i < hash.length; i++) {
            hash[i] = (byte) (account * 31 + i);
        }
        return hash;
    }

    /** An administrator undoes a trade; what it moved stays where it is, for there are no postings. */
    public void undo(Trade trade, long lastPrice) {
        command(ADMINISTRATOR, () -> writer.tradeBusted(trade, lastPrice));
    }

    /** One random command. */
    public void step() {
        if (status != MarketStatus.OPEN) {
            setStatus(MarketStatus.OPEN);
            return;
        }
        long account = FIRST_TRADER + random.nextInt(traders);
        int dice = random.nextInt(100);
        if (dice < 66) {
            place(account, random.nextBoolean() ? Side.BUY : Side.SELL);
        } else if (dice < 84 && !open.isEmpty()) {
            cancel(pick());
        } else if (dice < 89 && !open.isEmpty()) {
            reduce(pick());
        } else if (dice < 94 && !open.isEmpty()) {
            reprice(pick());
        } else if (dice < 96) {
            deposit(account, USD, 1 + random.nextInt(100_00));
        } else if (dice < 97) {
            cancelAll(account);
        } else if (dice < 99) {
            command(
                    account,
                    () -> writer.commandDenied(Code.INSUFFICIENT_FUNDS, account, MARKET, "denied"));
        } else {
            setStatus(MarketStatus.PAUSED);
        }
    }

    private ToyOrder pick() {
        return open.get(random.nextInt(open.size()));
    }

    private void command(long actor, Runnable content) {
        writer.begin(actor);
        content.run();
        writer.end().forEach(out);
    }

    void setStatus(MarketStatus next) {
        status = next;
        command(ADMINISTRATOR, () -> writer.marketStatusChanged(MARKET, next, "as usual"));
    }

    public void deposit(long account, int asset, long amount) {
        command(ADMINISTRATOR, () -> {
            writer.issued(account, asset, amount, "welcome");
            post(SystemAccounts.ISSUANCE, asset, PostingCause.ISSUE, -amount, 0, 0);
            post(account, asset, PostingCause.ISSUE, amount, 0, 0);
        });
    }

    private void post(
            long account, int asset, PostingCause cause, long cash, long held, long reference) {
        long[] balance = balances.computeIfAbsent(List.of(account, (long) asset), k -> new long[2]);
        balance[0] += cash;
        balance[1] += held;
        Balance after = new Balance(account, asset, balance[0], balance[1]);
        long market = cause == PostingCause.ISSUE ? 0 : MARKET;
        writer.posted(after, cause, cash, held, market, reference);
    }

    private void hold(ToyOrder order, long delta) {
        order.held += delta;
        PostingCause cause = delta > 0 ? PostingCause.HOLD : PostingCause.RELEASE;
        if (delta != 0) {
            post(order.terms.account(), order.isBuy() ? USD : BTC, cause, 0, delta, order.id());
        }
    }

    static long notional(long price, long quantity) {
        return price * quantity / NANO_UNITS;
    }

    // Enough for the highest fee: a tenth of a per cent, rounded up at every fill.
    private static long needed(ToyOrder order) {
        long notional = notional(order.price, order.remaining());
        return order.isBuy() ? notional + notional / 1_000 + order.remaining() : order.remaining();
    }

    /** Places a random limit order, some of them immediate-or-cancel, if there is money for it. */
    public void place(long account, Side side) {
        ToyOrder order = new ToyOrder();
        order.price = ((side == Side.BUY ? 970 : 1_010) + random.nextInt(60)) * TICK;
        order.quantity = 100L * (1 + random.nextInt(20));
        boolean immediate = random.nextInt(10) == 0;
        order.terms = terms(account, side, order.price, order.quantity, immediate);
        int asset = side == Side.BUY ? USD : BTC;
        long[] balance = balances.get(List.of(account, (long) asset));
        if (status != MarketStatus.OPEN || balance[0] - balance[1] < needed(order)) {
            return;
        }
        lastOrder++;
        open.add(order);
        command(account, () -> {
            writer.orderAccepted(order.terms);
            hold(order, needed(order));
            enter(order, immediate);
        });
    }

    OrderInfo terms(long account, Side side, long price, long quantity, boolean immediate) {
        long id = lastOrder + 1;
        return new OrderInfo(
                MARKET,
                id,
                account,
                id % 3 == 0 ? "" : "client-" + id,
                side,
                OrderType.LIMIT,
                immediate ? TimeInForce.IOC : TimeInForce.GTC,
                SelfTradePrevention.NONE,
                false,
                price,
                quantity,
                0,
                0,
                0,
                1_000,
                quantity,
                0,
                0,
                0,
                0,
                OrderState.OPEN,
                OrderTrigger.NONE,
                OrderManagement.NONE,
                0,
                CloseReason.NULL_VAL,
                0,
                0,
                0);
    }

    private void enter(ToyOrder taker, boolean immediate) {
        while (taker.remaining() > 0) {
            List<ToyOrder> opposite = resting(taker.isBuy() ? Side.SELL : Side.BUY);
            if (opposite.isEmpty() || !crosses(taker, opposite.getFirst())) {
                break;
            }
            trade(opposite.getFirst(), taker);
        }
        if (taker.remaining() == 0) {
            close(taker, CloseReason.FILLED);
        } else if (immediate) {
            close(taker, CloseReason.REMAINDER);
        } else {
            taker.resting = true;
            taker.priority = writer.nextSequence();
            writer.orderRested(
                    MARKET,
                    taker.id(),
                    ++update,
                    taker.price,
                    taker.remaining(),
                    taker.terms.side());
        }
    }

    /** The orders of a side in the book in order of priority. */
    List<ToyOrder> resting(Side side) {
        Comparator<ToyOrder> byPrice = Comparator.comparingLong(order -> order.price);
        return open.stream()
                .filter(order -> order.resting && order.terms.side() == side)
                .sorted((side == Side.BUY ? byPrice.reversed() : byPrice)
                        .thenComparingLong(order -> order.priority))
                .toList();
    }

    private static boolean crosses(ToyOrder taker, ToyOrder maker) {
        return taker.isBuy() ? maker.price <= taker.price : maker.price >= taker.price;
    }

    private void trade(ToyOrder maker, ToyOrder taker) {
        long quantity = Math.min(maker.remaining(), taker.remaining());
        long notional = notional(maker.price, quantity);
        long takerFee = (notional + 999) / 1_000;
        Trade trade = new Trade(
                MARKET,
                trades.size() + 1L,
                ++update,
                writer.nextSequence(),
                writer.timeNanos(),
                maker.id(),
                taker.id(),
                maker.terms.account(),
                taker.terms.account(),
                maker.price,
                quantity,
                notional,
                0,
                takerFee,
                taker.terms.side(),
                false);
        trades.add(trade);
        writer.traded(trade, maker.remaining() - quantity);
        maker.filled += quantity;
        taker.filled += quantity;
        maker.notional += notional;
        taker.notional += notional;
        taker.fees += takerFee;
        postTrade(trade, taker.isBuy() ? taker : maker, taker.isBuy() ? maker : taker);
        if (maker.remaining() == 0) {
            maker.resting = false;
            close(maker, CloseReason.FILLED);
        }
    }

    private void postTrade(Trade trade, ToyOrder buyer, ToyOrder seller) {
        long buyerFee = trade.takerSide() == Side.BUY ? trade.takerFee() : 0;
        long sellerFee = trade.takerFee() - buyerFee;
        long quantity = trade.quantity();
        long released = buyer.held - needed(buyer);
        buyer.held -= released;
        seller.held -= quantity;
        long id = trade.trade();
        PostingCause cause = PostingCause.TRADE;
        long paid = trade.notional() + buyerFee;
        post(buyer.terms.account(), USD, cause, -paid, -released, id);
        post(buyer.terms.account(), BTC, cause, quantity, 0, id);
        post(seller.terms.account(), BTC, cause, -quantity, -quantity, id);
        post(seller.terms.account(), USD, cause, trade.notional() - sellerFee, 0, id);
        if (trade.takerFee() != 0) {
            post(SystemAccounts.FEES, USD, PostingCause.FEE, trade.takerFee(), 0, id);
        }
    }

    private void close(ToyOrder order, CloseReason reason) {
        long number = order.resting ? ++update : 0;
        order.resting = false;
        open.remove(order);
        closed.add(order);
        writer.orderClosed(
                MARKET,
                order.id(),
                order.terms.account(),
                number,
                order.remaining(),
                order.filled,
                reason);
        hold(order, -order.held);
    }

    private void cancel(ToyOrder order) {
        command(order.terms.account(), () -> close(order, CloseReason.CANCELLED));
    }

    private void cancelAll(long account) {
        List<ToyOrder> mine =
                open.stream().filter(order -> order.terms.account() == account).toList();
        if (!mine.isEmpty()) {
            command(account, () -> mine.forEach(order -> close(order, CloseReason.MASS_CANCELLED)));
        }
    }

    private void reduce(ToyOrder order) {
        if (order.remaining() > 100) {
            command(order.terms.account(), () -> {
                order.quantity -= 100;
                writer.orderReduced(
                        MARKET,
                        order.id(),
                        order.terms.account(),
                        ++update,
                        order.quantity,
                        order.remaining());
                hold(order, needed(order) - order.held);
            });
        }
    }

    private void reprice(ToyOrder order) {
        long newPrice = order.price + (random.nextInt(21) - 10) * TICK;
        long[] balance =
                balances.get(List.of(order.terms.account(), (long) (order.isBuy() ? USD : BTC)));
        if (newPrice == order.price || balance[0] - balance[1] < needed(order)) {
            return;
        }
        command(order.terms.account(), () -> {
            order.price = newPrice;
            order.resting = false;
            writer.orderAmended(
                    MARKET,
                    order.id(),
                    order.terms.account(),
                    ++update,
                    newPrice,
                    order.quantity,
                    order.remaining());
            hold(order, needed(order) - order.held);
            enter(order, false);
        });
    }
}
