package io.rialto.view;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the members of a cohort have, valued in its reporting asset: cash, assets and contracts at the
 * price of the last trade in the universe's markets. What has no such price counts nothing.
 */
public final class Standings {
    /** A member's place among the others. */
    public record Standing(Member member, long value, boolean isWhole) {}

    private final VenueView view;
    private final int universe;
    private final AssetInfo reporting;
    private final List<MarketState> markets;

    private Standings(VenueView view, int universe, AssetInfo reporting) {
        this.view = view;
        this.universe = universe;
        this.reporting = reporting;
        markets = view.markets().stream()
                .filter(market -> market.info().universe() == universe)
                .filter(market -> market.info().quoteAsset() == reporting.asset())
                .toList();
    }

    /** Those of a universe with a cohort, the richest first; empty where there is none. */
    public static List<Standing> of(VenueView view, int universe) {
        Optional<AssetInfo> reporting = view.directory()
                .owning()
                .universe(universe)
                .flatMap(UniverseInfo::cohort)
                .flatMap(cohort -> view.directory().asset(cohort.reportingAsset()));
        return reporting
                .map(asset -> new Standings(view, universe, asset).all())
                .orElse(List.of());
    }

    private List<Standing> all() {
        List<Standing> all = new ArrayList<>();
        for (Member member : view.directory().owning().members(universe)) {
            all.add(standing(member));
        }
        all.sort(Comparator.comparingLong(Standing::value)
                .reversed()
                .thenComparing(each -> each.member().account()));
        return all;
    }

    private Standing standing(Member member) {
        long value = 0;
        boolean isWhole = true;
        for (Balance balance : view.balances(member.account())) {
            if (balance.asset() == reporting.asset()) {
                value += balance.cash();
            } else if (balance.cash() != 0) {
                long price = lastPrice(balance.asset());
                isWhole &= price != 0;
                value += value(price, balance.cash(), scale(balance.asset()));
            }
        }
        for (PositionInfo position : view.positions(member.account())) {
            if (!position.settled() && position.quantity() != 0) {
                long price = markets.stream()
                        .filter(market -> market.info().market() == position.market())
                        .mapToLong(MarketState::lastPrice)
                        .findFirst()
                        .orElse(0);
                value += value(price, position.quantity(), Contracts.SCALE);
            }
        }
        return new Standing(member, value, isWhole);
    }

    private int scale(int asset) {
        return view.directory().asset(asset).orElseThrow().scale();
    }

    private long lastPrice(int asset) {
        return markets.stream()
                .filter(market -> market.info().baseAsset() == asset)
                .mapToLong(MarketState::lastPrice)
                .filter(price -> price != 0)
                .findFirst()
                .orElse(0);
    }

    /** Rounded down to a minor unit of the reporting asset. */
    private long value(long price, long quantity, int scale) {
        BigInteger product = BigInteger.valueOf(price).multiply(BigInteger.valueOf(quantity));
        BigInteger[] parts =
                product.divideAndRemainder(BigInteger.TEN.pow(9 + scale - reporting.scale()));
        long whole = parts[0].longValueExact();
        return parts[1].signum() < 0 ? whole - 1 : whole;
    }
}
