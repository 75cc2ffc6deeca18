package io.rialto.engine;

import io.rialto.money.Check;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Redeem codes (VENUE-RULES 2): the amount is reserved from the balance of the administrator who
 * issued it until somebody claims it, once, or its time has come. Of a code only the SHA-256 is
 * known here. A claimed code is remembered for good, so that claiming it again can be answered.
 */
final class RedeemCodes {
    /** How long a code can be claimed that does not say it. */
    static final long LIFE_NANOS = 24L * 3_600 * 1_000_000_000;

    private static final class RedeemCode {
        final long id;
        final int issuer;
        final byte[] hash;
        final int asset;
        final long amount;
        final long expiresAt;
        int claimant = Accounts.NONE;

        RedeemCode(long id, int issuer, byte[] hash, int asset, long amount, long expiresAt) {
            this.id = id;
            this.issuer = issuer;
            this.hash = hash.clone();
            this.asset = asset;
            this.amount = amount;
            this.expiresAt = expiresAt;
        }
    }

    /** When a code ends; those of one instant in the order in which they were issued. */
    private record Deadline(long instant, long id) implements Comparable<Deadline> {
        @Override
        public int compareTo(Deadline other) {
            int byInstant = Long.compare(instant, other.instant);
            return byInstant != 0 ? byInstant : Long.compare(id, other.id);
        }
    }

    private final Accounts accounts;
    private final Transfers transfers;
    private final Moves moves;
    private final Rights rights;
    private final LogTime time;
    private final EventSink events;
    private final Map<byte[], RedeemCode> byHash = new TreeMap<>(Arrays::compare);
    private final Map<Long, RedeemCode> byId = new TreeMap<>();
    private final TreeMap<Deadline, RedeemCode> deadlines = new TreeMap<>();
    private long next = 1;

    RedeemCodes(
            Accounts accounts,
            Transfers transfers,
            Moves moves,
            Rights rights,
            LogTime time,
            EventSink events) {
        this.accounts = accounts;
        this.transfers = transfers;
        this.moves = moves;
        this.rights = rights;
        this.time = time;
        this.events = events;
    }

    long next() {
        return next;
    }

    void restoreNext(long nextCode) {
        next = nextCode;
    }

    /** When the next code ends; {@link Long#MAX_VALUE} for never. */
    long nextDeadline() {
        return deadlines.isEmpty() ? Long.MAX_VALUE : deadlines.firstKey().instant();
    }

    /** Ends the codes whose time has come: what was reserved is the issuer's again. */
    void expire() {
        while (nextDeadline() <= time.now) {
            RedeemCode code = deadlines.pollFirstEntry().getValue();
            byId.remove(code.id);
            byHash.remove(code.hash);
            events.codeEnded(code.id, 0);
            moves.post(code.issuer, code.asset, PostingCause.RESERVE, 0, -code.amount, code.id);
        }
    }

    /**
     * Reserves an amount of the administrator's own for a code. After the rights:
     * ACCOUNT_NOT_YOURS, NAME_INVALID (the note), ASSET_UNKNOWN, AMOUNT_INVALID, CODE_EXISTS,
     * EXPIRY_PAST, INSUFFICIENT_FUNDS.
     *
     * @param expiresAt 0 for 24 hours from now
     */
    void issue(
            CommandHeader header,
            byte[] hash,
            int asset,
            long amount,
            long expiresAt,
            String note,
            Outcome outcome) {
        if (!rights.isAdministrator(header, outcome)) {
            return;
        }
        long end = expiresAt == 0 ? time.now + LIFE_NANOS : expiresAt;
        if (header.account != header.actor) {
            outcome.deny(Code.ACCOUNT_NOT_YOURS);
        } else if (!Names.isNote(note)) {
            outcome.deny(Code.NAME_INVALID);
        } else if (!transfers.isFormed(asset, amount, outcome)) {
            return;
        } else if (byHash.containsKey(hash)) {
            outcome.deny(Code.CODE_EXISTS);
        } else if (end <= time.now) {
            outcome.deny(Code.EXPIRY_PAST, time.now, end);
        } else {
            int issuer = accounts.indexOf(header.account);
            long available = moves.available(issuer, asset);
            if (amount > available) {
                outcome.deny(Code.INSUFFICIENT_FUNDS, amount, available);
                return;
            }
            // After this point the command must succeed.
            RedeemCode code = new RedeemCode(next++, issuer, hash, asset, amount, end);
            enter(code);
            outcome.id = code.id;
            events.codeIssued(code.id, header.account, hash, asset, amount, end, note);
            moves.post(issuer, asset, PostingCause.RESERVE, 0, amount, code.id);
        }
    }

    /**
     * Credits the header's account with what a code is worth; done again it changes nothing. After
     * the rights: CODE_UNKNOWN, CODE_CLAIMED, SAME_ACCOUNT (the issuer's), UNIVERSE_MISMATCH,
     * ACCOUNT_SHARED.
     */
    void claim(CommandHeader header, byte[] hash, Outcome outcome) {
        int account = rights.trader(header, outcome);
        if (account == Rights.NONE) {
            return;
        }
        RedeemCode code = byHash.get(hash);
        if (code == null) {
            outcome.deny(Code.CODE_UNKNOWN);
        } else if (code.claimant == account) {
            outcome.id = code.id;
        } else if (code.claimant != Accounts.NONE) {
            outcome.deny(Code.CODE_CLAIMED);
        } else if (code.issuer == account) {
            outcome.deny(Code.SAME_ACCOUNT);
        } else if (accounts.universe(account) != accounts.universe(code.issuer)) {
            outcome.deny(
                    Code.UNIVERSE_MISMATCH,
                    accounts.universe(account),
                    accounts.universe(code.issuer));
        } else if (transfers.isUnshared(account, outcome)) {
            // After this point the command must succeed.
            code.claimant = account;
            deadlines.remove(new Deadline(code.expiresAt, code.id));
            outcome.id = code.id;
            outcome.count = 1;
            events.codeEnded(code.id, header.account);
            moves.post(
                    code.issuer,
                    code.asset,
                    PostingCause.CODE,
                    -code.amount,
                    -code.amount,
                    code.id);
            moves.post(account, code.asset, PostingCause.CODE, code.amount, 0, code.id);
        }
    }

    private void enter(RedeemCode code) {
        byHash.put(code.hash, code);
        byId.put(code.id, code);
        if (code.claimant == Accounts.NONE) {
            deadlines.put(new Deadline(code.expiresAt, code.id), code);
        }
    }

    void write(AccountStates sink) {
        byId.forEach((id, code) -> sink.code(
                id,
                accounts.id(code.issuer),
                code.hash,
                code.asset,
                code.amount,
                code.expiresAt,
                code.claimant == Accounts.NONE ? 0 : accounts.id(code.claimant)));
    }

    void restore(
            long id,
            int issuer,
            byte[] hash,
            int asset,
            long amount,
            long expiresAt,
            int claimant) {
        Check.that(id < next && issuer != Accounts.NONE, "a code was issued by somebody");
        RedeemCode code = new RedeemCode(id, issuer, hash, asset, amount, expiresAt);
        code.claimant = claimant;
        enter(code);
    }
}
