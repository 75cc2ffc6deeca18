package io.rialto.auditor;

/** What must be true of every venue, as its event stream tells it. */
public enum Invariant {
    FORMAT("every frame and event can be read"),
    NUMBERS("events have numbers without gap or repetition"),
    CHAIN("every frame continues the hash of all before it"),
    TIME("log time does not go back"),
    REFERENCES("events name what exists, and make nothing twice"),
    BALANCES("a posting leaves the balance before it plus its change"),
    NOT_NEGATIVE("nobody has or holds less than nothing, but issuance and fees"),
    ZERO_SUM("the cash postings of a command sum to zero per universe and asset"),
    SETTLEMENT("what is posted is what the trades, deposits and withdrawals say"),
    FEES("fees are those of the rates accepted and go to the fees account"),
    HOLDS("what an account holds is what its open orders must hold"),
    CREDITS("what the owners of a shared account are owed sums to its cash"),
    POSITIONS("the positions of every market of contracts sum to zero, and are settled once"),
    CONTRACTS("the contracts of an option net to positions, and pay what they are worth"),
    WORST_CASES("nobody can lose by contracts what he does not have: available is not negative"),
    CORRECTIONS("what is undone was done so, and is undone once"),
    MARKET_NUMBERS("a market's orders, trades and updates have numbers without gap"),
    ORDERS("what an order still wants follows from its terms and its events"),
    TERMS(
            "orders are accepted at the rates and within the band in force; linked ones end together"),
    TRADES("a trade is of two open orders, at the maker's price, within the taker's terms"),
    PRIORITY("a trade's maker is the first order at the best price"),
    BOOK("no book is crossed after a command"),
    STATUS("no order is accepted, traded or left where the market's status forbids it");

    private final String statement;

    Invariant(String statement) {
        this.statement = statement;
    }

    /** What must be true, in words that say nothing of anybody's account. */
    public String statement() {
        return statement;
    }
}
