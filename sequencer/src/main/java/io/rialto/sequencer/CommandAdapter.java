package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Engine;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.Outcome;
import io.rialto.engine.Preview;
import io.rialto.protocol.ActivateRulesDecoder;
import io.rialto.protocol.BootstrapDecoder;
import io.rialto.protocol.BustTradeDecoder;
import io.rialto.protocol.CommandHeaderDecoder;
import io.rialto.protocol.CorrectSettlementDecoder;
import io.rialto.protocol.CreateAccountDecoder;
import io.rialto.protocol.CreateAssetDecoder;
import io.rialto.protocol.CreateMarketDecoder;
import io.rialto.protocol.IssueDecoder;
import io.rialto.protocol.IssueTokenDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OpenGatewayDecoder;
import io.rialto.protocol.PreviewBracketDecoder;
import io.rialto.protocol.PreviewConditionalOrderDecoder;
import io.rialto.protocol.PreviewManagedOrderDecoder;
import io.rialto.protocol.PreviewOrderDecoder;
import io.rialto.protocol.RevokeTokenDecoder;
import io.rialto.protocol.SetAdministratorDecoder;
import io.rialto.protocol.SetMarketFeesDecoder;
import io.rialto.protocol.SetMarketStatusDecoder;
import io.rialto.protocol.SetMarketViewerDecoder;
import io.rialto.protocol.SetMarketVisibilityDecoder;
import io.rialto.protocol.SetSelfTradeGroupDecoder;
import io.rialto.protocol.VoidMarketDecoder;
import io.rialto.protocol.WithdrawDecoder;
import io.rialto.protocol.WithdrawMarketDecoder;

import org.agrona.DirectBuffer;

/**
 * Decodes commands and calls the engine. Whatever the bytes are, it does not throw: what is no
 * command of this schema version, or has a number where an enum or a flag has no such value, is
 * denied as COMMAND_UNKNOWN, so that its gateway can go on; a field that can be read is judged by
 * the engine. Owned by the engine's thread; commands about orders allocate nothing.
 */
final class CommandAdapter {
    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int VERSION = MessageHeaderDecoder.SCHEMA_VERSION;
    private static final int FLAG_SUDO = 1;

    private final Engine engine;
    private final OrderAdapter orders;
    private final MarketAdapter markets;
    private final AccountAdapter accounts;
    private final OutcomeAdapter outcomes;
    private final FundAdapter funds;
    private final ProtectionAdapter protections;
    private final OptionAdapter options;
    private final ItemAdapter items;
    private final CommandForm form = new CommandForm();
    private final CommandHeader header = new CommandHeader();
    private final Outcome outcome = new Outcome();
    private final Preview preview = new Preview();

    private final CommandHeaderDecoder commandHeader = new CommandHeaderDecoder();
    private final OpenGatewayDecoder openGateway = new OpenGatewayDecoder();
    private final BootstrapDecoder bootstrap = new BootstrapDecoder();
    private final CreateAssetDecoder createAsset = new CreateAssetDecoder();
    private final CreateAccountDecoder createAccount = new CreateAccountDecoder();
    private final SetAdministratorDecoder setAdministrator = new SetAdministratorDecoder();
    private final IssueTokenDecoder issueToken = new IssueTokenDecoder();
    private final RevokeTokenDecoder revokeToken = new RevokeTokenDecoder();
    private final CreateMarketDecoder createMarket = new CreateMarketDecoder();
    private final SetMarketStatusDecoder setMarketStatus = new SetMarketStatusDecoder();
    private final SetMarketFeesDecoder setMarketFees = new SetMarketFeesDecoder();
    private final IssueDecoder issue = new IssueDecoder();
    private final WithdrawDecoder withdraw = new WithdrawDecoder();
    private final SetSelfTradeGroupDecoder setSelfTradeGroup = new SetSelfTradeGroupDecoder();
    private final ActivateRulesDecoder activateRules = new ActivateRulesDecoder();

    private final CorrectionAdapter corrections;
    private boolean isKnown;
    private boolean isPreview;

    CommandAdapter(Engine engine) {
        this.engine = engine;
        orders = new OrderAdapter(engine);
        markets = new MarketAdapter(engine);
        accounts = new AccountAdapter(engine, form, outcome);
        outcomes = new OutcomeAdapter(engine, form);
        funds = new FundAdapter(engine, form);
        corrections = new CorrectionAdapter(engine, form);
        protections = new ProtectionAdapter(engine, form);
        options = new OptionAdapter(engine, form);
        items = new ItemAdapter(engine, form);
    }

