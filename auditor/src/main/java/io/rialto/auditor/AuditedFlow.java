package io.rialto.auditor;

/** What an account has paid and got in a market by trades that stand. */
final class AuditedFlow {
    /** Quote paid less quote received, without fees. */
    long spent;

    long fees;

    /** Base bought less base sold. */
    long quantity;

    void add(long bought, long notional, long fee) {
        quantity += bought;
        spent += notional;
        fees += fee;
    }
}
