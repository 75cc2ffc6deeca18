package io.rialto.engine;

import io.rialto.money.Check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * That the contracts of every account net to its position in each option that lives, and that none
 * both holds and owes some.
 */
final class ContractNetting {
    private record Place(long market, long account) {}

    private final Map<Place, Long> positions = new HashMap<>();
    private final Map<Place, Long> held = new HashMap<>();
    private final Map<Place, Long> owed = new HashMap<>();
    private final Set<Long> living = new HashSet<>();

    void market(long market, OutcomeTerms terms, boolean settled) {
        if (terms.kind() == MarketKind.OPTION && !settled) {
            living.add(market);
        }
    }

    void position(long market, long account, long quantity) {
        if (living.contains(market) && quantity != 0) {
            positions.put(new Place(market, account), quantity);
        }
    }

    void contract(long market, long holder, long writer, long quantity) {
        Check.that(
                living.contains(market) && quantity > 0, "a contract is of an option that lives");
        held.merge(new Place(market, holder), quantity, Long::sum);
        owed.merge(new Place(market, writer), quantity, Long::sum);
    }

    void check() {
        Check.that(
                held.keySet().stream().noneMatch(owed::containsKey),
                "who holds of an option owes none of it");
        Map<Place, Long> net = new HashMap<>(held);
        owed.forEach((place, quantity) -> net.put(place, -quantity));
        Check.that(net.equals(positions), "contracts net to positions");
    }
}
