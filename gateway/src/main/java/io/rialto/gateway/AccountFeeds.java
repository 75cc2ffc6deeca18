package io.rialto.gateway;

import io.rialto.protocol.v1.AccountWithdrawn;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.view.AppliedCommand;
import io.rialto.view.Directory;
import io.rialto.view.Message;
import io.rialto.view.OwnerChange;
import io.rialto.view.Trade;
import io.rialto.view.VenueView;

import org.agrona.collections.Long2ObjectHashMap;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The private streams of accounts that somebody listens to. Owned by the view's thread. */
final class AccountFeeds {
    private final int retainedUpdates;
    private final Long2ObjectHashMap<AccountFeed> accounts = new Long2ObjectHashMap<>();
    private final List<AccountFeed> touched = new ArrayList<>();

    AccountFeeds(int retainedUpdates) {
        this.retainedUpdates = retainedUpdates;
    }

    boolean isEmpty() {
        return accounts.isEmpty();
    }

    /** Forgets streams that nobody has listened to since before an instant. */
    void tidy(long beforeNanos) {
        accounts.values().removeIf(feed -> feed.isForgotten(beforeNanos));
    }

    /** Adds a listener; what it missed since an event, if that is kept. */
    Optional<List<byte[]>> add(
            VenueView view, OrderSocket socket, long account, long resumeAfter, long now) {
        AccountFeed feed = accounts.get(account);
        if (feed == null) {
            feed = new AccountFeed(account, view.sequence(), retainedUpdates, now);
            accounts.put(account, feed);
        }
        feed.add(socket);
        return resumeAfter == 0 || resumeAfter > view.sequence()
                ? Optional.empty()
                : feed.since(resumeAfter);
    }

    /** Ends what a socket hears of an account, which is kept for a while for those who come back. */
    void remove(OrderSocket socket, long account) {
        AccountFeed feed = accounts.get(account);
        if (feed != null) {
            feed.remove(socket, System.nanoTime());
        }
    }

    /** Tells each account what a command did to it. */
    void onApplied(VenueView view, AppliedCommand command) {
        if (accounts.isEmpty()) {
            return;
        }
        if (command.tradeCount() > 0) {
            command.trades().forEach(this::onTrade);
        }
        for (int i = 0; i < command.orders(); i++) {
            AccountFeed feed = touch(command.orderAccount(i));
            if (feed != null) {
                feed.touch().addOrders(Wire.order(command.order(i)));
            }
        }
        for (int i = 0; i < command.balances(); i++) {
            AccountFeed feed = touch(command.balanceAccount(i));
            if (feed != null) {
                feed.touch().addBalances(Wire.balance(command.balance(i), view.directory()));
            }
        }
        for (int i = 0; i < command.positions(); i++) {
            onPosition(view, command, i);
        }
        List<OwnerChange> owners = command.ownerChanges();
        owners.forEach(this::onOwner);
        command.messages().forEach(message -> onMessage(view.directory(), message));
        touched.forEach(feed -> feed.finish(command.sequence(), command.timeNanos()));
        touched.clear();
        if (owners.stream().anyMatch(change -> !change.added())) {
            withdraw();
        }
    }

    private void onTrade(Trade trade) {
        AccountFeed taker = touch(trade.takerAccount());
        if (taker != null) {
            taker.touch().addFills(Wire.fill(trade, false));
        }
        AccountFeed maker = touch(trade.makerAccount());
        if (maker != null) {
            maker.touch().addFills(Wire.fill(trade, true));
        }
    }

    /** A market that is hidden from the account is not told of, as by REST. */
    private void onPosition(VenueView view, AppliedCommand command, int index) {
        long account = command.positionAccount(index);
        AccountFeed feed = accounts.get(account);
        if (feed != null) {
            var position = command.position(index);
            if (view.directory().audience(position.market()).mayKnow(account)) {
                touch(account);
                feed.touch().addPositions(Wire.position(position));
            }
        }
    }

    private void onOwner(OwnerChange change) {
        for (long concerned : new long[] {change.account(), change.owner()}) {
            AccountFeed feed = touch(concerned);
            if (feed != null) {
                feed.touch().addOwnerChanges(Wire.ownerChange(change));
            }
        }
    }

    private void onMessage(Directory directory, Message message) {
        accounts.forEach((account, feed) -> {
            if (message.universe() == 0 || directory.isIn(account, message.universe())) {
                touch(account);
                feed.touch().addNotices(Wire.notice(message));
            }
        });
    }

    /** Whoever owns an account no longer hears nothing of it from here on. */
    private void withdraw() {
        accounts.forEach((account, feed) -> {
            Set<OrderSocket> listeners = new LinkedHashSet<>();
            feed.addTo(listeners);
            listeners.removeIf(socket -> socket.rights().mayHear(account));
            byte[] message = ServerMessage.newBuilder()
                    .setAccountWithdrawn(AccountWithdrawn.newBuilder().setAccount(account))
                    .build()
                    .toByteArray();
            listeners.forEach(socket -> {
                feed.remove(socket, System.nanoTime());
                socket.mailbox().post(() -> {
                    socket.subscriptions().forgetAccount(account);
                    socket.deliver(message);
                });
            });
        });
    }

    /** The account's feed, noted to be finished; null where nobody listens. */
    private AccountFeed touch(long account) {
        AccountFeed feed = accounts.get(account);
        if (feed != null && !feed.isTouched()) {
            touched.add(feed);
        }
        return feed;
    }
}
