package io.rialto.sequencer;

import io.rialto.engine.AccountEvents;
import io.rialto.engine.AccountStatus;
import io.rialto.engine.Cohort;
import io.rialto.protocol.AccountStatusChangedEncoder;
import io.rialto.protocol.CodeEndedEncoder;
import io.rialto.protocol.CodeIssuedEncoder;
import io.rialto.protocol.CohortChangedEncoder;
import io.rialto.protocol.CreditChangedEncoder;
import io.rialto.protocol.GiftedEncoder;
import io.rialto.protocol.MemberAddedEncoder;
import io.rialto.protocol.MessagePostedEncoder;
import io.rialto.protocol.OwnerAddedEncoder;
import io.rialto.protocol.OwnerRemovedEncoder;
import io.rialto.protocol.ProfileChangedEncoder;
import io.rialto.protocol.TransferredEncoder;
import io.rialto.protocol.UniverseCreatedEncoder;
import io.rialto.protocol.UniverseResetEncoder;

import org.agrona.MutableDirectBuffer;

/** Encodes the events of owning, sharing and moving money, and of universes. */
abstract class AccountEventPublisher implements AccountEvents {
    private final FrameWriter frames;
    private final MutableDirectBuffer buffer;
    private final OwnerAddedEncoder ownerAdded = new OwnerAddedEncoder();
    private final OwnerRemovedEncoder ownerRemoved = new OwnerRemovedEncoder();
    private final CreditChangedEncoder creditChanged = new CreditChangedEncoder();
    private final TransferredEncoder transferred = new TransferredEncoder();
    private final GiftedEncoder gifted = new GiftedEncoder();
    private final UniverseCreatedEncoder universeCreated = new UniverseCreatedEncoder();
    private final CohortChangedEncoder cohortChanged = new CohortChangedEncoder();
    private final MemberAddedEncoder memberAdded = new MemberAddedEncoder();
    private final UniverseResetEncoder universeReset = new UniverseResetEncoder();
    private final MessagePostedEncoder messagePosted = new MessagePostedEncoder();
    private final CodeIssuedEncoder codeIssued = new CodeIssuedEncoder();
    private final CodeEndedEncoder codeEnded = new CodeEndedEncoder();
    private final AccountStatusChangedEncoder accountStatusChanged =
            new AccountStatusChangedEncoder();
    private final ProfileChangedEncoder profileChanged = new ProfileChangedEncoder();

    AccountEventPublisher(FrameWriter frames) {
        this.frames = frames;
        buffer = frames.buffer();
    }

    @Override
    public void ownerAdded(long account, long owner) {
        int body = event(OwnerAddedEncoder.BLOCK_LENGTH, OwnerAddedEncoder.TEMPLATE_ID, 0);
        ownerAdded.wrap(buffer, body).account(account).owner(owner);
    }

    @Override
    public void ownerRemoved(long account, long owner) {
        int body = event(OwnerRemovedEncoder.BLOCK_LENGTH, OwnerRemovedEncoder.TEMPLATE_ID, 0);
        ownerRemoved.wrap(buffer, body).account(account).owner(owner);
    }

    @Override
    public void creditChanged(long account, int asset, long owner, long credit) {
        int body = event(CreditChangedEncoder.BLOCK_LENGTH, CreditChangedEncoder.TEMPLATE_ID, 0);
        creditChanged
                .wrap(buffer, body)
                .account(account)
                .asset(Integer.toUnsignedLong(asset))
                .owner(owner)
                .credit(credit);
    }

