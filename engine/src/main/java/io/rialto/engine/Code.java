package io.rialto.engine;

/**
 * Outcome of a command. Within a group the order is that of precedence: the first that applies is the
 * answer. The number is that of the wire ({@code Code} in the SBE schema).
 */
public enum Code {
    /** Done. */
    DONE(0),
    /** The gateway has not opened. */
    GATEWAY_UNKNOWN(1),
    /** A newer instance of this gateway has opened. */
    GATEWAY_FENCED(2),
    /** The number does not follow the last one. */
    GATEWAY_GAP(3),
    /** The outcome of this number is no longer kept. */
    GATEWAY_FORGOTTEN(4),
    /** No such command in this version. */
    COMMAND_UNKNOWN(5),
    /** The key was used for another payload. */
    IDEMPOTENCY_CONFLICT(10),
    UNIVERSE_UNKNOWN(20),
    ACTOR_UNKNOWN(21),
    ACCOUNT_UNKNOWN(22),
    /** The actor may not act for the account. */
    ACCOUNT_NOT_YOURS(23),
    NOT_ADMINISTRATOR(24),
    /** An administrator must say so. */
    SUDO_REQUIRED(25),
    /** The venue has an administrator. */
    ALREADY_BOOTSTRAPPED(26),
    /** System accounts take part in nothing but postings. */
    NOT_A_USER_ACCOUNT(27),
    SYMBOL_INVALID(30),
    /** Empty, too long or not UTF-8. */
    NAME_INVALID(31),
    /** 0 to 9, display scale at most scale. */
    SCALE_INVALID(32),
    ASSET_EXISTS(33),
    ASSET_UNKNOWN(34),
    MARKET_EXISTS(35),
    /** A negative or missing figure. */
    MARKET_FIELDS_INVALID(36),
    /** Tick times lot is not a whole number of quote minor units. */
    TICK_LOT_INEXACT(37),
    /** What an account could do would reach 2^62. */
    LIMITS_OVERFLOW(38),
    /** A rate out of range, or a rebate above the taker rate. */
    FEES_INVALID(39),
    /** Not positive or too large. */
    AMOUNT_INVALID(40),
    /** More of the asset than 2^62 minor units. */
    SUPPLY_EXCEEDED(41),
    TOKEN_UNKNOWN(42),
    /** The same hash again. */
    TOKEN_EXISTS(43),
    /** The instant is not in the future. Of an order: right after {@link #EXPIRY_NOT_ALLOWED}. */
    EXPIRY_PAST(44),
    STATUS_UNCHANGED(45),
    /**
     * A declared maximum of the venue is reached. Of an order: right before its funds. Of one that the
     * venue manages: of the market or of its account in it, right after {@link #PEG_WITHOUT_PRICE}.
     */
    VENUE_FULL(46),
    /** Would leave the venue without one. */
    LAST_ADMINISTRATOR(47),
    /** No such version of the rules in this program. */
    RULES_UNKNOWN(48),
    MARKET_UNKNOWN(50),
    MARKET_PAUSED(51),
    MARKET_CLOSED(52),
    /** Not open, or not yours. */
    ORDER_UNKNOWN(60),
    CLIENT_ORDER_ID_INVALID(61),
    PRICE_MISSING(62),
    PRICE_NOT_ALLOWED(63),
    /** Neither quantity nor budget. */
    QUANTITY_MISSING(64),
    /** Only a market order to buy has one. */
    BUDGET_NOT_ALLOWED(65),
    TIME_IN_FORCE_NOT_ALLOWED(66),
    EXPIRY_MISSING(67),
    EXPIRY_NOT_ALLOWED(68),
    /** Only a limit order that may rest. */
    POST_ONLY_NOT_ALLOWED(69),
    AMEND_WITHOUT_CHANGE(70),
    /** The new total is not above what has been filled. */
    AMEND_BELOW_FILLED(71),
    SIDE_INVALID(72),
    /** The price is not a multiple of the tick. */
    TICK(80),
    /** The quantity is not a multiple of the lot. */
    LOT(81),
    PRICE_MAXIMUM(82),
    QUANTITY_MINIMUM(83),
    QUANTITY_MAXIMUM(84),
    NOTIONAL_MINIMUM(85),
    /** Fat finger. */
    NOTIONAL_MAXIMUM(86),
    /** Too far from the reference price. */
    PRICE_BAND(87),
    /** By another open order of the account. */
    CLIENT_ORDER_ID_TAKEN(88),
    OPEN_ORDERS_ACCOUNT(89),
    OPEN_ORDERS_MARKET(90),
    POSITION_MAXIMUM(91),
    INSUFFICIENT_FUNDS(100),
    POST_ONLY_WOULD_TAKE(101),
    FILL_OR_KILL_UNFILLABLE(102),
    /** Of another universe: needed is the account's or the sender's, available the other. */
    UNIVERSE_MISMATCH(110),
    /** The account is closed. */
    ACCOUNT_CLOSED(111),
    /** The account takes money and cancels orders only. */
    ACCOUNT_FROZEN(112),
    /** The cohort looks only. */
    READ_ONLY(113),
    /** Neither its owner nor an administrator. */
    NOT_UNIVERSE_OWNER(114),
    /** By the cohort. */
    MARKET_CREATION_DENIED(115),
    /** The actor does not own the account directly. */
    NOT_OWNER(116),
    /** No such account, or none that can be meant. */
    RECIPIENT_UNKNOWN(117),
    /** Owns the account already. */
    OWNER_EXISTS(118),
    /** Does not own the account directly. */
    OWNER_UNKNOWN(119),
    /** Of an account, or generations of accounts. */
    OWNERS_MAXIMUM(120),
    /** Would leave the account without one. */
    LAST_OWNER(121),
    /** The owner is owed money of the account. */
    CREDIT_REMAINS(122),
    /** From an account to itself. */
    SAME_ACCOUNT(123),
    /** Money moves between a shared account and its direct owners only. */
    ACCOUNT_SHARED(124),
    /** With open orders or positions. */
    ACCOUNT_BUSY(125),
    /** Money of another universe than the main one neither comes from outside nor leaves. */
    UNIVERSE_CLOSED(126),
    /** No such redeem code, or not any more. */
    CODE_UNKNOWN(127),
    /** The same redeem code again. */
    CODE_EXISTS(128),
    /** By somebody else. */
    CODE_CLAIMED(129),
    /** More than the owner is owed. */
    CREDIT_EXCEEDED(130),
    /** The universe has none. */
    COHORT_UNKNOWN(131),
    /** Not 0 to 0xFFFFFF. */
    COLOUR_INVALID(132),
    /** The account has money. */
    BALANCE_REMAINS(133),
    /** A user has as many alts or markets, or trailing stops in a market, as one may. */
    USER_MAXIMUM(134),
    /** Missing, or given where the trigger follows the market. After the form of the order. */
    TRIGGER_PRICE_INVALID(180),
    /** Missing, given where there is none, or leading beyond the prices of the market. */
    TRAIL_INVALID(181),
    /** A trailing stop needs a last trade or a reference price to start from. */
    TRAIL_WITHOUT_PRICE(182),
    /** The market has already traded there. After the funds. */
    TRIGGER_REACHED(183),
    /** Markets of contracts have no orders that wait for a price. Before the form of the order. */
    CONDITION_NOT_ALLOWED(184),
    /** An auction is of a market where orders collect. */
    MARKET_NOT_COLLECTING(185),
    /** Not a value that the figure of a market may have. */
    FIGURE_INVALID(186),
    /** The account enters orders faster than the market allows. Right after the market's status. */
    ORDER_RATE(187),
    /** A kill switch is pulled: nobody enters orders anywhere. Right before the market's status. */
    VENUE_KILLED(188),
    /** Nobody enters orders in the market. */
    MARKET_KILLED(189),
    /** The account enters no orders. */
    ACCOUNT_KILLED(190),
    /** A dead-man's switch is set for less than nothing, or for too long. */
    DEAD_MAN_INVALID(191),
    /** There is no position that the order would bring nearer to zero. After the steps. */
    NOTHING_TO_REDUCE(192),
    /** Linked are one that rests and has not traded and one that waits, neither with another. */
    LINK_INVALID(193),
    /**
     * More than the order, no multiple of the lot, less than the market's minimum or a hundredth of the
     * order. Right after the form.
     */
    DISPLAY_INVALID(194),
    /** An offset without anything to follow, no multiple of the tick, or an order that does more. */
    PEG_INVALID(195),
    /** There is no price to follow. After the steps. */
    PEG_WITHOUT_PRICE(196),
    /** Not a volume above 0, or more tiers than a market may have. */
    FEE_TIER_INVALID(197),
    /** The order does not buy, or its exits do not stand on either side of it. Before its form. */
    BRACKET_INVALID(198),
    /** An exit has the prices of its bracket, and the quantity that the entry has bought. */
    EXIT_UNAMENDABLE(199),
    /** The market cannot come from its status to that one, or not by a command. */
    STATUS_ILLEGAL(220),
    /** Orders that collected must be matched by an auction before the market can open. */
    BOOK_CROSSED(221),
    /** Cancels only. Of an order: with {@link #MARKET_PAUSED}. */
    MARKET_SEMI_PAUSED(222),
    /** Of an order: with {@link #MARKET_PAUSED}. */
    MARKET_SETTLED(223),
    /** Of an order: with {@link #MARKET_PAUSED}. */
    MARKET_VOID(224),
    /** Orders collect for an auction: only such as may rest. Right after the order's form. */
    MARKET_COLLECTING(225),
    /** What a correction would take is no longer there; the answer's id says whose it is. Last. */
    CORRECTION_SHORT(240),
    /** Only what was settled can be settled otherwise. */
    MARKET_NOT_SETTLED(241),
    /** No trade of that number. */
    TRADE_UNKNOWN(242),
    /** Too long ago to be undone. Needed is the first that is remembered. */
    TRADE_FORGOTTEN(243),
    /** Undone before. */
    TRADE_BUSTED(244),
    /** Only a market that never traded can be withdrawn. */
    MARKET_TRADED(245),
    /** It is a fund or an option, or one is made of it. Right after {@link #MARKET_ENDED}. */
    MARKET_LINKED(246),
    /** The price is below the lower bound of a market of contracts. */
    PRICE_MINIMUM(150),
    /** The lower bound is not below the upper, or one is no multiple of the tick. */
    BOUNDS_INVALID(152),
    /** No market in which contracts of an outcome are traded. */
    NOT_AN_OUTCOME_MARKET(153),
    /** Neither an administrator nor the market's owner. */
    NOT_MARKET_OWNER(154),
    /** Settled before, or void. */
    MARKET_ENDED(155),
    /** Settled by what it is made of, not by hand. */
    SETTLES_BY_ITSELF(156),
    /** Not within the bounds, or no multiple of the tick. */
    SETTLEMENT_PRICE_INVALID(157),
    /** Nothing is redeemed there. */
    NOT_A_FUND(158),
    /** None, too many, one twice, or a multiplier that is 0 or too large. */
    CONSTITUENTS_INVALID(159),
    /** Paid with another asset, or with a tick or lot that does not fit the fund's. */
    CONSTITUENTS_INCOMPATIBLE(160),
    /** The fund or one of its constituents is not open. */
    REDEMPTION_CLOSED(161),
    /** Not of contracts, itself an option, or of another universe or quote asset. */
    UNDERLYING_INVALID(168),
    /** No multiple of the underlying's tick, or the option could never be worth anything, or always. */
    STRIKE_INVALID(169),
    /** The tick does not divide the underlying's, or the lot is no multiple of its. */
    STEPS_INCOMPATIBLE(170),
    /** No market of options. */
    NOT_AN_OPTION(171),
    /** Options are exercised only while it is. */
    UNDERLYING_NOT_OPEN(172),
    /** No such contract, not any more, or not held by the account. */
    CONTRACT_UNKNOWN(173),
    /** More than is left of it. */
    CONTRACT_EXCEEDED(174),
    /** A writer's position would come to more than can be reckoned with. */
    WRITER_MAXIMUM(175),
    /** No such item, or not any more. */
    LISTING_UNKNOWN(226),
    /** The item is sold. */
    LISTING_ENDED(227),
    /** By the cohort. */
    AUCTIONS_OFF(228),
    /** Neither its seller nor an administrator under sudo. */
    NOT_SELLER(229),
    /** Nobody buys what is his own. */
    OWN_LISTING(230),
    /** There is no price at which it may be had at once. */
    NOT_FOR_SALE(231),
    /** Needed is what it costs now. */
    PRICE_CHANGED(232),
    /** None; or of an account that is unknown, closed, of another universe, or named twice. */
    CONTRIBUTIONS_INVALID(233);

    private static final Code[] BY_NUMBER = byNumber();

    private final int number;

    Code(int number) {
        this.number = number;
    }

    /** The number on the wire and in snapshots. */
    public int number() {
        return number;
    }

    /**
     * The value with that number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Code of(int number) {
        Code value = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (value == null) {
            throw new IllegalArgumentException("no Code has number " + number);
        }
        return value;
    }

    private static Code[] byNumber() {
        int highest = 0;
        for (Code value : values()) {
            highest = Math.max(highest, value.number);
        }
        Code[] table = new Code[highest + 1];
        for (Code value : values()) {
            table[value.number] = value;
        }
        return table;
    }
}
