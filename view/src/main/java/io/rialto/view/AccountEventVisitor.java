package io.rialto.view;

import io.rialto.protocol.AccountStatusChangedDecoder;
import io.rialto.protocol.CodeEndedDecoder;
import io.rialto.protocol.CodeIssuedDecoder;
import io.rialto.protocol.CohortChangedDecoder;
import io.rialto.protocol.CreditChangedDecoder;
import io.rialto.protocol.GiftedDecoder;
import io.rialto.protocol.MemberAddedDecoder;
import io.rialto.protocol.MessagePostedDecoder;
import io.rialto.protocol.OwnerAddedDecoder;
import io.rialto.protocol.OwnerRemovedDecoder;
import io.rialto.protocol.ProfileChangedDecoder;
import io.rialto.protocol.TransferredDecoder;
import io.rialto.protocol.UniverseCreatedDecoder;
import io.rialto.protocol.UniverseResetDecoder;

/** The part of {@link EventVisitor} about owning, sharing and moving money, and universes. */
public interface AccountEventVisitor {
    /** Takes event number {@code sequence}. */
    default void onOwnerAdded(long sequence, OwnerAddedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onOwnerRemoved(long sequence, OwnerRemovedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onCreditChanged(long sequence, CreditChangedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onTransferred(long sequence, TransferredDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onGifted(long sequence, GiftedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onUniverseCreated(long sequence, UniverseCreatedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onCohortChanged(long sequence, CohortChangedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onMemberAdded(long sequence, MemberAddedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onUniverseReset(long sequence, UniverseResetDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onMessagePosted(long sequence, MessagePostedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onCodeIssued(long sequence, CodeIssuedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onCodeEnded(long sequence, CodeEndedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onAccountStatusChanged(long sequence, AccountStatusChangedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onProfileChanged(long sequence, ProfileChangedDecoder event) {}
}
