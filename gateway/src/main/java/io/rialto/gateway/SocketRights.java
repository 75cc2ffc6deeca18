package io.rialto.gateway;

import io.rialto.identity.Scope;
import io.rialto.protocol.Code;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.view.Directory;
import io.rialto.view.MarketAudience;

import java.util.Optional;

/**
 * Who is at the other end of a stream, and what exists to them. Changed by the stream's event loop;
 * what says so is asked by other threads too, as when a market is hidden.
 */
final class SocketRights {
    private static final String STREAM = "stream";

    private final Venue venue;
    private final String address;
    private final StreamShare share = new StreamShare();
    private volatile Optional<Caller> caller = Optional.empty();
    private volatile boolean sudo;

    SocketRights(Venue venue, String address) {
        this.venue = venue;
        this.address = address;
    }

    /**
     * Lets in whom a credential has proved, or renews what was proved before.
     *
     * @throws ProblemException if they may not have that, or are another than before
     */
    void signIn(Caller who, boolean wantsSudo) {
        if (wantsSudo && !who.isAdministrator()) {
            noteRefused(who);
            throw administratorOnly();
        }
        if (caller.isPresent() && caller.get().accountId() != who.accountId()) {
            throw new ProblemException(
                    Refusal.REQUEST_INVALID, "This connection is authenticated as another account");
        }
        boolean isRenewal = caller.isPresent();
        share.enter(who);
        if (wantsSudo && !venue.noteSudo(who, who.accountId(), address, STREAM)) {
            if (!isRenewal) {
                share.leave();
            }
            throw new ProblemException(Venue.auditBehind());
        }
        // A renewal leaves sudo as it is: what that shows and hides is SetSudo's to say.
        sudo = isRenewal ? sudo && who.isAdministrator() : wantsSudo;
        caller = Optional.of(who);
    }

    /**
     * Switches an administrator's rights, which is noted.
     *
     * @throws ProblemException if the caller has none
     */
    void setSudo(boolean isOn) {
        Caller who = caller();
        if (isOn && !who.isAdministrator()) {
            noteRefused(who);
            throw administratorOnly();
        }
        if (isOn && !venue.noteSudo(who, who.accountId(), address, STREAM)) {
            throw new ProblemException(Venue.auditBehind());
        }
        sudo = isOn;
    }

    private void noteRefused(Caller who) {
        venue.noteRefused(who, address, STREAM, Refusal.ADMINISTRATOR_ONLY.wireName());
    }

    private static ProblemException administratorOnly() {
        return new ProblemException(
                Refusal.ADMINISTRATOR_ONLY, "Ask an administrator, or leave out sudo");
    }

    /**
     * Has an answer say for which account and under which rights it was asked, and what is left of
     * the limits of whoever asked.
     *
     * @param account acted as; 0 for the caller's own
     */
    ServerMessage.Builder shown(ServerMessage.Builder answer, long account) {
        caller.ifPresent(who -> answer.setAccount(account == 0 ? who.accountId() : account)
                .setSudo(sudo)
                .setCommandsLeft(who.usage().commandsLeft())
                .setExpensiveLeft(who.usage().expensiveLeft()));
        return answer;
    }

    /** What the stream takes of what its user may have. */
    StreamShare share() {
        return share;
    }

    String address() {
        return address;
    }

    boolean isSudo() {
        return sudo;
    }

    boolean isSignedIn() {
        return caller.isPresent();
    }

    /** Whether what was proved holds still. */
    boolean holds() {
        return caller.filter(who -> venue.authenticator().holds(who.proof())).isPresent();
    }

    /**
     * Whoever asks.
     *
     * @throws ProblemException if nobody has signed in
     */
    Caller caller() {
        return caller.orElseThrow(() -> new ProblemException(
                Refusal.UNAUTHENTICATED,
                "Send the header Authorization, or Authenticate on a stream"));
    }

    /**
     * Whoever asks, if their credential is for that.
     *
     * @throws ProblemException if it is not, or nobody has signed in
     */
    Caller callerFor(Scope scope) {
        Caller who = caller();
        who.requires(scope);
        return who;
    }

    /**
     * The account whose stream is asked for.
     *
     * @param account 0 for the caller's own
     * @throws ProblemException if the caller may not see it
     */
    long mine(long account) {
        Caller who = callerFor(Scope.READ);
        if (account == 0 || account == who.accountId()) {
            return who.accountId();
        }
        if (!mayHear(account)) {
            throw new ProblemException(Markets.unknown(Code.ACCOUNT_NOT_YOURS));
        }
        return venue.directory()
                .account(account)
                .orElseThrow(() -> new ProblemException(Markets.unknown(Code.ACCOUNT_UNKNOWN)))
                .account();
    }

    /** Whose markets are meant: those of the universe of the account acted as. */
    int universe(long account) {
        return venue.directory()
                .account(mine(account))
                .orElse(caller().account())
                .universe();
    }

    /**
     * A market of that account's universe.
     *
     * @throws ProblemException if the caller may not know of it
     */
    long visible(long account, long market) {
        return Listing.byId(venue.directory(), universe(account), market)
                .filter(listing -> mayKnow(market))
                .orElseThrow(Markets::unknownMarket)
                .market()
                .market();
    }

    /** Whether the market exists to this connection. Any thread. */
    boolean mayKnow(long market) {
        return mayKnow(venue.directory().audience(market));
    }

    /** Whether a market with that audience exists to this connection. Any thread. */
    boolean mayKnow(MarketAudience audience) {
        return caller.filter(who -> usesRights(who) || audience.mayKnow(who.accountId()))
                .isPresent();
    }

    /** Whether this connection may hear of the account. Any thread. */
    boolean mayHear(long account) {
        Directory directory = venue.directory();
        return caller.filter(who -> usesRights(who)
                        || who.isAuditor()
                        || directory.owning().reaches(who.accountId(), account))
                .isPresent();
    }

    /** Whether this connection's user has to do with a universe. Any thread. */
    boolean isIn(int universe) {
        return caller.filter(who -> venue.directory().isIn(who.accountId(), universe))
                .isPresent();
    }

    private boolean usesRights(Caller who) {
        return sudo && who.isAdministrator();
    }
}
