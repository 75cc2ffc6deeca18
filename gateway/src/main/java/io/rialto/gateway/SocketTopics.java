package io.rialto.gateway;

import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.Unsubscribe;
import io.rialto.view.Directory;

/** Begins and ends what one stream hears of. Owned by the stream's event loop. */
final class SocketTopics {
    private final OrderSocket socket;
    private final SocketRights rights;
    private final Subscriptions subscriptions;
    private final StreamHub hub;
    private final Directory directory;

    SocketTopics(
            OrderSocket socket, Subscriptions subscriptions, StreamHub hub, Directory directory) {
        this.socket = socket;
        this.rights = socket.rights();
        this.subscriptions = subscriptions;
        this.hub = hub;
        this.directory = directory;
    }

    /** Tells of all markets that the stream may know of, and from then on of what becomes of that. */
    void listMarkets(ClientMessage message) {
        int universe = rights.universe(message.getAccount());
        hub.enter(socket);
        socket.inStreamOrder(
                Asked.by(message),
                view -> StreamHub.markets(view, universe, rights::mayKnow),
                () -> {});
    }

    /**
     * Begins what a message asks for.
     *
     * @throws ProblemException if the stream may not have it, or has it already
     */
    void subscribe(ClientMessage message) {
        Asked asked = Asked.by(message);
        switch (message.getRequestCase()) {
            case SUBSCRIBE_BOOK -> {
                long market = rights.visible(
                        message.getAccount(), message.getSubscribeBook().getMarket());
                Pace pace = message.getSubscribeBook().getPace();
                subscriptions.addBook(market);
                hub.enter(socket);
                socket.ask(
                        asked,
                        view -> hub.subscribeBook(view, socket, asked, market, pace),
                        () -> subscriptions.removeBook(market));
            }
            case SUBSCRIBE_TRADES -> {
                long market = rights.visible(
                        message.getAccount(), message.getSubscribeTrades().getMarket());
                Pace pace = message.getSubscribeTrades().getPace();
                subscriptions.addTrades(market);
                hub.enter(socket);
                socket.ask(
                        asked,
                        view -> hub.subscribeTrades(view, socket, asked, market, pace),
                        () -> subscriptions.removeTrades(market));
            }
            case SUBSCRIBE_ACCOUNT -> {
                long account = rights.mine(message.getAccount());
                long after = message.getSubscribeAccount().getResumeAfter();
                subscriptions.addAccount(account);
                hub.enter(socket);
                socket.ask(
                        asked,
                        view -> hub.subscribeAccount(view, socket, asked, account, after),
                        subscriptions::removeAccount);
            }
            default -> subscribe(asked, topic(message), TopicRequests.pace(message));
        }
    }

    private void subscribe(Asked asked, Topic topic, Pace pace) {
        subscriptions.addTopic(topic);
        hub.enter(socket);
        socket.ask(
                asked,
                view -> hub.subscribeTopic(view, socket, asked, topic, pace),
                () -> subscriptions.removeTopic(topic));
    }

    /** What a request wants to hear of, if the caller may. */
    private Topic topic(ClientMessage message) {
        int universe = rights.universe(message.getAccount());
        long market = TopicRequests.market(message);
        if (market != 0 || !message.hasSubscribeTicker()) {
            rights.visible(message.getAccount(), market);
        }
        return TopicRequests.topic(message, universe, directory);
    }

    /**
     * Ends what a message names.
     *
     * @throws ProblemException if the stream has no such subscription
     */
    void unsubscribe(ClientMessage message) {
        Asked asked = Asked.by(message);
        Unsubscribe from = message.getUnsubscribe();
        switch (from.getTopicCase()) {
            case BOOK -> {
                subscriptions.removeBook(from.getBook());
                socket.ask(asked, view -> hub.unsubscribeBook(socket, asked, from.getBook()));
            }
            case TRADES -> {
                subscriptions.removeTrades(from.getTrades());
                socket.ask(asked, view -> hub.unsubscribeTrades(socket, asked, from.getTrades()));
            }
            case ACCOUNT -> {
                long account = subscriptions.removeAccount();
                socket.ask(asked, view -> hub.unsubscribeAccount(socket, asked, account));
            }
            case CANDLES, TICKER, DEPTH, MARK, ORDERS -> {
                Topic topic =
                        TopicRequests.topic(from, rights.universe(message.getAccount()), directory);
                subscriptions.removeTopic(topic);
                socket.ask(asked, view -> hub.unsubscribeTopic(socket, asked, topic));
            }
            case TOPIC_NOT_SET -> throw new ProblemException(Refusal.FIELD_MISSING, "Add a topic");
        }
    }
}
