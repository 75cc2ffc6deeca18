package io.rialto.history;

import io.rialto.protocol.FeeTierSetDecoder;
import io.rialto.protocol.MarketCreatedDecoder;
import io.rialto.protocol.MarketFeesChangedDecoder;
import io.rialto.protocol.MarketFigure;
import io.rialto.protocol.MarketFigureSetDecoder;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The terms of markets as text, and what events say of them. Names are those of the REST face. */
final class ReferenceTerms {
    private ReferenceTerms() {}

    static Map<String, Long> of(MarketCreatedDecoder event) {
        Map<String, Long> terms = new TreeMap<>();
        terms.put("tick", event.tick());
        terms.put("lot", event.lot());
        terms.put("priceMaximum", event.priceMaximum());
        terms.put("quantityMinimum", event.quantityMinimum());
        terms.put("quantityMaximum", event.quantityMaximum());
        terms.put("notionalMinimum", event.notionalMinimum());
        terms.put("notionalMaximum", event.notionalMaximum());
        terms.put("positionMaximum", event.positionMaximum());
        terms.put("referencePrice", event.referencePrice());
        terms.put("priceBandPpm", event.priceBandPpm());
        terms.put("protectionPpm", event.protectionPpm());
        terms.put("openOrdersAccountMax", event.openOrdersAccountMax());
        terms.put("openOrdersMarketMax", event.openOrdersMarketMax());
        terms.put("makerFeePpm", (long) event.makerFeePpm());
        terms.put("takerFeePpm", (long) event.takerFeePpm());
        return terms;
    }

    static Map<String, Long> of(MarketFeesChangedDecoder event) {
        return Map.of(
                "makerFeePpm", (long) event.makerFeePpm(),
                "takerFeePpm", (long) event.takerFeePpm());
    }

    static Map<String, Long> of(MarketFigureSetDecoder event) {
        return Map.of(name(event.figure()), event.value());
    }

    /** A tier that is removed is one without rates. */
    static Map<String, Long> of(FeeTierSetDecoder event) {
        return event.removed() == 1
                ? Map.of("feeTierVolume", event.volume())
                : Map.of(
                        "feeTierVolume", event.volume(),
                        "feeTierMakerPpm", (long) event.makerFeePpm(),
                        "feeTierTakerPpm", (long) event.takerFeePpm());
    }

    private static String name(MarketFigure figure) {
        return switch (figure) {
            case AUCTION_AT -> "auctionAt";
            case BREAKER_PPM -> "breakerPpm";
            case HALT_NANOS -> "haltNanos";
            case ORDER_RATE -> "orderRate";
            case PRICE_BAND_PPM -> "priceBandPpm";
            case PROTECTION_PPM -> "protectionPpm";
            case NOTIONAL_MAXIMUM -> "notionalMaximum";
            case POSITION_MAXIMUM -> "positionMaximum";
            case OPEN_ORDERS_ACCOUNT -> "openOrdersAccountMax";
            case OPEN_ORDERS_MARKET -> "openOrdersMarketMax";
            case AVERAGE,
                    INDICATED_PRICE,
                    INDICATED_QUANTITY,
                    INDICATED_SURPLUS,
                    INDICATED_UPDATE,
                    INDICATED_AT,
                    NULL_VAL -> throw new IllegalArgumentException(figure + " is no term");
        };
    }

    static String text(Map<String, Long> terms) {
        return new TreeMap<>(terms)
                .entrySet().stream()
                        .map(term -> term.getKey() + " " + term.getValue())
                        .collect(Collectors.joining("\n"));
    }

    static Map<String, Long> parse(String text) {
        Map<String, Long> terms = new TreeMap<>();
        text.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            terms.put(line.substring(0, blank), Long.parseLong(line.substring(blank + 1)));
        });
        return terms;
    }
}
