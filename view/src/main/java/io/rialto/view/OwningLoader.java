package io.rialto.view;

import io.rialto.protocol.AccountCountersDecoder;
import io.rialto.protocol.AccountStatusStateDecoder;
import io.rialto.protocol.CodeStateDecoder;
import io.rialto.protocol.CohortStateDecoder;
import io.rialto.protocol.CreditStateDecoder;
import io.rialto.protocol.MemberStateDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OwnershipStateDecoder;
import io.rialto.protocol.ProfileStateDecoder;
import io.rialto.protocol.UniverseStateDecoder;

import org.agrona.DirectBuffer;

import java.util.Optional;

/** Takes from a state snapshot who owns what, and the universes. */
final class OwningLoader {
    private final Owning owning;
    private final CohortStateDecoder cohort = new CohortStateDecoder();
    private final UniverseStateDecoder universe = new UniverseStateDecoder();
    private final MemberStateDecoder member = new MemberStateDecoder();
    private final OwnershipStateDecoder ownership = new OwnershipStateDecoder();
    private final CreditStateDecoder credit = new CreditStateDecoder();
    private final CodeStateDecoder code = new CodeStateDecoder();
    private final AccountStatusStateDecoder status = new AccountStatusStateDecoder();
    private final ProfileStateDecoder profile = new ProfileStateDecoder();

    OwningLoader(Owning owning) {
        this.owning = owning;
    }

    /** Returns false when the header names no such record. */
    boolean load(MessageHeaderDecoder header, DirectBuffer buffer, int offset) {
        switch (header.templateId()) {
            case AccountCountersDecoder.TEMPLATE_ID -> {
                // Numbers that the engine gives: no view shows them.
            }
            case UniverseStateDecoder.TEMPLATE_ID -> {
                universe.wrapAndApplyHeader(buffer, offset, header);
                String name = Names.text(buffer, universe.limit(), universe.nameLength());
                owning.add(new UniverseInfo(
                        (int) universe.universe(), universe.owner(), name, Optional.empty()));
            }
            case CohortStateDecoder.TEMPLATE_ID -> loadCohort(header, buffer, offset);
            case MemberStateDecoder.TEMPLATE_ID -> {
                member.wrapAndApplyHeader(buffer, offset, header);
                owning.addMember((int) member.universe(), member.user(), member.account());
            }
            case OwnershipStateDecoder.TEMPLATE_ID -> {
                ownership.wrapAndApplyHeader(buffer, offset, header);
                owning.addOwner(ownership.account(), ownership.owner());
            }
            case CreditStateDecoder.TEMPLATE_ID -> {
                credit.wrapAndApplyHeader(buffer, offset, header);
                owning.setCredit(
                        credit.account(), (int) credit.asset(), credit.owner(), credit.credit());
            }
            case CodeStateDecoder.TEMPLATE_ID -> loadCode(header, buffer, offset);
            case AccountStatusStateDecoder.TEMPLATE_ID -> {
                status.wrapAndApplyHeader(buffer, offset, header);
                owning.setStatus(status.account(), status.status());
            }
            case ProfileStateDecoder.TEMPLATE_ID -> {
                profile.wrapAndApplyHeader(buffer, offset, header);
                String name = Names.text(buffer, profile.limit(), profile.displayNameLength());
                owning.setProfile(profile.account(), new Profile(profile.colour(), name));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void loadCohort(MessageHeaderDecoder header, DirectBuffer buffer, int offset) {
        cohort.wrapAndApplyHeader(buffer, offset, header);
        owning.setCohort(
                (int) cohort.universe(),
                new CohortInfo(
                        (int) cohort.asset(),
                        cohort.startingBalance(),
                        (int) cohort.reportingAsset(),
                        cohort.auctions() == 1,
                        cohort.readOnly() == 1,
                        cohort.marketCreators()));
    }

    private void loadCode(MessageHeaderDecoder header, DirectBuffer buffer, int offset) {
        code.wrapAndApplyHeader(buffer, offset, header);
        if (code.claimant() == 0) {
            owning.reserve(
                    code.codeId(),
                    new Owning.Reservation(code.issuer(), (int) code.asset(), code.amount()));
        }
    }
}
