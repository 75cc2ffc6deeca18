package io.rialto.gateway;

import io.rialto.protocol.Code;
import io.rialto.protocol.Side;
import io.rialto.view.AssetInfo;
import io.rialto.view.Directory;

import java.util.Optional;

/**
 * What the two numbers of a denial are counted in: that depends on the code and on what the command
 * was about.
 *
 * @param listing the market, if the command was about one
 * @param side of the order, if there was one
 * @param asset moved, if the command moved one
 */
record Measures(Optional<Listing> listing, Optional<Side> side, Optional<AssetInfo> asset) {
    static final Measures NONE = new Measures(Optional.empty(), Optional.empty(), Optional.empty());

    static Measures of(Listing listing) {
        return new Measures(Optional.of(listing), Optional.empty(), Optional.empty());
    }

    static Measures of(Listing listing, Side side) {
        return new Measures(Optional.of(listing), Optional.of(side), Optional.empty());
    }

    static Measures of(AssetInfo asset) {
        return new Measures(Optional.empty(), Optional.empty(), Optional.of(asset));
    }

    /** Of a command about orders, with what the directory knows of its market. */
    static Measures of(Command command, Directory directory, int universe) {
        return switch (command) {
            case Command.Place place -> of(place.order(), directory, universe);
            case Command.Preview preview -> of(preview.order(), directory, universe);
            case Command.Replace replace -> of(replace.order(), directory, universe);
            case Command.Amend amend -> of(amend.target().market(), directory, universe);
            case Command.Cancel cancel -> of(cancel.target().market(), directory, universe);
            case Command.CancelAll all -> of(all.market(), directory, universe);
            default -> NONE;
        };
    }

    static Measures of(OrderRequest order, Directory directory, int universe) {
        return of(order.market(), directory, universe).with(Optional.of(order.side()));
    }

    /** Of what has to do with a market, or with none by 0. */
    static Measures of(long market, Directory directory, int universe) {
        return new Measures(
                Listing.byId(directory, universe, market), Optional.empty(), Optional.empty());
    }

    /** The same where the order's side has become known. */
    Measures with(Optional<Side> known) {
        return new Measures(listing, known, asset);
    }

    /** A denial as clients are told it. */
    Problem denial(CommandAnswer answer) {
        Denials.Text text = Denials.text(answer.code());
        Numbers numbers = numbers(answer.code(), answer.needed(), answer.available());
        return new Problem(
                text.status(),
                text.code(),
                text.title(),
                answer.code() == Code.CORRECTION_SHORT
                        ? text.detail() + answer.id()
                        : text.detail(),
                numbers.needed(),
                numbers.available(),
                numbers.unit(),
                answer.sequence(),
                answer.repeated(),
                0,
                "");
    }

    /** The numbers that explain a denial, as decimals of a unit; empty where there are none. */
    record Numbers(String needed, String available, String unit) {
        private static final Numbers NONE = new Numbers("", "", "");
    }

    /** Numbers of a denial, none where it is not known of what. */
    Numbers numbers(Code code, long needed, long available) {
        return (needed != 0 || available != 0) && isMeasured(kind(code))
                ? new Numbers(format(code, needed), format(code, available), unit(code))
                : Numbers.NONE;
    }

    private enum Kind {
        PRICE,
        BASE,
        QUOTE,
        FUNDS,
        ORDERS,
        PLAIN
    }

    @SuppressWarnings("UnnecessaryDefault") // most codes have plain numbers or none
    private static Kind kind(Code code) {
        return switch (code) {
            case TICK, PRICE_MAXIMUM, PRICE_BAND, POST_ONLY_WOULD_TAKE -> Kind.PRICE;
            case LOT,
                    QUANTITY_MINIMUM,
                    QUANTITY_MAXIMUM,
                    POSITION_MAXIMUM,
                    AMEND_BELOW_FILLED,
                    FILL_OR_KILL_UNFILLABLE,
                    DISPLAY_INVALID -> Kind.BASE;
            case NOTIONAL_MINIMUM, NOTIONAL_MAXIMUM -> Kind.QUOTE;
            case INSUFFICIENT_FUNDS, SUPPLY_EXCEEDED, AMOUNT_INVALID, CORRECTION_SHORT ->
                Kind.FUNDS;
            case OPEN_ORDERS_ACCOUNT, OPEN_ORDERS_MARKET -> Kind.ORDERS;
            default -> Kind.PLAIN;
        };
    }

    /** Minor units of nobody knows what would only mislead. */
    private boolean isMeasured(Kind kind) {
        return switch (kind) {
            case PRICE -> listing.isPresent();
            case BASE, QUOTE, FUNDS -> counted(kind).isPresent();
            case ORDERS, PLAIN -> true;
        };
    }

    private String format(Code code, long value) {
        Kind kind = kind(code);
        if (kind == Kind.PRICE && listing.isPresent()) {
            return listing.get().price(value);
        }
        return counted(kind)
                .map(in -> Decimals.format(value, in.scale()))
                .orElse(Long.toString(value));
    }

    private String unit(Code code) {
        Kind kind = kind(code);
        if (kind == Kind.PRICE && listing.isPresent()) {
            return listing.get().quote().symbol();
        }
        return counted(kind).map(AssetInfo::symbol).orElse(kind == Kind.ORDERS ? "orders" : "");
    }

    /** The asset that a kind of number is an amount of. */
    private Optional<AssetInfo> counted(Kind kind) {
        return switch (kind) {
            case BASE -> listing.map(Listing::base);
            case QUOTE -> listing.map(Listing::quote);
            case FUNDS ->
                asset.or(() -> listing.flatMap(
                        in -> side.map(s -> s == Side.SELL ? in.base() : in.quote())));
            case PRICE, ORDERS, PLAIN -> Optional.empty();
        };
    }
}
