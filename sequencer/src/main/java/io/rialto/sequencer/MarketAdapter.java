package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Engine;
import io.rialto.engine.Outcome;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.SetMarketViewerDecoder;
import io.rialto.protocol.SetMarketVisibilityDecoder;

import org.agrona.DirectBuffer;

/** Decodes the commands about who may know of a market, and calls the engine. */
final class MarketAdapter {
    private static final int VERSION = MessageHeaderDecoder.SCHEMA_VERSION;

    private final Engine engine;
    private final SetMarketVisibilityDecoder setVisibility = new SetMarketVisibilityDecoder();
    private final SetMarketViewerDecoder setViewer = new SetMarketViewerDecoder();

    MarketAdapter(Engine engine) {
        this.engine = engine;
    }

    /** Calls the engine unless the rules in force do not know the command, or a flag is none. */
    boolean dispatch(
            CommandHeader header, DirectBuffer command, int body, String reason, Outcome outcome) {
        if (!engine.hasMoreCommands()) {
            return false;
        }
        return header.template == SetMarketVisibilityDecoder.TEMPLATE_ID
                ? setVisibility(header, command, body, reason, outcome)
                : setViewer(header, command, body, reason, outcome);
    }

    private boolean setVisibility(
            CommandHeader header, DirectBuffer command, int body, String reason, Outcome outcome) {
        SetMarketVisibilityDecoder from = setVisibility;
        from.wrap(command, body, SetMarketVisibilityDecoder.BLOCK_LENGTH, VERSION);
        int restricted = from.restricted();
        int hides = from.hidesAccounts();
        if (!WireNumber.isFlag(restricted) || !WireNumber.isFlag(hides)) {
            return false;
        }
        engine.visibility()
                .setVisibility(header, from.market(), restricted == 1, hides == 1, reason, outcome);
        return true;
    }

    private boolean setViewer(
            CommandHeader header, DirectBuffer command, int body, String reason, Outcome outcome) {
        setViewer.wrap(command, body, SetMarketViewerDecoder.BLOCK_LENGTH, VERSION);
        int visible = setViewer.visible();
        if (!WireNumber.isFlag(visible)) {
            return false;
        }
        engine.visibility().setViewer(header, setViewer.market(), visible == 1, reason, outcome);
        return true;
    }
}
