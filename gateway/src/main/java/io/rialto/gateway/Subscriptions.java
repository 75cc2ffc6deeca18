package io.rialto.gateway;

import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;

/** What one socket is subscribed to. Owned by its event loop. */
final class Subscriptions {
    private final int max;
    private final StreamShare share;
    private final Set<Long> books = new LinkedHashSet<>();
    private final Set<Long> trades = new LinkedHashSet<>();
    private final Set<Topic> topics = new LinkedHashSet<>();
    private OptionalLong account = OptionalLong.empty();

    /**
     * None yet.
     *
     * @param max at a time
     * @param share counts them among those of the user
     */
    Subscriptions(int max, StreamShare share) {
        this.max = max;
        this.share = share;
    }

    /** A copy that another thread may read. */
    Subscriptions copy() {
        Subscriptions copy = new Subscriptions(max, new StreamShare());
        copy.books.addAll(books);
        copy.trades.addAll(trades);
        copy.topics.addAll(topics);
        copy.account = account;
        return copy;
    }

    Set<Long> books() {
        return books;
    }

    Set<Long> trades() {
        return trades;
    }

    Set<Topic> topics() {
        return topics;
    }

    OptionalLong account() {
        return account;
    }

    void addBook(long market) {
        take(!books.contains(market));
        books.add(market);
    }

    void addTrades(long market) {
        take(!trades.contains(market));
        trades.add(market);
    }

    void addTopic(Topic topic) {
        take(!topics.contains(topic));
        topics.add(topic);
    }

    void removeTopic(Topic topic) {
        give(topics.remove(topic));
    }

    void addAccount(long id) {
        take(account.isEmpty());
        account = OptionalLong.of(id);
    }

    void removeBook(long market) {
        give(books.remove(market));
    }

    void removeTrades(long market) {
        give(trades.remove(market));
    }

    long removeAccount() {
        long id = account.orElseThrow(Subscriptions::unknown);
        account = OptionalLong.empty();
        give(true);
        return id;
    }

    /** Drops what was ended elsewhere. */
    void forget(long market) {
        int before = count();
        books.remove(market);
        trades.remove(market);
        topics.removeIf(topic -> topic.market() == market);
        share.unsubscribe(before - count());
    }

    /** Drops the account that was ended elsewhere, if it still is that one. */
    void forgetAccount(long ended) {
        if (account.isPresent() && account.getAsLong() == ended) {
            account = OptionalLong.empty();
            share.unsubscribe(1);
        }
    }

    private void take(boolean isNew) {
        if (count() >= max) {
            throw new ProblemException(Problem.of(
                            Refusal.TOO_MANY_SUBSCRIPTIONS,
                            "Unsubscribe from something: at most " + max + " on a stream")
                    .limitedBy("stream.subscriptions"));
        }
        if (!isNew) {
            throw new ProblemException(Refusal.ALREADY_SUBSCRIBED, "Unsubscribe first");
        }
        share.subscribe();
    }

    private void give(boolean was) {
        if (!was) {
            throw unknown();
        }
        share.unsubscribe(1);
    }

    private int count() {
        return books.size() + trades.size() + topics.size() + (account.isPresent() ? 1 : 0);
    }

    private static ProblemException unknown() {
        return new ProblemException(Refusal.SUBSCRIPTION_UNKNOWN, "Nothing needs to be done");
    }
}
