package io.rialto.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the members of a cohort have, valued in its reporting asset: cash, and assets and contracts at
 * their {@linkplain Marks#ofLastTrades marks}. What has none counts nothing.
 */
public final class Standings {
    /**
     * A member's place among the others.
     *
     * @param isWhole whether there is a mark for everything
     */
    public record Standing(Member member, long value, boolean isWhole) {}

    private Standings() {}

    /** Those of a universe with a cohort, the richest first; empty where there is none. */
    public static List<Standing> of(VenueView view, int universe) {
        Optional<AssetInfo> reporting = view.directory()
                .owning()
                .universe(universe)
                .flatMap(UniverseInfo::cohort)
                .flatMap(cohort -> view.directory().asset(cohort.reportingAsset()));
        return reporting.map(asset -> of(view, universe, asset.asset())).orElse(List.of());
    }

    private static List<Standing> of(VenueView view, int universe, int asset) {
        Marks marks = Marks.ofLastTrades(view);
        List<Standing> all = new ArrayList<>();
        for (Member member : view.directory().owning().members(universe)) {
            Valuation valuation = Valuation.of(view, member.account(), asset, marks);
            all.add(new Standing(member, valuation.total(), valuation.isComplete()));
        }
        all.sort(Comparator.comparingLong(Standing::value)
                .reversed()
                .thenComparing(each -> each.member().account()));
        return all;
    }
}
