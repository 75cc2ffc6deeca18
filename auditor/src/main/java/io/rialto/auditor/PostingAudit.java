package io.rialto.auditor;

import io.rialto.protocol.AccountKind;
import io.rialto.protocol.PostedDecoder;
import io.rialto.protocol.PostingCause;

/** Follows the postings: each by itself, and what a command's come to together. */
final class PostingAudit {
    private final AuditedVenue venue;
    private final Findings findings;

    PostingAudit(AuditedVenue venue, Findings findings) {
        this.venue = venue;
        this.findings = findings;
    }

    void posted(long sequence, PostedDecoder event) {
        AuditedAccount account = venue.accounts.get(event.account());
        int asset = (int) event.asset();
        boolean exists = account != null && venue.hasAsset(asset);
        if (!findings.holds(Invariant.REFERENCES, exists)) {
            findings.violated(
                    Invariant.REFERENCES,
                    sequence,
                    "a posting to account " + event.account() + " in asset " + asset);
            return;
        }
        AuditedBalance balance = venue.balance(account, asset);
        venue.touch(balance);
        checkBalance(sequence, balance, event);
        checkNotNegative(sequence, balance);
        balance.sum.sum += event.cashDelta();
        venue.touch(balance.sum);
        checkCause(sequence, balance, event);
    }

    private void checkBalance(long sequence, AuditedBalance balance, PostedDecoder event) {
        long cash = balance.cash + event.cashDelta();
        long held = balance.held + event.heldDelta();
        if (!findings.holds(Invariant.BALANCES, cash == event.cash() && held == event.held())) {
            findings.violated(
                    Invariant.BALANCES,
                    sequence,
                    "%s comes to cash %d, held %d; the posting says cash %d, held %d"
                            .formatted(balance, cash, held, event.cash(), event.held()));
        }
        // From here on what is said counts, so that one fault is not found again and again.
        balance.cash = event.cash();
        balance.held = event.held();
    }

    void checkNotNegative(long sequence, AuditedBalance balance) {
        boolean isFine = balance.held >= 0
                && (balance.isBacked || balance.cash >= balance.held || balance.account.mayOwe());
        if (!findings.holds(Invariant.NOT_NEGATIVE, isFine)) {
            findings.violated(
                    Invariant.NOT_NEGATIVE,
                    sequence,
                    "%s has cash %d and holds %d".formatted(balance, balance.cash, balance.held));
        }
    }

    /** A hold moves no cash; everything else is what some event before it has announced. */
    private void checkCause(long sequence, AuditedBalance balance, PostedDecoder event) {
        PostingCause cause = event.cause();
        boolean isReserve = cause == PostingCause.RESERVE;
        boolean isHold = cause == PostingCause.HOLD || cause == PostingCause.RELEASE || isReserve;
        boolean isHeldToo = cause == PostingCause.TRADE || cause == PostingCause.CODE;
        boolean isRight = isHold
                ? event.cashDelta() == 0
                        && (isReserve || (cause == PostingCause.HOLD) == (event.heldDelta() > 0))
                : isHeldToo || event.heldDelta() == 0;
        if (!findings.holds(Invariant.SETTLEMENT, isRight)) {
            findings.violated(
                    Invariant.SETTLEMENT,
                    sequence,
                    "a posting of %s to %s moves cash %d, held %d"
                            .formatted(cause, balance, event.cashDelta(), event.heldDelta()));
        }
        if (cause == PostingCause.SWEEP) {
            checkSweep(sequence, balance);
            return;
        }
        boolean isFee = cause == PostingCause.FEE;
        boolean isCorrection = cause == PostingCause.CORRECTION;
        boolean isOfFees = isFee == (balance.account.kind == AccountKind.FEES);
        if (!findings.holds(Invariant.FEES, isCorrection || isOfFees)) {
            findings.violated(
                    Invariant.FEES, sequence, "a posting of " + cause + " goes to " + balance);
        }
        if (isHold) {
            // Its cash, if wrongly there, is told once.
            return;
        }
        balance.unposted -= event.cashDelta();
    }

