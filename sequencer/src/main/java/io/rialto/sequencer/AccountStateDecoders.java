package io.rialto.sequencer;

import io.rialto.engine.AccountStates;
import io.rialto.engine.AccountStatus;
import io.rialto.engine.Cohort;
import io.rialto.engine.MarketCreators;
import io.rialto.protocol.AccountCountersDecoder;
import io.rialto.protocol.AccountStatusStateDecoder;
import io.rialto.protocol.CodeStateDecoder;
import io.rialto.protocol.CohortStateDecoder;
import io.rialto.protocol.CreditStateDecoder;
import io.rialto.protocol.MemberStateDecoder;
import io.rialto.protocol.OwnershipStateDecoder;
import io.rialto.protocol.ProfileStateDecoder;
import io.rialto.protocol.UniverseStateDecoder;

import org.agrona.DirectBuffer;

/** Decodes the records of owning, sharing and universes of a snapshot. */
final class AccountStateDecoders {
    private final AccountStates sink;
    private final AccountCountersDecoder accountCounters = new AccountCountersDecoder();
    private final UniverseStateDecoder universeState = new UniverseStateDecoder();
    private final CohortStateDecoder cohortState = new CohortStateDecoder();
    private final MemberStateDecoder memberState = new MemberStateDecoder();
    private final OwnershipStateDecoder ownershipState = new OwnershipStateDecoder();
    private final CreditStateDecoder creditState = new CreditStateDecoder();
    private final CodeStateDecoder codeState = new CodeStateDecoder();
    private final AccountStatusStateDecoder accountStatusState = new AccountStatusStateDecoder();
    private final ProfileStateDecoder profileState = new ProfileStateDecoder();

    AccountStateDecoders(AccountStates sink) {
        this.sink = sink;
    }

    /** Whether the template is one of these records. */
    static boolean knows(int template) {
        return template >= AccountCountersDecoder.TEMPLATE_ID
                && template <= ProfileStateDecoder.TEMPLATE_ID;
    }

    /** Bytes of the fixed fields of one of these records. */
    static int blockLength(int template) {
        return switch (template) {
            case AccountCountersDecoder.TEMPLATE_ID -> AccountCountersDecoder.BLOCK_LENGTH;
            case UniverseStateDecoder.TEMPLATE_ID -> UniverseStateDecoder.BLOCK_LENGTH;
            case CohortStateDecoder.TEMPLATE_ID -> CohortStateDecoder.BLOCK_LENGTH;
            case MemberStateDecoder.TEMPLATE_ID -> MemberStateDecoder.BLOCK_LENGTH;
            case OwnershipStateDecoder.TEMPLATE_ID -> OwnershipStateDecoder.BLOCK_LENGTH;
            case CreditStateDecoder.TEMPLATE_ID -> CreditStateDecoder.BLOCK_LENGTH;
            case CodeStateDecoder.TEMPLATE_ID -> CodeStateDecoder.BLOCK_LENGTH;
            case AccountStatusStateDecoder.TEMPLATE_ID -> AccountStatusStateDecoder.BLOCK_LENGTH;
            case ProfileStateDecoder.TEMPLATE_ID -> ProfileStateDecoder.BLOCK_LENGTH;
            default -> throw new IllegalArgumentException("no record of accounts: " + template);
        };
    }

    /** Whether one of these records ends with a text. */
    static boolean hasText(int template) {
        return template == UniverseStateDecoder.TEMPLATE_ID
                || template == ProfileStateDecoder.TEMPLATE_ID;
    }

    /** Decodes a record whose length was checked; {@code text} is what it ends with. */
    void decode(int template, DirectBuffer buffer, int body, int version, String text) {
        switch (template) {
            case AccountCountersDecoder.TEMPLATE_ID -> accountCounters(buffer, body, version);
            case UniverseStateDecoder.TEMPLATE_ID -> universe(buffer, body, version, text);
            case CohortStateDecoder.TEMPLATE_ID -> cohort(buffer, body, version);
            case MemberStateDecoder.TEMPLATE_ID -> member(buffer, body, version);
            case OwnershipStateDecoder.TEMPLATE_ID -> ownership(buffer, body, version);
            case CreditStateDecoder.TEMPLATE_ID -> credit(buffer, body, version);
            case CodeStateDecoder.TEMPLATE_ID -> code(buffer, body, version);
            case AccountStatusStateDecoder.TEMPLATE_ID -> accountStatus(buffer, body, version);
            case ProfileStateDecoder.TEMPLATE_ID -> profile(buffer, body, version, text);
            default -> throw new IllegalArgumentException("no record of accounts: " + template);
        }
    }

    private void accountCounters(DirectBuffer buffer, int body, int version) {
        AccountCountersDecoder from = accountCounters;
        from.wrap(buffer, body, AccountCountersDecoder.BLOCK_LENGTH, version);
        sink.accountCounters((int) from.nextUniverse(), from.nextTransfer(), from.nextCode());
    }

    private void universe(DirectBuffer buffer, int body, int version, String text) {
        UniverseStateDecoder from = universeState;
        from.wrap(buffer, body, UniverseStateDecoder.BLOCK_LENGTH, version);
        sink.universe((int) from.universe(), from.owner(), text);
    }

    private void cohort(DirectBuffer buffer, int body, int version) {
        CohortStateDecoder from = cohortState;
        from.wrap(buffer, body, CohortStateDecoder.BLOCK_LENGTH, version);
        sink.cohort(
                (int) from.universe(),
                new Cohort(
                        (int) from.asset(),
                        from.startingBalance(),
                        (int) from.reportingAsset(),
                        from.auctions() != 0,
                        from.readOnly() != 0,
                        MarketCreators.of(from.marketCreatorsRaw())));
    }

    private void member(DirectBuffer buffer, int body, int version) {
        MemberStateDecoder from = memberState;
        from.wrap(buffer, body, MemberStateDecoder.BLOCK_LENGTH, version);
        sink.member((int) from.universe(), from.user(), from.account());
    }

    private void ownership(DirectBuffer buffer, int body, int version) {
        OwnershipStateDecoder from = ownershipState;
        from.wrap(buffer, body, OwnershipStateDecoder.BLOCK_LENGTH, version);
        sink.ownership(from.account(), from.owner(), from.stake());
    }

    private void credit(DirectBuffer buffer, int body, int version) {
        CreditStateDecoder from = creditState;
        from.wrap(buffer, body, CreditStateDecoder.BLOCK_LENGTH, version);
        sink.credit(from.account(), (int) from.asset(), from.owner(), from.credit());
    }

    private void code(DirectBuffer buffer, int body, int version) {
        CodeStateDecoder from = codeState;
        from.wrap(buffer, body, CodeStateDecoder.BLOCK_LENGTH, version);
        byte[] hash = new byte[CodeStateDecoder.codeHashLength()];
        from.getCodeHash(hash, 0, hash.length);
        sink.code(
                from.codeId(),
                from.issuer(),
                hash,
                (int) from.asset(),
                from.amount(),
                from.expiresAt(),
                from.claimant());
    }

    private void accountStatus(DirectBuffer buffer, int body, int version) {
        AccountStatusStateDecoder from = accountStatusState;
        from.wrap(buffer, body, AccountStatusStateDecoder.BLOCK_LENGTH, version);
        sink.accountStatus(from.account(), AccountStatus.of(from.statusRaw()));
    }

    private void profile(DirectBuffer buffer, int body, int version, String text) {
        ProfileStateDecoder from = profileState;
        from.wrap(buffer, body, ProfileStateDecoder.BLOCK_LENGTH, version);
        sink.profile(from.account(), from.colour(), text);
    }
}
