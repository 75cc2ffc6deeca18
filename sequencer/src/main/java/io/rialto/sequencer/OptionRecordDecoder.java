package io.rialto.sequencer;

import io.rialto.engine.OptionStates;
import io.rialto.engine.OptionTerms;
import io.rialto.protocol.OptionContractStateDecoder;
import io.rialto.protocol.OptionStateDecoder;

import org.agrona.DirectBuffer;

/** Decodes the records of options in a snapshot. */
final class OptionRecordDecoder {
    private final OptionStateDecoder option = new OptionStateDecoder();
    private final OptionContractStateDecoder contract = new OptionContractStateDecoder();

    void option(DirectBuffer buffer, int body, OptionStates sink) {
        OptionStateDecoder from = option;
        from.wrap(buffer, body, OptionStateDecoder.BLOCK_LENGTH, OptionStateDecoder.SCHEMA_VERSION);
        OptionTerms terms = new OptionTerms(
                from.underlying(), from.call() != 0, from.strike(), from.expiresAt());
        sink.option(from.market(), terms, from.nextContract());
    }

    void contract(DirectBuffer buffer, int body, OptionStates sink) {
        OptionContractStateDecoder from = contract;
        from.wrap(
                buffer,
                body,
                OptionContractStateDecoder.BLOCK_LENGTH,
                OptionContractStateDecoder.SCHEMA_VERSION);
        sink.optionContract(
                from.market(), from.contract(), from.holder(), from.writer(), from.quantity());
    }
}
