package io.rialto.gateway;

import io.rialto.auditor.AuditSource;
import io.rialto.history.ReadableHistory;
import io.rialto.identity.AuditNote;
import io.rialto.sequencer.CommandClient;
import io.rialto.view.Directory;
import io.rialto.view.ViewHost;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What all parts of a gateway share. Any thread.
 *
 * @param client the way to the engine
 * @param view read models, on their own thread
 * @param history where there is one
 * @param identities people and their credentials
 * @param auditor what the venue's auditor says
 * @param marketData candles and tickers of this view
 * @param recent the latest events
 * @param listenKeys that clients of the Binance face were given
 */
record Venue(
        GatewayConfig config,
        CommandClient client,
        ViewHost view,
        Optional<ReadableHistory> history,
        AuditSource auditor,
        MarketDesk marketData,
        RecentEvents recent,
        RequestGate gate,
        Authenticator authenticator,
        IdentityDoor identities,
        GatewayClock clock,
        GatewayMetrics metrics,
        BinanceListenKeys listenKeys) {
    private static final Set<String> NO_RIGHTS =
            Set.of(Refusal.ADMINISTRATOR_ONLY.wireName(), Refusal.SCOPE_MISSING.wireName());

    /**
     * Whether the view shows all that had happened when this gateway first reached the engine.
     * Before, it knows nobody and nothing, and must not say so.
     */
    boolean isComplete() {
        long opened = client.openedAtSequence();
        return opened != CommandClient.NOT_OPENED && view.sequence() >= opened;
    }

    /** The newest event known here: what the view has applied, or what an answer was true of. */
    long newest() {
        return Math.max(clock.sequence(), view.sequence());
    }

    /** This gateway's clock, nanoseconds since 1970. */
    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** How it is with the audit of the venue now. */
    AuditState audit() {
        return AuditState.of(auditor, newest(), System.currentTimeMillis());
    }

    /** Lets the metrics tell of the audit. */
    void measureAudit() {
        metrics.gauge(
                "rialto.audit.verified.sequence",
                "Last event up to which every invariant holds",
                () -> audit().verified());
        metrics.gauge(
                "rialto.audit.lag.events",
                "Events known and not verified yet",
                () -> audit().lagEvents());
        metrics.gauge(
                "rialto.audit.lag.millis",
                "For how long not all events have been verified",
                () -> audit().lagMillis());
        metrics.gauge(
                "rialto.audit.violations",
                "How often an invariant did not hold",
                () -> audit().violations());
        metrics.gauge(
                "rialto.audit.alarm",
                "1 when an invariant was violated or the auditor has failed",
                () -> audit().isDegrading() ? 1 : 0);
    }

    Directory directory() {
        return view.directory();
    }

    /**
     * Has it noted that somebody uses an administrator's rights; false when too much waits to be.
     * Where no identities are kept only the venue's log tells of it.
     */
    boolean noteSudo(Caller who, long account, String address, String what) {
        return note("sudo", who, account, address, what);
    }

    /** The same of a read, each once a minute. */
    boolean noteSudoRead(Caller who, long account, String address, String what) {
        String read = what + " " + account;
        if (gate.isNoted(who, read)) {
            return true;
        }
        boolean isNoted = note("sudo-read", who, account, address, what);
        if (isNoted) {
            gate.noted(who, read);
        }
        return isNoted;
    }

    /** Notes that what was noted as sudo was not done, and why. Nothing depends on it any more. */
    void noteDenied(Caller who, long account, String address, String what, String code) {
        var _ = note("sudo-denied", who, account, address, what + ": " + code);
    }

    /**
     * Notes that somebody wanted an administrator's rights without having them, if that is why it was
     * refused; of one account only so often, as what anybody can cause must not fill the log.
     */
    void noteRefused(Caller who, String address, String what, String code) {
        if (NO_RIGHTS.contains(code) && gate.admitNote(who)) {
            var _ = note("sudo-refused", who, who.accountId(), address, what + ": " + code);
        }
    }

    private boolean note(String kind, Caller who, long account, String address, String detail) {
        return identities
                .ready()
                .map(identity -> identity.note(new AuditNote(
                        kind, who.proof().actor(), "account:" + account, address, detail)))
                .orElse(true);
    }

    /** Why a command under sudo was not done that could not be noted. */
    static Problem auditBehind() {
        return Problem.of(Refusal.AUDIT_BEHIND, "Try again").retryAfter(500);
    }
}
