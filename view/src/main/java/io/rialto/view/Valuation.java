package io.rialto.view;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an account is worth in one asset: its cash, and its positions and other assets at their marks.
 * Exact but for rounding down once for each position and once for each other asset. A settled
 * position is in the cash already.
 *
 * @param total minor units of the asset
 * @param isComplete whether there is a mark for everything; what has none counts as nothing
 * @param positions those that are not paid yet, by market
 * @param holdings what there is of each asset, positions paid with it counted in, by asset
 */
public record Valuation(
        long account,
        int asset,
        long total,
        boolean isComplete,
        List<ValuedPosition> positions,
        List<ValuedHolding> holdings) {
    private static final int PRICE_SCALE = 9;

    /**
     * A position at its mark.
     *
     * @param quantity hundredths of a contract
     * @param value minor units of the market's quote asset
     */
    public record ValuedPosition(long market, long quantity, Mark mark, long value) {}

    /**
     * An asset at its mark.
     *
     * @param amount minor units of it
     * @param mark price in the asset that is valued in; 1 for that itself
     * @param value minor units of the asset that is valued in
     */
    public record ValuedHolding(int asset, long amount, Mark mark, long value) {}

    public Valuation {
        positions = List.copyOf(positions);
        holdings = List.copyOf(holdings);
    }

    /**
     * Values an account, on the view's thread.
     *
     * @param asset what to value it in; it exists
     */
    public static Valuation of(VenueView view, long account, int asset, Marks marks) {
        Map<Integer, Long> amounts = new TreeMap<>();
        view.balances(account).forEach(each -> amounts.put(each.asset(), each.cash()));
        List<ValuedPosition> positions = new ArrayList<>();
        boolean complete = true;
        for (PositionInfo each : view.positions(account)) {
            if (each.settled() || each.quantity() == 0) {
                continue;
            }
            MarketEntry market = view.store().market(each.market());
            Mark mark = marks.of(each.market());
            long value = mark.isKnown() ? market.value(mark.price(), each.quantity()) : 0;
            complete &= mark.isKnown();
            positions.add(new ValuedPosition(each.market(), each.quantity(), mark, value));
            amounts.merge(market.quoteAsset, value, Math::addExact);
        }
        int universe =
                view.directory().account(account).map(AccountInfo::universe).orElse(0);
        List<ValuedHolding> holdings = new ArrayList<>();
        BigInteger total = BigInteger.ZERO;
        for (Map.Entry<Integer, Long> each : amounts.entrySet()) {
            ValuedHolding holding =
                    hold(view, universe, each.getKey(), each.getValue(), asset, marks);
            complete &= holding.mark().isKnown() || holding.amount() == 0;
            holdings.add(holding);
            total = total.add(BigInteger.valueOf(holding.value()));
        }
        return new Valuation(account, asset, total.longValueExact(), complete, positions, holdings);
    }

    private static ValuedHolding hold(
            VenueView view, int universe, int held, long amount, int asset, Marks marks) {
        if (held == asset) {
            return new ValuedHolding(held, amount, new Mark(unit(), MarkSource.GIVEN), amount);
        }
        for (MarketInfo market : view.directory().markets()) {
            boolean prices = market.universe() == universe
                    && market.baseAsset() == held
                    && market.quoteAsset() == asset;
            Mark mark = prices ? marks.of(market.market()) : Mark.UNKNOWN;
            Optional<Long> value = mark.isKnown()
                    ? value(view.directory(), mark.price(), amount, held, asset)
                    : Optional.empty();
            if (value.isPresent()) {
                return new ValuedHolding(held, amount, mark, value.get());
            }
        }
        return new ValuedHolding(held, amount, Mark.UNKNOWN, 0);
    }

    /** What an amount comes to at a price, rounded down; nothing if that does not fit. */
    private static Optional<Long> value(
            Directory directory, long price, long amount, int base, int quote) {
        int baseScale = directory.asset(base).orElseThrow().scale();
        int quoteScale = directory.asset(quote).orElseThrow().scale();
        BigInteger product = BigInteger.valueOf(price)
                .multiply(BigInteger.valueOf(amount))
                .multiply(BigInteger.TEN.pow(quoteScale));
        BigInteger[] parts =
                product.divideAndRemainder(BigInteger.TEN.pow(PRICE_SCALE + baseScale));
        BigInteger floor = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        return floor.bitLength() < Long.SIZE
                ? Optional.of(floor.longValueExact())
                : Optional.empty();
    }

    private static long unit() {
        return BigInteger.TEN.pow(PRICE_SCALE).longValueExact();
    }
}
