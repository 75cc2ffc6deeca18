package io.rialto.engine;

/**
 * How many of what there is a number of one user may take, so that nobody uses up what is there for all.
 * A user's are those of its self-trade group, which an account has from the one that it was opened
 * under: so they are the same however they are shared. Administrators under sudo go beyond.
 *
 * <p>Accounts in another universe than the main one are counted by universe: its owner may open
 * them for anybody, and takes nobody's room elsewhere by it. Half of a universe is for those that it
 * opens so: whoever is in it cannot fill it with its own.
 *
 * @param marketsMax markets ever created by one user's accounts, and spot markets of its universes
 * @param altsMax accounts without a person in one universe
 * @param memberAltsMax accounts without a person with which a user still opens another itself, in a
 *     universe that is not the main one
 * @param universeAccountsMax accounts without a person of all users together in one universe that
 *     is not the main one
 * @param trailingMax trailing stops that wait in a market, also of administrators
 */
public record OwnerLimits(
        int marketsMax, int altsMax, int memberAltsMax, int universeAccountsMax, int trailingMax) {
    /**
     * A thirtieth of the markets, a thousandth of the accounts, a hundredth of them for a universe
     * and a hundredth of those for a member, a tenth of a market's stops.
     */
    public static OwnerLimits defaults() {
        return new OwnerLimits(512, 1_000, 100, 10_000, 100);
    }
}
