package io.rialto.sequencer;

/** By what people know a market of contracts. The engine checks all of it. */
public final class OutcomeWords {
    /** Up to 200 bytes. */
    public String title = "";

    /** SHA-256 of a document, 64 hexadecimal digits; or empty. */
    public String descriptionHash = "";

    /** As a symbol, or empty. */
    public String type = "";

    /** As a symbol, or empty. */
    public String group = "";
}
