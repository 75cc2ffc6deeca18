package io.rialto.sequencer;

import io.rialto.engine.AccountCommands;
import io.rialto.engine.AccountStatus;
import io.rialto.engine.Cohort;
import io.rialto.engine.CommandHeader;
import io.rialto.engine.Engine;
import io.rialto.engine.MarketCreators;
import io.rialto.engine.Outcome;
import io.rialto.protocol.ClaimCodeDecoder;
import io.rialto.protocol.CreateAltAccountDecoder;
import io.rialto.protocol.CreateUniverseAccountDecoder;
import io.rialto.protocol.CreateUniverseDecoder;
import io.rialto.protocol.GiftDecoder;
import io.rialto.protocol.IssueCodeDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.PostMessageDecoder;
import io.rialto.protocol.ResetUniverseDecoder;
import io.rialto.protocol.RevokeOwnerDecoder;
import io.rialto.protocol.SetAccountStatusDecoder;
import io.rialto.protocol.SetCohortDecoder;
import io.rialto.protocol.SetProfileDecoder;
import io.rialto.protocol.ShareAccountDecoder;
import io.rialto.protocol.TransferDecoder;

import org.agrona.DirectBuffer;

/** Decodes the commands of owning, sharing and moving money, and of universes. */
final class AccountAdapter {
    private static final int VERSION = MessageHeaderDecoder.SCHEMA_VERSION;

    private final Engine engine;
    private final CommandForm form;
    private final Outcome outcome;
    private final CreateAltAccountDecoder createAltAccount = new CreateAltAccountDecoder();
    private final ShareAccountDecoder shareAccount = new ShareAccountDecoder();
    private final RevokeOwnerDecoder revokeOwner = new RevokeOwnerDecoder();
    private final SetAccountStatusDecoder setAccountStatus = new SetAccountStatusDecoder();
    private final TransferDecoder transfer = new TransferDecoder();
    private final GiftDecoder gift = new GiftDecoder();
    private final CreateUniverseDecoder createUniverse = new CreateUniverseDecoder();
    private final CreateUniverseAccountDecoder createUniverseAccount =
            new CreateUniverseAccountDecoder();
    private final IssueCodeDecoder issueCode = new IssueCodeDecoder();
    private final ClaimCodeDecoder claimCode = new ClaimCodeDecoder();
    private final SetCohortDecoder setCohort = new SetCohortDecoder();
    private final ResetUniverseDecoder resetUniverse = new ResetUniverseDecoder();
    private final PostMessageDecoder postMessage = new PostMessageDecoder();
    private final SetProfileDecoder setProfile = new SetProfileDecoder();

    AccountAdapter(Engine engine, CommandForm form, Outcome outcome) {
        this.engine = engine;
        this.form = form;
        this.outcome = outcome;
    }

    /** Whether the template is one of these commands. */
    static boolean knows(int template) {
        return template >= CreateAltAccountDecoder.TEMPLATE_ID
                && template <= SetProfileDecoder.TEMPLATE_ID;
    }

    /** Bytes of the fixed fields of one of these commands. */
    static int blockLength(int template) {
        return switch (template) {
            case CreateAltAccountDecoder.TEMPLATE_ID -> CreateAltAccountDecoder.BLOCK_LENGTH;
            case ShareAccountDecoder.TEMPLATE_ID -> ShareAccountDecoder.BLOCK_LENGTH;
            case RevokeOwnerDecoder.TEMPLATE_ID -> RevokeOwnerDecoder.BLOCK_LENGTH;
            case SetAccountStatusDecoder.TEMPLATE_ID -> SetAccountStatusDecoder.BLOCK_LENGTH;
            case TransferDecoder.TEMPLATE_ID -> TransferDecoder.BLOCK_LENGTH;
            case GiftDecoder.TEMPLATE_ID -> GiftDecoder.BLOCK_LENGTH;
            case CreateUniverseDecoder.TEMPLATE_ID -> CreateUniverseDecoder.BLOCK_LENGTH;
            case CreateUniverseAccountDecoder.TEMPLATE_ID ->
                CreateUniverseAccountDecoder.BLOCK_LENGTH;
            case IssueCodeDecoder.TEMPLATE_ID -> IssueCodeDecoder.BLOCK_LENGTH;
            case ClaimCodeDecoder.TEMPLATE_ID -> ClaimCodeDecoder.BLOCK_LENGTH;
            case SetCohortDecoder.TEMPLATE_ID -> SetCohortDecoder.BLOCK_LENGTH;
            case ResetUniverseDecoder.TEMPLATE_ID -> ResetUniverseDecoder.BLOCK_LENGTH;
            case PostMessageDecoder.TEMPLATE_ID -> PostMessageDecoder.BLOCK_LENGTH;
            case SetProfileDecoder.TEMPLATE_ID -> SetProfileDecoder.BLOCK_LENGTH;
            default -> throw new IllegalArgumentException("no command of accounts: " + template);
        };
    }

