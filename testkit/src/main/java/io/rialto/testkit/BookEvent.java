package io.rialto.testkit;

/** What matching did to a resting order, named by its id. */
public sealed interface BookEvent {

    /** A trade at the maker's price. */
    record Fill(long makerId, long priceTicks, long lots) implements BookEvent {}

    /** Self-trade prevention took the maker off the book. */
    record SelfTradeCancel(long makerId) implements BookEvent {}

    /** Self-trade prevention shrank maker and aggressor by this many lots. */
    record SelfTradeDecrement(long makerId, long lots) implements BookEvent {}
}
