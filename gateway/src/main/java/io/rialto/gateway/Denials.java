package io.rialto.gateway;

import io.rialto.protocol.Code;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How the engine's codes are told to clients: HTTP status, a title, and what to do. The code itself
 * is passed on unmerged, as its name in lower case with dashes.
 */
final class Denials {
    private static final Map<Code, Text> TEXTS = new EnumMap<>(Code.class);

    private Denials() {}

    /** What is said of a code. */
    record Text(int status, String code, String title, String detail) {}

    static {
        gatewayCodes();
        rightsCodes();
        administrationCodes();
        marketCodes();
        outcomeCodes();
        correctionCodes();
        optionCodes();
        itemCodes();
        orderFormCodes();
        filterCodes();
        owningCodes();
        universeCodes();
        triggerCodes();
        for (Code code : Code.values()) {
            // A code added to the schema and not here is still passed on, not hidden.
            TEXTS.computeIfAbsent(
                    code, missing -> new Text(422, wireName(missing), wireName(missing), "Denied"));
        }
    }

    private static void owningCodes() {
        put(Code.ACCOUNT_CLOSED, 409, "The account is closed", "Use another account");
        put(Code.ACCOUNT_FROZEN, 409, "The account is frozen", "Ask an administrator");
        put(Code.NOT_OWNER, 403, "You do not own the account directly", "Ask one of its owners");
        put(Code.RECIPIENT_UNKNOWN, 404, "There is no such account to give to", "Check the id");
        put(Code.OWNER_EXISTS, 409, "That user owns the account", "Nothing needs to be done");
        put(Code.OWNER_UNKNOWN, 404, "That user does not own the account", "Check the id");
        put(Code.OWNERS_MAXIMUM, 422, "There are too many owners or generations", "Do without");
        put(Code.LAST_OWNER, 409, "The account has one owner only", "Close the account instead");
        put(
                Code.CREDIT_REMAINS,
                409,
                "The owner is owed money of the account",
                "Pay it out first, or redistribute it");
        put(Code.CREDIT_EXCEEDED, 422, "You are owed less of the account", "Lower the amount");
        put(Code.SAME_ACCOUNT, 422, "That is the same account", "Name another one");
        put(
                Code.ACCOUNT_SHARED,
                409,
                "Money moves between a shared account and its owners only",
                "Go through an owner's own account");
        put(
                Code.ACCOUNT_BUSY,
                409,
                "The account has open orders or positions",
                "Cancel and close them first");
        put(Code.BALANCE_REMAINS, 409, "The account has money", "Move it first");
        put(
                Code.USER_MAXIMUM,
                422,
                "There are as many of these as one user, or universe, may have",
                "Cancel what waits, or ask the operator");
        put(Code.COLOUR_INVALID, 422, "That is no colour", "Give six hex digits");
        put(Code.CODE_UNKNOWN, 404, "There is no such code", "Check it; it may have expired");
        put(Code.CODE_EXISTS, 409, "That code exists", "Ask again for another");
        put(Code.CODE_CLAIMED, 409, "Somebody else has claimed the code", "Ask for another");
    }

    private static void universeCodes() {
        put(
                Code.UNIVERSE_MISMATCH,
                422,
                "The two belong to different universes",
                "Use an account of the same universe");
        put(Code.READ_ONLY, 409, "The cohort is read-only", "Wait until its owner opens it again");
        put(
                Code.NOT_UNIVERSE_OWNER,
                403,
                "You do not own the universe",
                "Ask its owner or an administrator");
        put(
                Code.MARKET_CREATION_DENIED,
                403,
                "You may not create markets here",
                "Ask the universe's owner");
        put(
                Code.UNIVERSE_CLOSED,
                422,
                "Money of this universe neither comes from outside nor leaves",
                "Use gifts");
        put(Code.COHORT_UNKNOWN, 404, "The universe has no cohort", "Set one first");
    }

    static Text text(Code code) {
        return TEXTS.get(code);
    }

