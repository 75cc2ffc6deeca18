package io.rialto.engine;

import io.rialto.ledger.Ledger;

/**
 * The commands about owning, sharing and moving money, and about universes: each is admitted, done
 * or denied as a whole, and remembered. They exist from version 2 of the rules on.
 */
public final class AccountCommands {
    private final Admission admission;
    private final Accounts accounts;
    private final Universes universes;
    private final Credits credits;
    private final Transfers transfers;
    private final RedeemCodes codes;
    private final AccountDesk desk;
    private final UniverseDesk universeDesk;

    AccountCommands(
            Admission admission,
            Accounts accounts,
            Ownership ownership,
            Universes universes,
            Credits credits,
            Assets assets,
            Orders orders,
            Corrections corrections,
            ItemAuctions items,
            Ledger ledger,
            Rights rights,
            LogTime time,
            EventSink events) {
        this.admission = admission;
        this.accounts = accounts;
        this.universes = universes;
        this.credits = credits;
        Commitments commitments = new Commitments(orders);
        Moves moves = new Moves(accounts, ledger, events);
        transfers = new Transfers(
                accounts, ownership, credits, assets, commitments, moves, rights, events);
        codes = new RedeemCodes(accounts, transfers, moves, rights, time, events);
        desk = new AccountDesk(
                accounts,
                ownership,
                credits,
                universes,
                orders,
                commitments,
                ledger,
                rights,
                events);
        universeDesk = new UniverseDesk(
                accounts,
                universes,
                credits,
                assets,
                desk,
                transfers,
                moves,
                orders,
                corrections,
                items,
                ledger,
                rights,
                events);
    }

    /** An account without a person under the header's; see {@link AccountDesk#createAlt}. */
    public void createAlt(CommandHeader header, String name, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            desk.createAlt(header, name, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Lets another user own the header's account; see {@link AccountDesk#share}. */
    public void share(CommandHeader header, long owner, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            desk.share(header, owner, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Ends an ownership of the header's account; see {@link AccountDesk#revoke}. */
    public void revokeOwner(
            CommandHeader header, long owner, boolean redistribute, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            desk.revoke(header, owner, redistribute, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Freezes, frees or closes the header's account; see {@link AccountDesk#setStatus}. */
    public void setStatus(
            CommandHeader header, AccountStatus status, String reason, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            desk.setStatus(header, status, reason, outcome);
            admission.finish(header, outcome);
        }
    }

    /** How the header's account shows; see {@link AccountDesk#setProfile}. */
    public void setProfile(CommandHeader header, int colour, String displayName, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            desk.setProfile(header, colour, displayName, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Money of the header's account to another; see {@link Transfers#transfer}. */
    public void transfer(
            CommandHeader header,
            long recipient,
            int asset,
            long amount,
            String note,
            Outcome outcome) {
        if (admission.admit(header, outcome)) {
            transfers.transfer(header, recipient, asset, amount, note, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Money of the house to the header's account; see {@link Transfers#gift}. */
    public void gift(CommandHeader header, int asset, long amount, String note, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            transfers.gift(header, asset, amount, note, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Reserves money for whoever knows a code; see {@link RedeemCodes#issue}. */
    public void issueCode(
            CommandHeader header,
            byte[] codeHash,
            int asset,
            long amount,
            long expiresAt,
            String note,
            Outcome outcome) {
        if (admission.admit(header, outcome)) {
            codes.issue(header, codeHash, asset, amount, expiresAt, note, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Credits what a code is worth; see {@link RedeemCodes#claim}. */
    public void claimCode(CommandHeader header, byte[] codeHash, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            codes.claim(header, codeHash, outcome);
            admission.finish(header, outcome);
        }
    }

    /** An economy of its own; see {@link UniverseDesk#create}. */
    public void createUniverse(CommandHeader header, String name, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            universeDesk.create(header, name, outcome);
            admission.finish(header, outcome);
        }
    }

    /** A user's account in the header's universe; see {@link UniverseDesk#createAccount}. */
    public void createUniverseAccount(
            CommandHeader header, long user, int asset, long amount, String name, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            universeDesk.createAccount(header, user, asset, amount, name, outcome);
            admission.finish(header, outcome);
        }
    }

    /** The switches of the header's universe; see {@link UniverseDesk#setCohort}. */
    public void setCohort(CommandHeader header, Cohort cohort, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            universeDesk.setCohort(header, cohort, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Begins a cohort's economy anew; see {@link UniverseDesk#reset}. */
    public void resetUniverse(CommandHeader header, String reason, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            universeDesk.reset(header, reason, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Tells everyone of a universe something; see {@link UniverseDesk#message}. */
    public void postMessage(CommandHeader header, String text, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            universeDesk.message(header, text, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Ends what time ends. */
    void expire() {
        codes.expire();
    }

    /** When {@link #expire} next has something to do; {@link Long#MAX_VALUE} for never. */
    long nextDeadline() {
        return codes.nextDeadline();
    }

    void write(AccountStates sink) {
        if (universes.count() > 0 || transfers.next() > 1 || codes.next() > 1) {
            sink.accountCounters(universes.count() + 1, transfers.next(), codes.next());
        }
        universes.write(sink);
        credits.write(sink);
        codes.write(sink);
        desk.write(sink);
    }

    /** Takes back what {@link #write} gave, after accounts and balances. */
    AccountRestorer restorer() {
        return new AccountRestorer(accounts, universes, credits, transfers, codes, desk);
    }
}