    /**
     * Reads the headers of a command.
     *
     * @return false when there are none: then nobody is to be answered
     */
    boolean begin(DirectBuffer command, int offset, int length) {
        if (!CommandForm.hasHeaders(length)) {
            return false;
        }
        isKnown = form.read(command, offset, length);
        CommandHeaderDecoder from = commandHeader;
        from.wrap(command, offset + BODY);
        int flags = from.flags();
        isKnown &= (flags & ~FLAG_SUDO) == 0 && from.reserved() == 0;
        header.template = form.template();
        header.universe = (int) from.universe();
        header.sudo = (flags & FLAG_SUDO) != 0;
        header.gatewayId = (int) from.gatewayId();
        header.gatewayEpoch = (int) from.gatewayEpoch();
        header.gatewayNumber = from.gatewayNumber();
        header.sessionId = from.sessionId();
        header.actor = from.actor();
        header.account = from.account();
        header.keyHigh = from.keyHigh();
        header.keyLow = from.keyLow();
        header.payloadHash = from.payloadHash();
        return true;
    }

    /** Does the command whose headers were read. */
    void apply(DirectBuffer command, int offset) {
        isPreview = isKnown
                && (header.template == PreviewOrderDecoder.TEMPLATE_ID
                        || header.template == PreviewConditionalOrderDecoder.TEMPLATE_ID
                        || header.template == PreviewManagedOrderDecoder.TEMPLATE_ID
                        || header.template == PreviewBracketDecoder.TEMPLATE_ID);
        if (!isKnown || !dispatch(command, offset + BODY)) {
            isPreview = false;
            engine.rejectUnknown(header, outcome);
        }
    }

    CommandHeader header() {
        return header;
    }

    CommandForm form() {
        return form;
    }

    /** What became of the command. */
    Outcome outcome() {
        return outcome;
    }

    /** Whether it was a preview, and {@link #preview} says what of. */
    boolean isPreview() {
        return isPreview;
    }

    Preview preview() {
        return preview;
    }

    /** Calls the engine unless a field has no such value. */
    private boolean dispatch(DirectBuffer command, int body) {
        return switch (header.template) {
            case OpenGatewayDecoder.TEMPLATE_ID -> openGateway(command, body);
            case BootstrapDecoder.TEMPLATE_ID -> bootstrap(command, body);
            case CreateAssetDecoder.TEMPLATE_ID -> createAsset(command, body);
            case CreateAccountDecoder.TEMPLATE_ID -> createAccount(command, body);
            case SetAdministratorDecoder.TEMPLATE_ID -> setAdministrator(command, body);
            case IssueTokenDecoder.TEMPLATE_ID -> issueToken(command, body);
            case RevokeTokenDecoder.TEMPLATE_ID -> revokeToken(command, body);
            case CreateMarketDecoder.TEMPLATE_ID -> createMarket(command, body);
            case SetMarketStatusDecoder.TEMPLATE_ID -> setMarketStatus(command, body);
            case SetMarketFeesDecoder.TEMPLATE_ID -> setMarketFees(command, body);
            case IssueDecoder.TEMPLATE_ID -> issue(command, body);
            case WithdrawDecoder.TEMPLATE_ID -> withdraw(command, body);
            case SetSelfTradeGroupDecoder.TEMPLATE_ID -> setSelfTradeGroup(command, body);
            case ActivateRulesDecoder.TEMPLATE_ID -> activateRules(command, body);
            case SetMarketVisibilityDecoder.TEMPLATE_ID, SetMarketViewerDecoder.TEMPLATE_ID ->
                markets.dispatch(header, command, body, form.text(command), outcome);
            case BustTradeDecoder.TEMPLATE_ID,
                    VoidMarketDecoder.TEMPLATE_ID,
                    CorrectSettlementDecoder.TEMPLATE_ID,
                    WithdrawMarketDecoder.TEMPLATE_ID ->
                corrections.dispatch(header, command, body, outcome);
            default ->
                AccountAdapter.knows(header.template)
                        ? engine.hasMoreCommands() && accounts.dispatch(header, command, body)
                        : orders.dispatch(header, command, body, outcome, preview)
                                || outcomes.dispatch(header, command, body, outcome)
                                || funds.dispatch(header, command, body, outcome)
                                || protections.dispatch(header, command, body, outcome)
                                || options.dispatch(header, command, body, outcome)
                                || items.dispatch(header, command, body, outcome);
        };
    }

    private boolean openGateway(DirectBuffer command, int body) {
        openGateway.wrap(command, body, OpenGatewayDecoder.BLOCK_LENGTH, VERSION);
        engine.openGateway(header, openGateway.instanceHigh(), openGateway.instanceLow(), outcome);
        return true;
    }

    private boolean bootstrap(DirectBuffer command, int body) {
        bootstrap.wrap(command, body, BootstrapDecoder.BLOCK_LENGTH, VERSION);
        byte[] hash = new byte[BootstrapDecoder.tokenHashLength()];
        bootstrap.getTokenHash(hash, 0, hash.length);
        engine.bootstrap(
                header,
                bootstrap.personHigh(),
                bootstrap.personLow(),
                hash,
                form.text(command),
                outcome);
        return true;
    }

    private boolean createAsset(DirectBuffer command, int body) {
        createAsset.wrap(command, body, CreateAssetDecoder.BLOCK_LENGTH, VERSION);
        engine.createAsset(
                header,
                WireText.symbol(
                        command,
                        body + CreateAssetDecoder.symbolEncodingOffset(),
                        CreateAssetDecoder.symbolEncodingLength()),
                createAsset.scale(),
                createAsset.displayScale(),
                outcome);
        return true;
    }

