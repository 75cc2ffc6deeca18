package io.rialto.gateway;

import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;

/** What one socket is subscribed to. Owned by its event loop. */
final class Subscriptions {
    private final int max;
    private final Set<Long> books = new LinkedHashSet<>();
    private final Set<Long> trades = new LinkedHashSet<>();
    private final Set<Topic> topics = new LinkedHashSet<>();
    private OptionalLong account = OptionalLong.empty();

    Subscriptions(int max) {
        this.max = max;
    }

    /** A copy that another thread may read. */
    Subscriptions copy() {
        Subscriptions copy = new Subscriptions(max);
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
        checkRoom();
        if (!books.add(market)) {
            throw already();
        }
    }

    void addTrades(long market) {
        checkRoom();
        if (!trades.add(market)) {
            throw already();
        }
    }

    void addTopic(Topic topic) {
        checkRoom();
        if (!topics.add(topic)) {
            throw already();
        }
    }

    void removeTopic(Topic topic) {
        if (!topics.remove(topic)) {
            throw unknown();
        }
    }

    void addAccount(long id) {
        checkRoom();
        if (account.isPresent()) {
            throw already();
        }
        account = OptionalLong.of(id);
    }

    void removeBook(long market) {
        if (!books.remove(market)) {
            throw unknown();
        }
    }

    void removeTrades(long market) {
        if (!trades.remove(market)) {
            throw unknown();
        }
    }

    long removeAccount() {
        long id = account.orElseThrow(Subscriptions::unknown);
        account = OptionalLong.empty();
        return id;
    }

    /** Drops what was ended elsewhere. */
    void forget(long market) {
        books.remove(market);
        trades.remove(market);
        topics.removeIf(topic -> topic.market() == market);
    }

    /** Drops the account that was ended elsewhere, if it still is that one. */
    void forgetAccount(long ended) {
        if (account.isPresent() && account.getAsLong() == ended) {
            account = OptionalLong.empty();
        }
    }

    private void checkRoom() {
        int count = books.size() + trades.size() + topics.size() + (account.isPresent() ? 1 : 0);
        if (count >= max) {
            throw new ProblemException(Problem.of(
                            Refusal.TOO_MANY_SUBSCRIPTIONS,
                            "Unsubscribe from something: at most " + max)
                    .limitedBy("stream.subscriptions"));
        }
    }

    private static ProblemException already() {
        return new ProblemException(Refusal.ALREADY_SUBSCRIBED, "Unsubscribe first");
    }

    private static ProblemException unknown() {
        return new ProblemException(Refusal.SUBSCRIPTION_UNKNOWN, "Nothing needs to be done");
    }
}
