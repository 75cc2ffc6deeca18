package io.rialto.sequencer;

import io.rialto.engine.OptionEvents;
import io.rialto.engine.OptionTerms;
import io.rialto.protocol.OptionContractChangedEncoder;
import io.rialto.protocol.OptionCreatedEncoder;
import io.rialto.protocol.OptionExercisedEncoder;

import org.agrona.MutableDirectBuffer;

/** Encodes what happens to options. Owned by the engine's thread. */
abstract class OptionEventPublisher extends ProtectionEventPublisher implements OptionEvents {
    private final FrameWriter frames;
    private final MutableDirectBuffer buffer;
    private final OptionCreatedEncoder created = new OptionCreatedEncoder();
    private final OptionContractChangedEncoder changed = new OptionContractChangedEncoder();
    private final OptionExercisedEncoder exercised = new OptionExercisedEncoder();

    OptionEventPublisher(FrameWriter frames) {
        super(frames);
        this.frames = frames;
        buffer = frames.buffer();
    }

    @Override
    public void optionCreated(long market, OptionTerms terms) {
        int body = event(OptionCreatedEncoder.BLOCK_LENGTH, OptionCreatedEncoder.TEMPLATE_ID);
        created.wrap(buffer, body)
                .market(market)
                .underlying(terms.underlying())
                .call(WireNumber.of(terms.call()))
                .strike(terms.strike())
                .expiresAt(terms.expiresAt());
    }

    @Override
    public void optionContractChanged(
            long market, long contract, long holder, long writer, long quantity) {
        int body = event(
                OptionContractChangedEncoder.BLOCK_LENGTH,
                OptionContractChangedEncoder.TEMPLATE_ID);
        changed.wrap(buffer, body)
                .market(market)
                .contract(contract)
                .holder(holder)
                .writer(writer)
                .quantity(quantity);
    }

    @Override
    public void optionExercised(
            long market, long contract, long holder, long writer, long quantity, long paid) {
        int body = event(OptionExercisedEncoder.BLOCK_LENGTH, OptionExercisedEncoder.TEMPLATE_ID);
        exercised
                .wrap(buffer, body)
                .market(market)
                .contract(contract)
                .holder(holder)
                .writer(writer)
                .quantity(quantity)
                .paid(paid);
    }

    private int event(int blockLength, int templateId) {
        return frames.event(FrameWriter.header(blockLength, templateId), blockLength);
    }
}
