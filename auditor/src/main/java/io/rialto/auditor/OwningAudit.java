package io.rialto.auditor;

import io.rialto.protocol.CodeEndedDecoder;
import io.rialto.protocol.CodeIssuedDecoder;
import io.rialto.protocol.CreditChangedDecoder;
import io.rialto.protocol.GiftedDecoder;
import io.rialto.protocol.TransferredDecoder;
import io.rialto.view.EventVisitor;

import org.agrona.collections.Long2ObjectHashMap;

/** Follows money between accounts, what waits for redeem codes, and who is owed what. */
abstract class OwningAudit implements EventVisitor {
    private record Reserved(AuditedBalance balance, long amount) {}

    private final AuditedVenue venue;
    private final PostingAudit postings;
    private final Findings findings;
    private final Long2ObjectHashMap<Reserved> codes = new Long2ObjectHashMap<>();

    OwningAudit(AuditedVenue venue, PostingAudit postings, Findings findings) {
        this.venue = venue;
        this.postings = postings;
        this.findings = findings;
    }

    @Override
    public void onTransferred(long sequence, TransferredDecoder event) {
        expect(sequence, event.account(), (int) event.asset(), -event.amount());
        expect(sequence, event.recipient(), (int) event.asset(), event.amount());
    }

    @Override
    public void onGifted(long sequence, GiftedDecoder event) {
        postings.moved(sequence, event.account(), (int) event.asset(), event.amount());
    }

    @Override
    public void onCodeIssued(long sequence, CodeIssuedDecoder event) {
        if (isKnown(sequence, event.issuer(), (int) event.asset())) {
            reserve(event.codeId(), event.issuer(), (int) event.asset(), event.amount());
        }
    }

    /** Of an account and an asset that exist. */
    void reserve(long codeId, long issuer, int asset, long amount) {
        AuditedBalance balance = venue.balance(venue.accounts.get(issuer), asset);
        balance.mustHold += amount;
        venue.touch(balance);
        codes.put(codeId, new Reserved(balance, amount));
    }

    @Override
    public void onCodeEnded(long sequence, CodeEndedDecoder event) {
        Reserved reserved = codes.remove(event.codeId());
        if (!findings.holds(Invariant.REFERENCES, reserved != null)) {
            findings.violated(
                    Invariant.REFERENCES, sequence, "code " + event.codeId() + " ends and is none");
            return;
        }
        reserved.balance.mustHold -= reserved.amount;
        venue.touch(reserved.balance);
        if (event.claimant() != 0) {
            postings.expect(reserved.balance, -reserved.amount);
            expect(sequence, event.claimant(), reserved.balance.asset, reserved.amount);
        }
    }

    @Override
    public void onCreditChanged(long sequence, CreditChangedDecoder event) {
        if (isKnown(sequence, event.account(), (int) event.asset())) {
            setCredit(event.account(), (int) event.asset(), event.owner(), event.credit());
        }
    }

    /** Of an account and an asset that exist. */
    void setCredit(long account, int asset, long owner, long credit) {
        AuditedBalance balance = venue.balance(venue.accounts.get(account), asset);
        balance.setCredit(owner, credit);
        venue.touch(balance);
    }

    private void expect(long sequence, long account, int asset, long cash) {
        if (isKnown(sequence, account, asset)) {
            postings.expect(venue.balance(venue.accounts.get(account), asset), cash);
        }
    }

    private boolean isKnown(long sequence, long account, int asset) {
        boolean isKnown = venue.accounts.containsKey(account) && venue.hasAsset(asset);
        if (!findings.holds(Invariant.REFERENCES, isKnown)) {
            findings.violated(
                    Invariant.REFERENCES,
                    sequence,
                    "money of account " + account + " in asset " + asset);
        }
        return isKnown;
    }
}
