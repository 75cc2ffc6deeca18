package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Engine;
import io.rialto.engine.Outcome;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.UncrossMarketDecoder;

import org.agrona.DirectBuffer;

/** The commands about call auctions, for a {@link CommandAdapter}. */
final class AuctionAdapter {
    private final Engine engine;
    private final UncrossMarketDecoder uncrossMarket = new UncrossMarketDecoder();

    AuctionAdapter(Engine engine) {
        this.engine = engine;
    }

    /** Calls the engine if it is such a command. */
    boolean dispatch(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        if (header.template != UncrossMarketDecoder.TEMPLATE_ID) {
            return false;
        }
        uncrossMarket.wrap(
                command,
                body,
                UncrossMarketDecoder.BLOCK_LENGTH,
                MessageHeaderDecoder.SCHEMA_VERSION);
        engine.uncrossMarket(header, uncrossMarket.market(), outcome);
        return true;
    }
}