    /** The code on the wire. */
    static String wireName(Code code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void put(Code code, int status, String title, String detail) {
        TEXTS.put(code, new Text(status, wireName(code), title, detail));
    }

    private static void gatewayCodes() {
        String again = "Send it again with the same idempotency key";
        put(Code.GATEWAY_UNKNOWN, 503, "The gateway is not signed on to the venue", again);
        put(Code.GATEWAY_FENCED, 503, "Another instance has replaced this gateway", again);
        put(Code.GATEWAY_GAP, 503, "The gateway lost its place", again);
        put(
                Code.GATEWAY_FORGOTTEN,
                504,
                "The outcome is no longer kept",
                "Look up the order to learn what became of it");
        put(Code.COMMAND_UNKNOWN, 503, "The venue does not know this command yet", again);
        put(
                Code.IDEMPOTENCY_CONFLICT,
                409,
                "The idempotency key was used for another request",
                "Use a new key for a new request");
        put(
                Code.VENUE_FULL,
                422,
                "The venue has reached a declared maximum",
                "Cancel what is not needed, or ask the operator");
    }

    private static void rightsCodes() {
        String ask = "Check the id";
        put(Code.UNIVERSE_UNKNOWN, 404, "No such universe", ask);
        put(Code.ACTOR_UNKNOWN, 403, "The token's account does not exist", "Ask for a new token");
        put(Code.ACCOUNT_UNKNOWN, 404, "No such account", ask);
        put(
                Code.ACCOUNT_NOT_YOURS,
                403,
                "You may not act for this account",
                "Use a token of that account");
        put(
                Code.NOT_ADMINISTRATOR,
                403,
                "Only an administrator may do this",
                "Ask an administrator");
        put(
                Code.SUDO_REQUIRED,
                403,
                "Administrator's rights are off",
                "Send X-Sudo: true, or use the routes of /admin where there are any");
        put(
                Code.ALREADY_BOOTSTRAPPED,
                409,
                "The venue has an administrator",
                "Ask that administrator");
        put(
                Code.NOT_A_USER_ACCOUNT,
                422,
                "System accounts cannot be used for this",
                "Name a user's account");
    }

    private static void administrationCodes() {
        put(
                Code.SYMBOL_INVALID,
                422,
                "The symbol cannot be used",
                "Use 1 to 24 of A-Z 0-9 . - _ /");
        put(Code.NAME_INVALID, 422, "The text cannot be used", "Use 1 to 100 bytes of UTF-8");
        put(
                Code.SCALE_INVALID,
                422,
                "The scale cannot be used",
                "Use 0 to 9 decimals, and show no more than there are");
        put(Code.ASSET_EXISTS, 409, "The asset exists", "Use it, or another symbol");
        put(Code.ASSET_UNKNOWN, 404, "No such asset", "See /api/v1/assets");
        put(Code.MARKET_EXISTS, 409, "The market exists", "Use it, or another symbol");
        put(
                Code.MARKET_FIELDS_INVALID,
                422,
                "A figure of the market is missing or negative",
                "Give a positive tick, lot and maxima, and different assets");
        put(
                Code.TICK_LOT_INEXACT,
                422,
                "Notionals would not be exact",
                "Make tick times lot a whole number of quote minor units");
        put(
                Code.LIMITS_OVERFLOW,
                422,
                "The maxima are too large together",
                "Lower the maximum price, quantity or open orders");
        put(
                Code.FEES_INVALID,
                422,
                "The fees cannot be used",
                "Use 0 to 100000 ppm, and a rebate no larger than the taker rate");
        put(
                Code.AMOUNT_INVALID,
                422,
                "The amount cannot be used",
                "Give an amount above 0 and below 2^62 minor units");
        put(
                Code.SUPPLY_EXCEEDED,
                422,
                "There would be too much of the asset",
                "Deposit a smaller amount");
        put(Code.TOKEN_UNKNOWN, 404, "No such token", "Check the id");
        put(Code.TOKEN_EXISTS, 409, "The token exists", "Ask again for another");
        put(Code.EXPIRY_PAST, 422, "The instant is not in the future", "Give a later one");
        put(Code.STATUS_UNCHANGED, 409, "Nothing would change", "Nothing needs to be done");
        put(
                Code.RULES_UNKNOWN,
                422,
                "This program does not know such rules",
                "Give a version up to the one it says is available");
        put(
                Code.LAST_ADMINISTRATOR,
                409,
                "The venue would be left without an administrator",
                "Make another account an administrator first");
    }

    private static void marketCodes() {
        put(Code.MARKET_UNKNOWN, 404, "No such market", "See /api/v1/markets");
        put(Code.MARKET_PAUSED, 409, "The market is paused", "Wait until it is open");
        put(Code.MARKET_CLOSED, 409, "The market is closed", "Wait until it is open");
        put(Code.MARKET_SEMI_PAUSED, 409, "The market takes cancels only", "Wait until it is open");
        put(Code.MARKET_SETTLED, 409, "The market is settled", "It will not open again");
        put(Code.MARKET_VOID, 409, "The market was undone", "It will not open again");
        put(
                Code.MARKET_COLLECTING,
                409,
                "The market collects orders for an auction",
                "Send a limit order that may rest, or wait until it is open");
        put(
                Code.STATUS_ILLEGAL,
                409,
                "The market cannot come to this status from the one it has",
                "See docs/markets.md for what may follow what");
        put(
                Code.BOOK_CROSSED,
                409,
                "Orders that collected would trade",
                "Open the market by an auction");
        put(Code.ORDER_UNKNOWN, 404, "No such open order of yours", "See /api/v1/orders");
    }

    private static void outcomeCodes() {
        put(Code.PRICE_MINIMUM, 422, "The price is below the lower bound", "Raise the price");
        put(
                Code.BOUNDS_INVALID,
                422,
                "The bounds cannot be used",
                "Give a lower bound below the upper, both multiples of the tick");
        put(
                Code.NOT_AN_OUTCOME_MARKET,
                409,
                "No contracts are traded in this market",
                "See /api/v1/outcome-markets");
        put(
                Code.NOT_MARKET_OWNER,
                403,
                "Only its owner or an administrator may settle a market",
                "Ask its owner");
        put(Code.MARKET_ENDED, 409, "The market is settled", "Nothing needs to be done");
        put(
                Code.SETTLES_BY_ITSELF,
                409,
                "This market follows those that it is made of",
                "Settle those");
        put(Code.NOT_A_FUND, 409, "This market is no fund", "Redeem shares of a fund");
        put(
                Code.CONSTITUENTS_INVALID,
                422,
                "A fund cannot be made of these",
                "Name one to 64 markets, each once, with multipliers up to 10,000 but not 0");
        put(
                Code.CONSTITUENTS_INCOMPATIBLE,
                422,
                "A constituent does not fit the fund",
                "Use one quote asset; lot times multiplier must be whole lots of the constituent,"
                        + " its tick times multiplier whole ticks of the fund");
        put(
                Code.REDEMPTION_CLOSED,
                409,
                "Redeeming takes the fund and all of its constituents to be open",
                "Wait until they are");
        put(
                Code.SETTLEMENT_PRICE_INVALID,
                422,
                "The market cannot be settled at this price",
                "Give a price within the bounds that is a multiple of the tick");
    }

    private static void correctionCodes() {
        put(
                Code.CORRECTION_SHORT,
                422,
                "What the correction would take is no longer there",
                "See to it that there is enough in account ");
        put(Code.MARKET_NOT_SETTLED, 409, "The market is not settled", "Settle it");
        put(Code.TRADE_UNKNOWN, 404, "There is no such trade", "Check the number");
        put(
                Code.TRADE_FORGOTTEN,
                409,
                "That trade is too long ago to be undone",
                "Settle it by gifts and withdrawals, with a note");
        put(Code.TRADE_BUSTED, 409, "The trade was undone before", "Nothing needs to be done");
        put(
                Code.MARKET_LINKED,
                409,
                "The market is a fund or an option, or one is made of it",
                "Settle it, and correct that if need be");
        put(
                Code.MARKET_TRADED,
                409,
                "Only a market that never traded can be withdrawn",
                "Void it, or settle it");
    }

    private static void itemCodes() {
        put(Code.LISTING_UNKNOWN, 404, "There is no such item", "See /api/v1/items");
        put(Code.LISTING_ENDED, 409, "The item is sold", "Nothing about it changes any more");
        put(Code.AUCTIONS_OFF, 409, "There are no auctions here", "Ask who runs the cohort");
        put(Code.NOT_SELLER, 403, "Only its seller may change an item", "Ask its seller");
        put(Code.OWN_LISTING, 409, "Nobody buys what is his own", "Delete it instead");
        put(Code.NOT_FOR_SALE, 409, "The item has no price", "Bid for it in the room");
        put(Code.PRICE_CHANGED, 409, "The item has another price", "Look at it again");
        put(
                Code.CONTRIBUTIONS_INVALID,
                422,
                "These cannot pay for it together",
                "Name accounts of the item's universe, each once");
    }

    private static void optionCodes() {
        put(
                Code.UNDERLYING_INVALID,
                422,
                "There are no options on this market",
                "Name a market of contracts, itself no option, of your universe");
        put(
                Code.STRIKE_INVALID,
                422,
                "The strike cannot be used",
                "Give a multiple of the underlying's tick within its bounds");
        put(
                Code.STEPS_INCOMPATIBLE,
                422,
                "Tick or lot do not go with those of the underlying",
                "Give a tick that divides its tick and a lot that is a multiple of its lot");
        put(Code.NOT_AN_OPTION, 409, "No options are traded in this market", "See /api/v1/options");
        put(
                Code.UNDERLYING_NOT_OPEN,
                409,
                "Options are exercised while the underlying is open",
                "Wait until it is open");
        put(
                Code.CONTRACT_UNKNOWN,
                404,
                "No such contract of yours",
                "See /api/v1/option-contracts");
        put(
                Code.CONTRACT_EXCEEDED,
                422,
                "There is less left of it",
                "Exercise at most what is available");
        put(
                Code.WRITER_MAXIMUM,
                409,
                "The writer's position would become too large",
                "Exercise less");
    }

    private static void orderFormCodes() {
        put(
                Code.CLIENT_ORDER_ID_INVALID,
                422,
                "The client order id cannot be used",
                "Use up to 36 printable ASCII characters without spaces");
        put(Code.PRICE_MISSING, 422, "The order has no price", "Add a price above 0");
        put(Code.PRICE_NOT_ALLOWED, 422, "The price cannot be used here", "Leave it out");
        put(
                Code.QUANTITY_MISSING,
                422,
                "The order has neither quantity nor budget",
                "Add a quantity above 0");
        put(
                Code.BUDGET_NOT_ALLOWED,
                422,
                "Only a market order to buy has a budget",
                "Leave the budget out");
        put(
                Code.TIME_IN_FORCE_NOT_ALLOWED,
                422,
                "This order cannot have this time in force",
                "Use ioc or fok for market orders");
        put(Code.EXPIRY_MISSING, 422, "The order has no expiry", "Add expiresAt");
        put(Code.EXPIRY_NOT_ALLOWED, 422, "Only gtd and day orders expire", "Leave expiresAt out");
        put(
                Code.POST_ONLY_NOT_ALLOWED,
                422,
                "Only a limit order that may rest can be post-only",
                "Leave postOnly out");
        put(
                Code.AMEND_WITHOUT_CHANGE,
                422,
                "The amendment changes nothing",
                "Give another price or quantity");
        put(
                Code.AMEND_BELOW_FILLED,
                422,
                "The new quantity is not above what is filled",
                "Give a larger total, or cancel the order");
        put(Code.SIDE_INVALID, 422, "The side cannot be used", "Use buy or sell");
    }

    private static void filterCodes() {
        put(Code.TICK, 422, "The price is not a multiple of the tick", "Round the price");
        put(Code.LOT, 422, "The quantity is not a multiple of the lot", "Round the quantity");
        put(Code.PRICE_MAXIMUM, 422, "The price is above the maximum", "Lower the price");
        put(Code.QUANTITY_MINIMUM, 422, "The quantity is below the minimum", "Raise it");
        put(Code.QUANTITY_MAXIMUM, 422, "The quantity is above the maximum", "Lower it");
        put(Code.NOTIONAL_MINIMUM, 422, "The order is too small", "Raise price or quantity");
        put(Code.NOTIONAL_MAXIMUM, 422, "The order is too large", "Lower price or quantity");
        put(
                Code.PRICE_BAND,
                422,
                "The price is too far from the reference price",
                "Move the price towards the reference");
        put(
                Code.CLIENT_ORDER_ID_TAKEN,
                409,
                "An open order of yours has this client order id",
                "Use another id, or cancel that order");
        put(
                Code.OPEN_ORDERS_ACCOUNT,
                422,
                "You have too many open orders in this market",
                "Cancel some");
        put(Code.OPEN_ORDERS_MARKET, 422, "The market has too many open orders", "Try again later");
        put(
                Code.POSITION_MAXIMUM,
                422,
                "You would own too much of the asset",
                "Lower the quantity");
        put(
                Code.INSUFFICIENT_FUNDS,
                422,
                "There is not enough available",
                "Lower the order or amount, or deposit what is missing");
        put(
                Code.POST_ONLY_WOULD_TAKE,
                422,
                "The post-only order would trade at once",
                "Move the price away from the other side");
        put(
                Code.FILL_OR_KILL_UNFILLABLE,
                422,
                "The order cannot be filled as a whole",
                "Lower the quantity, worsen the price, or use ioc");
    }

    private static void triggerCodes() {
        put(
                Code.MARKET_NOT_COLLECTING,
                409,
                "The market does not collect orders",
                "Bring it to pre-open before an auction");
        put(Code.FIGURE_INVALID, 422, "The figure cannot have that value", "See docs/risk.md");
        put(Code.ORDER_RATE, 429, "You enter orders too fast in this market", "Wait a moment");
        put(Code.VENUE_KILLED, 409, "No orders are taken anywhere", "Wait until it goes on");
        put(Code.MARKET_KILLED, 409, "The market takes no orders", "Wait until it goes on");
        put(
                Code.ACCOUNT_KILLED,
                409,
                "The account's kill switch is pulled",
                "Release it, or ask an administrator if it was one who pulled it");
        put(Code.NOTHING_TO_REDUCE, 422, "There is no such position to reduce", "Check the side");
        put(
                Code.DISPLAY_INVALID,
                422,
                "The order cannot show so much or so little",
                "Show a multiple of the lot: at least a hundredth of the order and the market's"
                        + " minimum, at most the order");
        put(
                Code.PEG_INVALID,
                422,
                "The order cannot follow a price so",
                "Give an offset in ticks, and neither a part to show nor an instruction");
        put(
                Code.PEG_WITHOUT_PRICE,
                409,
                "There is no price to follow",
                "Wait for other orders, or give a limit alone");
        put(
                Code.FEE_TIER_INVALID,
                422,
                "There can be no such tier",
                "Give a volume above 0; a market has at most 16 tiers");
        put(
                Code.BRACKET_INVALID,
                422,
                "These cannot be the exits of the order",
                "Buy, with stopPrice below the order's price and takeProfitPrice above it");
        put(
                Code.EXIT_UNAMENDABLE,
                409,
                "An exit stays as its bracket says",
                "Cancel it, which ends the other exit and what is left of the entry");
        put(
                Code.LINK_INVALID,
                409,
                "These two orders cannot be linked",
                "Link one that rests and has not traded with one that waits");
        put(Code.DEAD_MAN_INVALID, 422, "Too long a time", "Give up to a day");
        put(
                Code.TRIGGER_PRICE_INVALID,
                422,
                "The trigger price cannot be used",
                "Give triggerPrice above 0 for stop and take-profit, none for trailing-stop");
        put(
                Code.TRAIL_INVALID,
                422,
                "The trail cannot be used",
                "Give a trail above 0, within the prices of the market, for trailing-stop only");
        put(
                Code.TRAIL_WITHOUT_PRICE,
                422,
                "There is no price to trail from",
                "Wait for the first trade, or use a stop");
        put(
                Code.TRIGGER_REACHED,
                422,
                "The market has already traded at the trigger price",
                "Move the trigger price away from the last trade, or place the order at once");
        put(
                Code.CONDITION_NOT_ALLOWED,
                422,
                "Markets of contracts have no orders that wait for a price",
                "Place the order without a condition when the price is there");
    }
}