    /** Whether one of these commands has a text. */
    static boolean hasText(int template) {
        return switch (template) {
            case ShareAccountDecoder.TEMPLATE_ID,
                    RevokeOwnerDecoder.TEMPLATE_ID,
                    ClaimCodeDecoder.TEMPLATE_ID,
                    SetCohortDecoder.TEMPLATE_ID -> false;
            default -> true;
        };
    }

    /** Calls the engine unless a field has no such value. */
    boolean dispatch(CommandHeader header, DirectBuffer command, int body) {
        AccountCommands accounts = engine.accounts();
        return switch (header.template) {
            case CreateAltAccountDecoder.TEMPLATE_ID ->
                createAltAccount(accounts, header, command, body);
            case ShareAccountDecoder.TEMPLATE_ID -> shareAccount(accounts, header, command, body);
            case RevokeOwnerDecoder.TEMPLATE_ID -> revokeOwner(accounts, header, command, body);
            case SetAccountStatusDecoder.TEMPLATE_ID ->
                setAccountStatus(accounts, header, command, body);
            case TransferDecoder.TEMPLATE_ID -> transfer(accounts, header, command, body);
            case GiftDecoder.TEMPLATE_ID -> gift(accounts, header, command, body);
            case CreateUniverseDecoder.TEMPLATE_ID ->
                createUniverse(accounts, header, command, body);
            case CreateUniverseAccountDecoder.TEMPLATE_ID ->
                createUniverseAccount(accounts, header, command, body);
            case IssueCodeDecoder.TEMPLATE_ID -> issueCode(accounts, header, command, body);
            case ClaimCodeDecoder.TEMPLATE_ID -> claimCode(accounts, header, command, body);
            case SetCohortDecoder.TEMPLATE_ID -> setCohort(accounts, header, command, body);
            case ResetUniverseDecoder.TEMPLATE_ID -> resetUniverse(accounts, header, command, body);
            case PostMessageDecoder.TEMPLATE_ID -> postMessage(accounts, header, command, body);
            case SetProfileDecoder.TEMPLATE_ID -> setProfile(accounts, header, command, body);
            default -> false;
        };
    }

    private boolean createAltAccount(
            AccountCommands accounts, CommandHeader header, DirectBuffer command, int body) {
        CreateAltAccountDecoder from = createAltAccount;
        from.wrap(command, body, CreateAltAccountDecoder.BLOCK_LENGTH, VERSION);
        accounts.createAlt(header, form.text(command), outcome);
        return true;
    }

    private boolean shareAccount(
            AccountCommands accounts, CommandHeader header, DirectBuffer command, int body) {
        ShareAccountDecoder from = shareAccount;
        from.wrap(command, body, ShareAccountDecoder.BLOCK_LENGTH, VERSION);
        accounts.share(header, from.owner(), outcome);
        return true;
    }

    private boolean revokeOwner(
            AccountCommands accounts, CommandHeader header, DirectBuffer command, int body) {
        RevokeOwnerDecoder from = revokeOwner;
        from.wrap(command, body, RevokeOwnerDecoder.BLOCK_LENGTH, VERSION);
        if (!WireNumber.isFlag(from.redistribute())) {
            return false;
        }
        accounts.revokeOwner(header, from.owner(), from.redistribute() == 1, outcome);
        return true;
    }

    private boolean setAccountStatus(
            AccountCommands accounts, CommandHeader header, DirectBuffer command, int body) {
        SetAccountStatusDecoder from = setAccountStatus;
        from.wrap(command, body, SetAccountStatusDecoder.BLOCK_LENGTH, VERSION);
        if (!WireNumber.isAccountStatus(from.statusRaw())) {
            return false;
        }
        accounts.setStatus(header, AccountStatus.of(from.statusRaw()), form.text(command), outcome);
        return true;
    }

