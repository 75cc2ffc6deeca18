package io.rialto.history;

/**
 * Something that became of a contract of an option.
 *
 * @param sequence of its event; the cursor for the page after it
 * @param timeNanos log time
 * @param market of the option
 * @param contract number of the contract in its market
 * @param holder who has the right after it
 * @param writer who owes it after it
 * @param quantity how much this was about, hundredths
 * @param remaining what is left of the contract, hundredths
 * @param paid EXERCISED: quote minor units from holder to writer; SETTLED: what each contract pays,
 *     1e-9 of quote; else 0
 * @param left who was holder or writer before and is no more; 0 for nobody
 */
public record ContractEvent(
        long sequence,
        long timeNanos,
        long market,
        long contract,
        Kind kind,
        long holder,
        long writer,
        long quantity,
        long remaining,
        long paid,
        long left) {
    /** What it was. */
    public enum Kind {
        /** It was there when the history began. */
        KNOWN,
        /** A new one; also the part of another that went to other hands. */
        WRITTEN,
        /** All of it has another holder or another writer. */
        PASSED,
        /** It is less: a part met a contract the other way round, or went to other hands. */
        REDUCED,
        EXERCISED,
        /** Its underlying was settled. */
        SETTLED,
        /** Its time was over. */
        LAPSED,
        /** Its market was undone. */
        VOIDED
    }
}
