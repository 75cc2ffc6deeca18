package io.rialto.gateway;

import io.rialto.view.AssetInfo;
import io.rialto.view.Directory;
import io.vertx.core.json.JsonObject;

import java.util.Optional;

/** Finds what a request names, or refuses the request. */
final class Markets {
    private Markets() {}

    /** The market that a text names, by symbol or id; administrators name those of all by id. */
    static Listing find(Exchange exchange, String symbolOrId) {
        Directory directory = exchange.venue().directory();
        return Listing.find(directory, exchange.callerUniverse(), symbolOrId)
                .or(() -> exchange.isAdministrating()
                        ? Listing.anywhere(directory, symbolOrId)
                        : Optional.empty())
                .filter(listing -> exchange.mayKnow(listing.market().market()))
                .orElseThrow(Markets::unknownMarket);
    }

    static AssetInfo asset(Exchange exchange, String symbol) {
        return exchange.venue()
                .directory()
                .assetBySymbol(symbol)
                .orElseThrow(
                        () -> new ProblemException(unknown(io.rialto.protocol.Code.ASSET_UNKNOWN)));
    }

    /** An id in the path, already checked for its shape. */
    static long id(String text) {
        return Listing.id(text)
                .orElseThrow(() -> new ProblemException(Refusal.PARAMETER_INVALID, "Check the id"));
    }

    /** A decimal of the body in units of a scale; 0 where it is left out. */
    static long amount(JsonObject body, String field, int scale) {
        return Optional.ofNullable(body.getString(field))
                .map(text -> Decimals.parse(text, scale)
                        .orElseThrow(() -> new ProblemException(
                                Refusal.FIELD_INVALID,
                                "Field \""
                                        + field
                                        + "\" can have "
                                        + scale
                                        + " decimals here, and 18"
                                        + " digits")))
                .orElse(0L);
    }

    /** An order's price; what stands for none in its market where it is left out. */
    static long price(JsonObject body, Listing listing) {
        if (!body.containsKey("price")) {
            return listing.noPrice();
        }
        long price = amount(body, "price", Decimals.PRICE_SCALE);
        if (price < 0 && listing.noPrice() == 0) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID,
                    "Field \"price\" can be negative only where contracts are traded");
        }
        return price;
    }

    static ProblemException unknownMarket() {
        return new ProblemException(unknown(io.rialto.protocol.Code.MARKET_UNKNOWN));
    }

    /** The engine's refusal of an unknown name, said by the gateway because it knows as well. */
    static Problem unknown(io.rialto.protocol.Code code) {
        Denials.Text text = Denials.text(code);
        return new Problem(
                text.status(),
                text.code(),
                text.title(),
                text.detail(),
                "",
                "",
                "",
                0,
                false,
                0,
                "");
    }
}