    @Override
    public void transferred(
            long transfer, long account, long recipient, int asset, long amount, String note) {
        byte[] text = WireText.bytes(note);
        int body = event(
                TransferredEncoder.BLOCK_LENGTH,
                TransferredEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        transferred
                .wrap(buffer, body)
                .transfer(transfer)
                .account(account)
                .recipient(recipient)
                .asset(Integer.toUnsignedLong(asset))
                .amount(amount)
                .putNote(text, 0, text.length);
    }

    @Override
    public void gifted(long transfer, long account, int asset, long amount, String note) {
        byte[] text = WireText.bytes(note);
        int body = event(
                GiftedEncoder.BLOCK_LENGTH,
                GiftedEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        gifted.wrap(buffer, body)
                .transfer(transfer)
                .account(account)
                .asset(Integer.toUnsignedLong(asset))
                .amount(amount)
                .putNote(text, 0, text.length);
    }

    @Override
    public void universeCreated(int universe, long owner, String name) {
        byte[] text = WireText.bytes(name);
        int body = event(
                UniverseCreatedEncoder.BLOCK_LENGTH,
                UniverseCreatedEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        universeCreated
                .wrap(buffer, body)
                .universe(Integer.toUnsignedLong(universe))
                .owner(owner)
                .putName(text, 0, text.length);
    }

    @Override
    public void cohortChanged(int universe, Cohort cohort) {
        int body = event(CohortChangedEncoder.BLOCK_LENGTH, CohortChangedEncoder.TEMPLATE_ID, 0);
        cohortChanged
                .wrap(buffer, body)
                .universe(Integer.toUnsignedLong(universe))
                .asset(Integer.toUnsignedLong(cohort.asset()))
                .startingBalance(cohort.startingBalance())
                .reportingAsset(Integer.toUnsignedLong(cohort.reportingAsset()))
                .auctions(WireNumber.of(cohort.auctions()))
                .readOnly(WireNumber.of(cohort.readOnly()));
        buffer.putByte(body + CohortChangedEncoder.marketCreatorsEncodingOffset(), (byte)
                cohort.marketCreators().number());
    }

    @Override
    public void memberAdded(int universe, long user, long account) {
        int body = event(MemberAddedEncoder.BLOCK_LENGTH, MemberAddedEncoder.TEMPLATE_ID, 0);
        memberAdded
                .wrap(buffer, body)
                .universe(Integer.toUnsignedLong(universe))
                .user(user)
                .account(account);
    }

    @Override
    public void universeReset(int universe, long accounts, String reason) {
        byte[] text = WireText.bytes(reason);
        int body = event(
                UniverseResetEncoder.BLOCK_LENGTH,
                UniverseResetEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        universeReset
                .wrap(buffer, body)
                .universe(Integer.toUnsignedLong(universe))
                .accounts(accounts)
                .putReason(text, 0, text.length);
    }

    @Override
    public void messagePosted(int universe, String text) {
        byte[] bytes = WireText.bytes(text);
        int body = event(
                MessagePostedEncoder.BLOCK_LENGTH,
                MessagePostedEncoder.TEMPLATE_ID,
                WireText.encodedLength(bytes));
        messagePosted
                .wrap(buffer, body)
                .universe(Integer.toUnsignedLong(universe))
                .putText(bytes, 0, bytes.length);
    }

    @Override
    public void codeIssued(
            long codeId,
            long issuer,
            byte[] codeHash,
            int asset,
            long amount,
            long expiresAt,
            String note) {
        byte[] text = WireText.bytes(note);
        int body = event(
                CodeIssuedEncoder.BLOCK_LENGTH,
                CodeIssuedEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        codeIssued
                .wrap(buffer, body)
                .codeId(codeId)
                .issuer(issuer)
                .putCodeHash(codeHash, 0, codeHash.length)
                .asset(Integer.toUnsignedLong(asset))
                .amount(amount)
                .expiresAt(expiresAt)
                .putNote(text, 0, text.length);
    }

    @Override
    public void codeEnded(long codeId, long claimant) {
        int body = event(CodeEndedEncoder.BLOCK_LENGTH, CodeEndedEncoder.TEMPLATE_ID, 0);
        codeEnded.wrap(buffer, body).codeId(codeId).claimant(claimant);
    }

    @Override
    public void accountStatusChanged(long account, AccountStatus status, String reason) {
        byte[] text = WireText.bytes(reason);
        int body = event(
                AccountStatusChangedEncoder.BLOCK_LENGTH,
                AccountStatusChangedEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        accountStatusChanged.wrap(buffer, body).account(account).putReason(text, 0, text.length);
        buffer.putByte(
                body + AccountStatusChangedEncoder.statusEncodingOffset(), (byte) status.number());
    }

    @Override
    public void profileChanged(long account, int colour, String displayName) {
        byte[] text = WireText.bytes(displayName);
        int body = event(
                ProfileChangedEncoder.BLOCK_LENGTH,
                ProfileChangedEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        profileChanged
                .wrap(buffer, body)
                .account(account)
                .colour(colour)
                .putDisplayName(text, 0, text.length);
    }

    private int event(int blockLength, int templateId, int varLength) {
        return frames.event(FrameWriter.header(blockLength, templateId), blockLength + varLength);
    }
}
