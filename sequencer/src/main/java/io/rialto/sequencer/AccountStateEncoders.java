package io.rialto.sequencer;

import io.rialto.engine.AccountStates;
import io.rialto.engine.AccountStatus;
import io.rialto.engine.Cohort;
import io.rialto.protocol.AccountCountersEncoder;
import io.rialto.protocol.AccountStatusStateEncoder;
import io.rialto.protocol.CodeStateEncoder;
import io.rialto.protocol.CohortStateEncoder;
import io.rialto.protocol.CreditStateEncoder;
import io.rialto.protocol.MemberStateEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.OwnershipStateEncoder;
import io.rialto.protocol.ProfileStateEncoder;
import io.rialto.protocol.UniverseStateEncoder;

import org.agrona.concurrent.UnsafeBuffer;

import java.util.function.IntConsumer;

/** Encodes the records of owning, sharing and universes for a snapshot. */
final class AccountStateEncoders implements AccountStates {
    private final UnsafeBuffer buffer;
    private final IntConsumer append;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final AccountCountersEncoder accountCounters = new AccountCountersEncoder();
    private final UniverseStateEncoder universeState = new UniverseStateEncoder();
    private final CohortStateEncoder cohortState = new CohortStateEncoder();
    private final MemberStateEncoder memberState = new MemberStateEncoder();
    private final OwnershipStateEncoder ownershipState = new OwnershipStateEncoder();
    private final CreditStateEncoder creditState = new CreditStateEncoder();
    private final CodeStateEncoder codeState = new CodeStateEncoder();
    private final AccountStatusStateEncoder accountStatusState = new AccountStatusStateEncoder();
    private final ProfileStateEncoder profileState = new ProfileStateEncoder();

    /** @param append takes the buffer up to a length as the next record */
    AccountStateEncoders(UnsafeBuffer buffer, IntConsumer append) {
        this.buffer = buffer;
        this.append = append;
    }

    @Override
    public void accountCounters(int nextUniverse, long nextTransfer, long nextCode) {
        accountCounters
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .nextUniverse(Integer.toUnsignedLong(nextUniverse))
                .nextTransfer(nextTransfer)
                .nextCode(nextCode);
        append.accept(accountCounters.limit());
    }

    @Override
    public void universe(int universe, long owner, String name) {
        byte[] text = WireText.bytes(name);
        universeState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .universe(Integer.toUnsignedLong(universe))
                .owner(owner)
                .putName(text, 0, text.length);
        append.accept(universeState.limit());
    }

    @Override
    public void cohort(int universe, Cohort cohort) {
        cohortState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .universe(Integer.toUnsignedLong(universe))
                .asset(Integer.toUnsignedLong(cohort.asset()))
                .startingBalance(cohort.startingBalance())
                .reportingAsset(Integer.toUnsignedLong(cohort.reportingAsset()))
                .auctions(WireNumber.of(cohort.auctions()))
                .readOnly(WireNumber.of(cohort.readOnly()));
        buffer.putByte(
                cohortState.offset() + CohortStateEncoder.marketCreatorsEncodingOffset(),
                (byte) cohort.marketCreators().number());
        append.accept(cohortState.limit());
    }

    @Override
    public void member(int universe, long user, long account) {
        memberState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .universe(Integer.toUnsignedLong(universe))
                .user(user)
                .account(account);
        append.accept(memberState.limit());
    }

    @Override
    public void ownership(long account, long owner, long stake) {
        ownershipState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .account(account)
                .owner(owner)
                .stake(stake);
        append.accept(ownershipState.limit());
    }

    @Override
    public void credit(long account, int asset, long owner, long credit) {
        creditState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .account(account)
                .asset(Integer.toUnsignedLong(asset))
                .owner(owner)
                .credit(credit);
        append.accept(creditState.limit());
    }

    @Override
    public void code(
            long codeId,
            long issuer,
            byte[] codeHash,
            int asset,
            long amount,
            long expiresAt,
            long claimant) {
        codeState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .codeId(codeId)
                .issuer(issuer)
                .putCodeHash(codeHash, 0, codeHash.length)
                .asset(Integer.toUnsignedLong(asset))
                .amount(amount)
                .expiresAt(expiresAt)
                .claimant(claimant);
        append.accept(codeState.limit());
    }

    @Override
    public void accountStatus(long account, AccountStatus status) {
        accountStatusState.wrapAndApplyHeader(buffer, 0, messageHeader).account(account);
        buffer.putByte(
                accountStatusState.offset() + AccountStatusStateEncoder.statusEncodingOffset(),
                (byte) status.number());
        append.accept(accountStatusState.limit());
    }

    @Override
    public void profile(long account, int colour, String displayName) {
        byte[] text = WireText.bytes(displayName);
        profileState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .account(account)
                .colour(colour)
                .putDisplayName(text, 0, text.length);
        append.accept(profileState.limit());
    }
}