    /** A reset takes all that an account has back to issuance. */
    private void checkSweep(long sequence, AuditedBalance balance) {
        boolean isAll = balance.cash == 0 || balance.account.kind == AccountKind.ISSUANCE;
        if (!findings.holds(Invariant.SETTLEMENT, isAll)) {
            findings.violated(Invariant.SETTLEMENT, sequence, "a sweep leaves cash to " + balance);
        }
    }

    /** Money came in or went out: {@code amount} is below zero for what went out. */
    void moved(long sequence, long accountId, int asset, long amount) {
        AuditedAccount account = venue.accounts.get(accountId);
        if (!findings.holds(Invariant.REFERENCES, account != null && venue.hasAsset(asset))) {
            findings.violated(
                    Invariant.REFERENCES,
                    sequence,
                    "money of account " + accountId + " in asset " + asset);
            return;
        }
        expect(venue.balance(account, asset), amount);
        expect(venue.issuance(account, asset), -amount);
    }

    /** The command must post so much more cash there. */
    void expect(AuditedBalance balance, long cash) {
        balance.unposted += cash;
        venue.touch(balance);
    }

    /** Looks at what the command's postings came to. */
    void commandEnds(long sequence) {
        for (int i = 0; i < venue.touchedSums.size(); i++) {
            checkSum(sequence, venue.touchedSums.get(i));
        }
        for (int i = 0; i < venue.touchedBalances.size(); i++) {
            AuditedBalance balance = venue.touchedBalances.get(i);
            checkPosted(sequence, balance);
            checkHeld(sequence, balance);
            checkAvailable(sequence, balance);
            checkCredits(sequence, balance);
        }
    }

    void checkCredits(long sequence, AuditedBalance balance) {
        if (!findings.holds(Invariant.CREDITS, balance.isOwed())) {
            findings.violated(
                    Invariant.CREDITS,
                    sequence,
                    "%s has cash %d, its owners are owed %d"
                            .formatted(balance, balance.cash, balance.creditSum()));
        }
    }

    void checkSum(long sequence, AssetSum sum) {
        if (!findings.holds(Invariant.ZERO_SUM, sum.sum == 0)) {
            findings.violated(
                    Invariant.ZERO_SUM,
                    sequence,
                    "the cash of asset %d in universe %d comes to %d"
                            .formatted(sum.asset, sum.universe, sum.sum));
            sum.sum = 0;
        }
    }

    private void checkPosted(long sequence, AuditedBalance balance) {
        Invariant invariant =
                balance.account.kind == AccountKind.FEES ? Invariant.FEES : Invariant.SETTLEMENT;
        if (!findings.holds(invariant, balance.unposted == 0)) {
            findings.violated(
                    invariant,
                    sequence,
                    "%s should get %d more than is posted".formatted(balance, balance.unposted));
            balance.unposted = 0;
        }
    }

    /** Where contracts are paid with it, cash may be owed as far as the worst of positions covers. */
    void checkAvailable(long sequence, AuditedBalance balance) {
        long available = balance.cash - balance.held + balance.backing;
        boolean isFine = !balance.isBacked || available >= 0 || balance.account.mayOwe();
        if (!findings.holds(Invariant.WORST_CASES, isFine)) {
            findings.violated(
                    Invariant.WORST_CASES,
                    sequence,
                    "%s has cash %d, holds %d and positions of at worst %d"
                            .formatted(balance, balance.cash, balance.held, balance.backing));
        }
    }

    void checkHeld(long sequence, AuditedBalance balance) {
        if (!findings.holds(Invariant.HOLDS, balance.held == balance.mustHold)) {
            findings.violated(
                    Invariant.HOLDS,
                    sequence,
                    "%s holds %d, its open orders must hold %d"
                            .formatted(balance, balance.held, balance.mustHold));
            balance.mustHold = balance.held;
        }
    }
}
