package io.rialto.engine;

/** A sink of whole states that leaves the records of what protects the venue to a part of its own. */
public interface ProtectionRecordsPart extends ProtectionRecords {
    /** Takes those records. */
    ProtectionRecords protectionRecords();

    @Override
    default void managedOrder(ManagedRecord order) {
        protectionRecords().managedOrder(order);
    }

    @Override
    default void bracket(BracketRecord bracket) {
        protectionRecords().bracket(bracket);
    }

    @Override
    default void feeTier(long market, long volume, int makerFeePpm, int takerFeePpm) {
        protectionRecords().feeTier(market, volume, makerFeePpm, takerFeePpm);
    }

    @Override
    default void tradedVolume(long market, long account, long day, long volume) {
        protectionRecords().tradedVolume(market, account, day, volume);
    }

    @Override
    default void marketFigure(long market, MarketFigure figure, long value) {
        protectionRecords().marketFigure(market, figure, value);
    }

    @Override
    default void killSwitch(long account, long market, KillSwitch position) {
        protectionRecords().killSwitch(account, market, position);
    }

    @Override
    default void deadMan(long account, long at) {
        protectionRecords().deadMan(account, at);
    }

    @Override
    default void orderRate(long market, long account, long usedUntil) {
        protectionRecords().orderRate(market, account, usedUntil);
    }

    @Override
    default void link(long market, long order, long other) {
        protectionRecords().link(market, order, other);
    }

    @Override
    default void unchargedNotional(long market, long order, long notional) {
        protectionRecords().unchargedNotional(market, order, notional);
    }
}
