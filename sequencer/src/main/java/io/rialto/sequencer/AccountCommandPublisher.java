package io.rialto.sequencer;

import io.rialto.protocol.AccountStatus;
import io.rialto.protocol.ClaimCodeEncoder;
import io.rialto.protocol.CreateAltAccountEncoder;
import io.rialto.protocol.CreateUniverseAccountEncoder;
import io.rialto.protocol.CreateUniverseEncoder;
import io.rialto.protocol.GiftEncoder;
import io.rialto.protocol.IssueCodeEncoder;
import io.rialto.protocol.MarketCreators;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.PostMessageEncoder;
import io.rialto.protocol.ResetUniverseEncoder;
import io.rialto.protocol.RevokeOwnerEncoder;
import io.rialto.protocol.SetAccountStatusEncoder;
import io.rialto.protocol.SetCohortEncoder;
import io.rialto.protocol.SetProfileEncoder;
import io.rialto.protocol.ShareAccountEncoder;
import io.rialto.protocol.TransferEncoder;

import org.agrona.MutableDirectBuffer;

/**
 * Encodes the commands of owning, sharing and moving money, and of universes, as {@link
 * CommandPublisher} does the others: it judges nothing, and returns the length. Owned by one thread.
 */
public final class AccountCommandPublisher {
    private final CommandPublisher commands;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final CreateAltAccountEncoder createAltAccount = new CreateAltAccountEncoder();
    private final ShareAccountEncoder shareAccount = new ShareAccountEncoder();
    private final RevokeOwnerEncoder revokeOwner = new RevokeOwnerEncoder();
    private final SetAccountStatusEncoder setAccountStatus = new SetAccountStatusEncoder();
    private final TransferEncoder transfer = new TransferEncoder();
    private final GiftEncoder gift = new GiftEncoder();
    private final CreateUniverseEncoder createUniverse = new CreateUniverseEncoder();
    private final CreateUniverseAccountEncoder createUniverseAccount =
            new CreateUniverseAccountEncoder();
    private final IssueCodeEncoder issueCode = new IssueCodeEncoder();
    private final ClaimCodeEncoder claimCode = new ClaimCodeEncoder();
    private final SetCohortEncoder setCohort = new SetCohortEncoder();
    private final ResetUniverseEncoder resetUniverse = new ResetUniverseEncoder();
    private final PostMessageEncoder postMessage = new PostMessageEncoder();
    private final SetProfileEncoder setProfile = new SetProfileEncoder();

    AccountCommandPublisher(CommandPublisher commands) {
        this.commands = commands;
    }

    /** An account without a person under the header's account. */
    public int createAltAccount(
            MutableDirectBuffer buffer, int offset, RequestContext context, String name) {
        createAltAccount.wrapAndApplyHeader(buffer, offset, messageHeader);
        int limit = CommandFields.putText(name, buffer, createAltAccount.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** A direct owner lets another user own the header's account as well. */
    public int shareAccount(
            MutableDirectBuffer buffer, int offset, RequestContext context, long owner) {
        shareAccount.wrapAndApplyHeader(buffer, offset, messageHeader).owner(owner);
        return commands.end(buffer, offset, shareAccount.limit(), context);
    }

    /** An owner of the header's account owns it no longer. Administrator. */
    public int revokeOwner(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long owner,
            boolean redistribute) {
        revokeOwner
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .owner(owner)
                .redistribute(WireNumber.of(redistribute));
        return commands.end(buffer, offset, revokeOwner.limit(), context);
    }

    /** Freezes, frees or closes the header's account. Administrator. */
    public int setAccountStatus(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            AccountStatus status,
            String reason) {
        setAccountStatus.wrapAndApplyHeader(buffer, offset, messageHeader).status(status);
        int limit = CommandFields.putText(reason, buffer, setAccountStatus.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** Money of the header's account to another of the same universe. */
    public int transfer(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long recipient,
            int asset,
            long amount,
            String note) {
        transfer.wrapAndApplyHeader(buffer, offset, messageHeader)
                .recipient(recipient)
                .asset(CommandFields.unsigned(asset))
                .amount(amount);
        int limit = CommandFields.putText(note, buffer, transfer.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** Money of the house to the header's account. Administrator, or the owner of its universe. */
    public int gift(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            int asset,
            long amount,
            String note) {
        gift.wrapAndApplyHeader(buffer, offset, messageHeader)
                .asset(CommandFields.unsigned(asset))
                .amount(amount);
        int limit = CommandFields.putText(note, buffer, gift.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** An economy of its own for the user whose account the header names. Administrator. */
    public int createUniverse(
            MutableDirectBuffer buffer, int offset, RequestContext context, String name) {
        createUniverse.wrapAndApplyHeader(buffer, offset, messageHeader);
        int limit = CommandFields.putText(name, buffer, createUniverse.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** A user's account in the header's universe. Its owner, or an administrator. */
    public int createUniverseAccount(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long user,
            int asset,
            long amount,
            String name) {
        createUniverseAccount
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .user(user)
                .asset(CommandFields.unsigned(asset))
                .amount(amount);
        int limit = CommandFields.putText(name, buffer, createUniverseAccount.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** Reserves money of the administrator for whoever claims a code. */
    public int issueCode(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            byte[] codeHash,
            int asset,
            long amount,
            long expiresAt,
            String note) {
        issueCode
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .putCodeHash(codeHash, 0, codeHash.length)
                .asset(CommandFields.unsigned(asset))
                .amount(amount)
                .expiresAt(expiresAt);
        int limit = CommandFields.putText(note, buffer, issueCode.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** Credits the header's account with what a code is worth. */
    public int claimCode(
            MutableDirectBuffer buffer, int offset, RequestContext context, byte[] codeHash) {
        claimCode
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .putCodeHash(codeHash, 0, codeHash.length);
        return commands.end(buffer, offset, claimCode.limit(), context);
    }

    /** Makes the header's universe a cohort's, or changes its switches. The universe's owner, or an administrator. */
    public int setCohort(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            int asset,
            long startingBalance,
            int reportingAsset,
            boolean auctions,
            boolean readOnly,
            MarketCreators marketCreators) {
        setCohort
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .asset(CommandFields.unsigned(asset))
                .startingBalance(startingBalance)
                .reportingAsset(CommandFields.unsigned(reportingAsset))
                .auctions(WireNumber.of(auctions))
                .readOnly(WireNumber.of(readOnly))
                .marketCreators(marketCreators);
        return commands.end(buffer, offset, setCohort.limit(), context);
    }

    /** Begins a cohort's economy anew. The universe's owner, or an administrator. */
    public int resetUniverse(
            MutableDirectBuffer buffer, int offset, RequestContext context, String reason) {
        resetUniverse.wrapAndApplyHeader(buffer, offset, messageHeader);
        int limit = CommandFields.putText(reason, buffer, resetUniverse.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** Tells everyone in the header's universe something, or everyone where it is 0. The universe's owner, or an administrator. */
    public int postMessage(
            MutableDirectBuffer buffer, int offset, RequestContext context, String text) {
        postMessage.wrapAndApplyHeader(buffer, offset, messageHeader);
        int limit = CommandFields.putText(text, buffer, postMessage.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** How the header's account shows. */
    public int setProfile(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            int colour,
            String displayName) {
        setProfile.wrapAndApplyHeader(buffer, offset, messageHeader).colour(colour);
        int limit = CommandFields.putText(displayName, buffer, setProfile.limit());
        return commands.end(buffer, offset, limit, context);
    }
}
