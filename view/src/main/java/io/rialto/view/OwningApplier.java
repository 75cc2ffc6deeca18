package io.rialto.view;

import io.rialto.protocol.AccountStatusChangedDecoder;
import io.rialto.protocol.CodeEndedDecoder;
import io.rialto.protocol.CodeIssuedDecoder;
import io.rialto.protocol.CohortChangedDecoder;
import io.rialto.protocol.CreditChangedDecoder;
import io.rialto.protocol.MemberAddedDecoder;
import io.rialto.protocol.MessagePostedDecoder;
import io.rialto.protocol.OwnerAddedDecoder;
import io.rialto.protocol.OwnerRemovedDecoder;
import io.rialto.protocol.ProfileChangedDecoder;
import io.rialto.protocol.UniverseCreatedDecoder;

import java.util.Optional;

/** Applies the events of owning and sharing, and of universes, to the store. */
abstract class OwningApplier implements EventVisitor {
    private final ViewStore store;
    private final Owning owning;
    private final Touched touched;

    OwningApplier(ViewStore store, Touched touched) {
        this.store = store;
        this.touched = touched;
        owning = store.directory.owning();
    }

    @Override
    public void onOwnerAdded(long sequence, OwnerAddedDecoder event) {
        owning.addOwner(event.account(), event.owner());
        touched.owners.add(new OwnerChange(event.account(), event.owner(), true));
    }

    @Override
    public void onOwnerRemoved(long sequence, OwnerRemovedDecoder event) {
        owning.removeOwner(event.account(), event.owner());
        touched.owners.add(new OwnerChange(event.account(), event.owner(), false));
    }

    @Override
    public void onCreditChanged(long sequence, CreditChangedDecoder event) {
        owning.setCredit(event.account(), (int) event.asset(), event.owner(), event.credit());
    }

    @Override
    public void onUniverseCreated(long sequence, UniverseCreatedDecoder event) {
        String name = Names.text(event.buffer(), event.limit(), event.nameLength());
        owning.add(new UniverseInfo((int) event.universe(), event.owner(), name, Optional.empty()));
    }

    @Override
    public void onCohortChanged(long sequence, CohortChangedDecoder event) {
        owning.setCohort(
                (int) event.universe(),
                new CohortInfo(
                        (int) event.asset(),
                        event.startingBalance(),
                        (int) event.reportingAsset(),
                        event.auctions() == 1,
                        event.readOnly() == 1,
                        event.marketCreators()));
    }

    @Override
    public void onMemberAdded(long sequence, MemberAddedDecoder event) {
        owning.addMember((int) event.universe(), event.user(), event.account());
    }

    @Override
    public void onMessagePosted(long sequence, MessagePostedDecoder event) {
        String text = Names.text(event.buffer(), event.limit(), event.textLength());
        Message message = new Message((int) event.universe(), text, store.timeNanos, sequence);
        owning.say(message);
        touched.messages.add(message);
    }

    @Override
    public void onCodeIssued(long sequence, CodeIssuedDecoder event) {
        owning.reserve(
                event.codeId(),
                new Owning.Reservation(event.issuer(), (int) event.asset(), event.amount()));
    }

    @Override
    public void onCodeEnded(long sequence, CodeEndedDecoder event) {
        owning.endReservation(event.codeId());
    }

    @Override
    public void onAccountStatusChanged(long sequence, AccountStatusChangedDecoder event) {
        owning.setStatus(event.account(), event.status());
    }

    @Override
    public void onProfileChanged(long sequence, ProfileChangedDecoder event) {
        String name = Names.text(event.buffer(), event.limit(), event.displayNameLength());
        owning.setProfile(event.account(), new Profile(event.colour(), name));
    }
}
