package io.rialto.view;

import io.rialto.protocol.OptionContractChangedDecoder;
import io.rialto.protocol.OptionCreatedDecoder;
import io.rialto.protocol.OptionExercisedDecoder;

/** Takes the events about options; see {@link EventVisitor}. */
public interface OptionVisitor {
    /** Takes event number {@code sequence}. */
    default void onOptionCreated(long sequence, OptionCreatedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onOptionContractChanged(long sequence, OptionContractChangedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onOptionExercised(long sequence, OptionExercisedDecoder event) {}
}