    private boolean transfer(
            AccountCommands accounts, CommandHeader header, DirectBuffer command, int body) {
        TransferDecoder from = transfer;
        from.wrap(command, body, TransferDecoder.BLOCK_LENGTH, VERSION);
        accounts.transfer(
                header,
                from.recipient(),
                (int) from.asset(),
                from.amount(),
                form.text(command),
                outcome);
        return true;
    }

    private boolean gift(
            AccountCommands accounts, CommandHeader header, DirectBuffer command, int body) {
        GiftDecoder from = gift;
        from.wrap(command, body, GiftDecoder.BLOCK_LENGTH, VERSION);
        accounts.gift(header, (int) from.asset(), from.amount(), form.text(command), outcome);
        return true;
    }

    private boolean createUniverse(
            AccountCommands accounts, CommandHeader header, DirectBuffer command, int body) {
        CreateUniverseDecoder from = createUniverse;
        from.wrap(command, body, CreateUniverseDecoder.BLOCK_LENGTH, VERSION);
        accounts.createUniverse(header, form.text(command), outcome);
        return true;
    }

    private boolean createUniverseAccount(
            AccountCommands accounts, CommandHeader header, DirectBuffer command, int body) {
        CreateUniverseAccountDecoder from = createUniverseAccount;
        from.wrap(command, body, CreateUniverseAccountDecoder.BLOCK_LENGTH, VERSION);
        accounts.createUniverseAccount(
                header,
                from.user(),
                (int) from.asset(),
                from.amount(),
                form.text(command),
                outcome);
        return true;
    }

    private boolean issueCode(
            AccountCommands accounts, CommandHeader header, DirectBuffer command, int body) {
        IssueCodeDecoder from = issueCode;
        from.wrap(command, body, IssueCodeDecoder.BLOCK_LENGTH, VERSION);
        byte[] hash = new byte[IssueCodeDecoder.codeHashLength()];
        from.getCodeHash(hash, 0, hash.length);
        accounts.issueCode(
                header,
                hash,
                (int) from.asset(),
                from.amount(),
                from.expiresAt(),
                form.text(command),
                outcome);
        return true;
    }

    private boolean claimCode(
            AccountCommands accounts, CommandHeader header, DirectBuffer command, int body) {
        ClaimCodeDecoder from = claimCode;
        from.wrap(command, body, ClaimCodeDecoder.BLOCK_LENGTH, VERSION);
        byte[] hash = new byte[ClaimCodeDecoder.codeHashLength()];
        from.getCodeHash(hash, 0, hash.length);
        accounts.claimCode(header, hash, outcome);
        return true;
    }

    private boolean setCohort(
            AccountCommands accounts, CommandHeader header, DirectBuffer command, int body) {
        SetCohortDecoder from = setCohort;
        from.wrap(command, body, SetCohortDecoder.BLOCK_LENGTH, VERSION);
        if (!WireNumber.isFlag(from.auctions())
                || !WireNumber.isFlag(from.readOnly())
                || !WireNumber.isMarketCreators(from.marketCreatorsRaw())) {
            return false;
        }
        accounts.setCohort(
                header,
                new Cohort(
                        (int) from.asset(),
                        from.startingBalance(),
                        (int) from.reportingAsset(),
                        from.auctions() == 1,
                        from.readOnly() == 1,
                        MarketCreators.of(from.marketCreatorsRaw())),
                outcome);
        return true;
    }

    private boolean resetUniverse(
            AccountCommands accounts, CommandHeader header, DirectBuffer command, int body) {
        ResetUniverseDecoder from = resetUniverse;
        from.wrap(command, body, ResetUniverseDecoder.BLOCK_LENGTH, VERSION);
        accounts.resetUniverse(header, form.text(command), outcome);
        return true;
    }

    private boolean postMessage(
            AccountCommands accounts, CommandHeader header, DirectBuffer command, int body) {
        PostMessageDecoder from = postMessage;
        from.wrap(command, body, PostMessageDecoder.BLOCK_LENGTH, VERSION);
        accounts.postMessage(header, form.text(command), outcome);
        return true;
    }

    private boolean setProfile(
            AccountCommands accounts, CommandHeader header, DirectBuffer command, int body) {
        SetProfileDecoder from = setProfile;
        from.wrap(command, body, SetProfileDecoder.BLOCK_LENGTH, VERSION);
        accounts.setProfile(header, from.colour(), form.text(command), outcome);
        return true;
    }
}
