package io.rialto.view;

import io.rialto.protocol.AccountStatusChangedDecoder;
import io.rialto.protocol.CodeEndedDecoder;
import io.rialto.protocol.CodeIssuedDecoder;
import io.rialto.protocol.CohortChangedDecoder;
import io.rialto.protocol.CreditChangedDecoder;
import io.rialto.protocol.GiftedDecoder;
import io.rialto.protocol.MemberAddedDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.MessagePostedDecoder;
import io.rialto.protocol.OwnerAddedDecoder;
import io.rialto.protocol.OwnerRemovedDecoder;
import io.rialto.protocol.ProfileChangedDecoder;
import io.rialto.protocol.TransferredDecoder;
import io.rialto.protocol.UniverseCreatedDecoder;
import io.rialto.protocol.UniverseResetDecoder;

import org.agrona.DirectBuffer;

/** Passes the events about owning, sharing and moving money, and universes, to a visitor. */
final class AccountEventDispatcher {
    private final OwnerAddedDecoder ownerAdded = new OwnerAddedDecoder();
    private final OwnerRemovedDecoder ownerRemoved = new OwnerRemovedDecoder();
    private final CreditChangedDecoder creditChanged = new CreditChangedDecoder();
    private final TransferredDecoder transferred = new TransferredDecoder();
    private final GiftedDecoder gifted = new GiftedDecoder();
    private final UniverseCreatedDecoder universeCreated = new UniverseCreatedDecoder();
    private final CohortChangedDecoder cohortChanged = new CohortChangedDecoder();
    private final MemberAddedDecoder memberAdded = new MemberAddedDecoder();
    private final UniverseResetDecoder universeReset = new UniverseResetDecoder();
    private final MessagePostedDecoder messagePosted = new MessagePostedDecoder();
    private final CodeIssuedDecoder codeIssued = new CodeIssuedDecoder();
    private final CodeEndedDecoder codeEnded = new CodeEndedDecoder();
    private final AccountStatusChangedDecoder accountStatusChanged =
            new AccountStatusChangedDecoder();
    private final ProfileChangedDecoder profileChanged = new ProfileChangedDecoder();

    /** Returns false when the header names no such event. */
    boolean dispatch(
            MessageHeaderDecoder header,
            DirectBuffer buffer,
            int offset,
            long sequence,
            AccountEventVisitor visitor) {
        switch (header.templateId()) {
            case OwnerAddedDecoder.TEMPLATE_ID ->
                visitor.onOwnerAdded(
                        sequence, ownerAdded.wrapAndApplyHeader(buffer, offset, header));
            case OwnerRemovedDecoder.TEMPLATE_ID ->
                visitor.onOwnerRemoved(
                        sequence, ownerRemoved.wrapAndApplyHeader(buffer, offset, header));
            case CreditChangedDecoder.TEMPLATE_ID ->
                visitor.onCreditChanged(
                        sequence, creditChanged.wrapAndApplyHeader(buffer, offset, header));
            case TransferredDecoder.TEMPLATE_ID ->
                visitor.onTransferred(
                        sequence, transferred.wrapAndApplyHeader(buffer, offset, header));
            case GiftedDecoder.TEMPLATE_ID ->
                visitor.onGifted(sequence, gifted.wrapAndApplyHeader(buffer, offset, header));
            case UniverseCreatedDecoder.TEMPLATE_ID ->
                visitor.onUniverseCreated(
                        sequence, universeCreated.wrapAndApplyHeader(buffer, offset, header));
            case CohortChangedDecoder.TEMPLATE_ID ->
                visitor.onCohortChanged(
                        sequence, cohortChanged.wrapAndApplyHeader(buffer, offset, header));
            case MemberAddedDecoder.TEMPLATE_ID ->
                visitor.onMemberAdded(
                        sequence, memberAdded.wrapAndApplyHeader(buffer, offset, header));
            case UniverseResetDecoder.TEMPLATE_ID ->
                visitor.onUniverseReset(
                        sequence, universeReset.wrapAndApplyHeader(buffer, offset, header));
            case MessagePostedDecoder.TEMPLATE_ID ->
                visitor.onMessagePosted(
                        sequence, messagePosted.wrapAndApplyHeader(buffer, offset, header));
            case CodeIssuedDecoder.TEMPLATE_ID ->
                visitor.onCodeIssued(
                        sequence, codeIssued.wrapAndApplyHeader(buffer, offset, header));
            case CodeEndedDecoder.TEMPLATE_ID ->
                visitor.onCodeEnded(sequence, codeEnded.wrapAndApplyHeader(buffer, offset, header));
            case AccountStatusChangedDecoder.TEMPLATE_ID ->
                visitor.onAccountStatusChanged(
                        sequence, accountStatusChanged.wrapAndApplyHeader(buffer, offset, header));
            case ProfileChangedDecoder.TEMPLATE_ID ->
                visitor.onProfileChanged(
                        sequence, profileChanged.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                return false;
            }
        }
        return true;
    }
}