    private boolean createAccount(DirectBuffer command, int body) {
        createAccount.wrap(command, body, CreateAccountDecoder.BLOCK_LENGTH, VERSION);
        engine.createAccount(
                header,
                createAccount.personHigh(),
                createAccount.personLow(),
                createAccount.selfTradeGroup(),
                form.text(command),
                outcome);
        return true;
    }

    private boolean setAdministrator(DirectBuffer command, int body) {
        setAdministrator.wrap(command, body, SetAdministratorDecoder.BLOCK_LENGTH, VERSION);
        int administrator = setAdministrator.administrator();
        if (!WireNumber.isFlag(administrator)) {
            return false;
        }
        engine.setAdministrator(header, administrator == 1, outcome);
        return true;
    }

    private boolean issueToken(DirectBuffer command, int body) {
        issueToken.wrap(command, body, IssueTokenDecoder.BLOCK_LENGTH, VERSION);
        byte[] hash = new byte[IssueTokenDecoder.tokenHashLength()];
        issueToken.getTokenHash(hash, 0, hash.length);
        engine.issueToken(header, hash, issueToken.expiresAt(), form.text(command), outcome);
        return true;
    }

    private boolean revokeToken(DirectBuffer command, int body) {
        revokeToken.wrap(command, body, RevokeTokenDecoder.BLOCK_LENGTH, VERSION);
        engine.revokeToken(header, revokeToken.tokenId(), outcome);
        return true;
    }

    private boolean createMarket(DirectBuffer command, int body) {
        CreateMarketDecoder from = createMarket;
        from.wrap(command, body, CreateMarketDecoder.BLOCK_LENGTH, VERSION);
        int prevention = from.selfTradePreventionRaw();
        int status = from.statusRaw();
        if (!WireNumber.isPrevention(prevention) || !WireNumber.isMarketStatus(status)) {
            return false;
        }
        MarketSpec spec = new MarketSpec(
                WireText.symbol(
                        command,
                        body + CreateMarketDecoder.symbolEncodingOffset(),
                        CreateMarketDecoder.symbolEncodingLength()),
                (int) from.baseAsset(),
                (int) from.quoteAsset(),
                from.tick(),
                from.lot(),
                from.priceMaximum(),
                from.quantityMinimum(),
                from.quantityMaximum(),
                from.notionalMinimum(),
                from.notionalMaximum(),
                from.positionMaximum(),
                from.referencePrice(),
                from.priceBandPpm(),
                from.protectionPpm(),
                (int) from.openOrdersAccountMax(),
                (int) from.openOrdersMarketMax(),
                from.makerFeePpm(),
                from.takerFeePpm(),
                WireNumber.prevention(prevention),
                MarketStatus.of(status));
        engine.createMarket(header, spec, outcome);
        return true;
    }

    private boolean setMarketStatus(DirectBuffer command, int body) {
        setMarketStatus.wrap(command, body, SetMarketStatusDecoder.BLOCK_LENGTH, VERSION);
        int status = setMarketStatus.statusRaw();
        if (!WireNumber.isMarketStatus(status)) {
            return false;
        }
        engine.setMarketStatus(
                header,
                setMarketStatus.market(),
                MarketStatus.of(status),
                form.text(command),
                outcome);
        return true;
    }

    private boolean setMarketFees(DirectBuffer command, int body) {
        setMarketFees.wrap(command, body, SetMarketFeesDecoder.BLOCK_LENGTH, VERSION);
        engine.setMarketFees(
                header,
                setMarketFees.market(),
                setMarketFees.makerFeePpm(),
                setMarketFees.takerFeePpm(),
                outcome);
        return true;
    }

    private boolean issue(DirectBuffer command, int body) {
        issue.wrap(command, body, IssueDecoder.BLOCK_LENGTH, VERSION);
        engine.issue(header, (int) issue.asset(), issue.amount(), form.text(command), outcome);
        return true;
    }

    private boolean withdraw(DirectBuffer command, int body) {
        withdraw.wrap(command, body, WithdrawDecoder.BLOCK_LENGTH, VERSION);
        engine.withdraw(
                header, (int) withdraw.asset(), withdraw.amount(), form.text(command), outcome);
        return true;
    }

    private boolean setSelfTradeGroup(DirectBuffer command, int body) {
        setSelfTradeGroup.wrap(command, body, SetSelfTradeGroupDecoder.BLOCK_LENGTH, VERSION);
        engine.setSelfTradeGroup(header, setSelfTradeGroup.selfTradeGroup(), outcome);
        return true;
    }

    private boolean activateRules(DirectBuffer command, int body) {
        activateRules.wrap(command, body, ActivateRulesDecoder.BLOCK_LENGTH, VERSION);
        engine.activateRules(header, (int) activateRules.rulesVersion(), outcome);
        return true;
    }
}
