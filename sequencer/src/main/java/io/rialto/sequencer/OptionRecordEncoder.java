package io.rialto.sequencer;

import io.rialto.engine.OptionTerms;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.OptionContractStateEncoder;
import io.rialto.protocol.OptionStateEncoder;

import org.agrona.MutableDirectBuffer;

/** Encodes the records of options in a snapshot; each method returns the record's length. */
final class OptionRecordEncoder {
    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final OptionStateEncoder option = new OptionStateEncoder();
    private final OptionContractStateEncoder contracts = new OptionContractStateEncoder();

    OptionRecordEncoder(MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    int option(long market, OptionTerms terms, long nextContract) {
        return option.wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .underlying(terms.underlying())
                .call(WireNumber.of(terms.call()))
                .strike(terms.strike())
                .expiresAt(terms.expiresAt())
                .nextContract(nextContract)
                .limit();
    }

    int contract(long market, long contract, long holder, long writer, long quantity) {
        return contracts
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .contract(contract)
                .holder(holder)
                .writer(writer)
                .quantity(quantity)
                .limit();
    }
}
