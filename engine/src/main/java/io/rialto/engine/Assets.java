package io.rialto.engine;

import io.rialto.money.Check;

import java.util.ArrayList;
import java.util.List;

/** The assets, numbered from 1. */
final class Assets {
    static final int SCALE_MAX = 9;

    private record Asset(String symbol, int scale, int displayScale) {}

    private final Rights rights;
    private final EventSink events;
    private final List<Asset> all = new ArrayList<>();

    Assets(Rights rights, EventSink events) {
        this.rights = rights;
        this.events = events;
    }

    int count() {
        return all.size();
    }

    boolean exists(int asset) {
        return asset >= 1 && asset <= all.size();
    }

    /** Decimals of the asset's minor unit. */
    int scale(int asset) {
        return all.get(asset - 1).scale;
    }

    /** After the rights: SYMBOL_INVALID, SCALE_INVALID, ASSET_EXISTS. */
    void create(CommandHeader header, String symbol, int scale, int displayScale, Outcome outcome) {
        if (!rights.isAdministrator(header, outcome)) {
            return;
        }
        if (!Names.isSymbol(symbol)) {
            outcome.deny(Code.SYMBOL_INVALID);
        } else if (scale < 0 || scale > SCALE_MAX || displayScale < 0 || displayScale > scale) {
            outcome.deny(Code.SCALE_INVALID, SCALE_MAX, scale);
        } else if (hasSymbol(symbol)) {
            outcome.deny(Code.ASSET_EXISTS);
        } else {
            // After this point the command must succeed.
            all.add(new Asset(symbol, scale, displayScale));
            outcome.id = all.size();
            events.assetCreated(all.size(), symbol, scale, displayScale);
        }
    }

    void write(StateSink sink) {
        for (int asset = 1; asset <= all.size(); asset++) {
            Asset each = all.get(asset - 1);
            sink.asset(asset, each.symbol, each.scale, each.displayScale);
        }
    }

    void restore(int asset, String symbol, int scale, int displayScale) {
        Check.that(asset == all.size() + 1, "assets come in order of id");
        all.add(new Asset(symbol, scale, displayScale));
    }

    private boolean hasSymbol(String symbol) {
        for (Asset each : all) {
            if (each.symbol.equals(symbol)) {
                return true;
            }
        }
        return false;
    }
}
