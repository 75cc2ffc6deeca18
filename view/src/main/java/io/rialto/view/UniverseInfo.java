package io.rialto.view;

import java.util.Optional;

/**
 * An economy besides the main one.
 *
 * @param universe its number, from 1
 * @param owner account of the user who owns it
 * @param cohort its switches, where it is a cohort's
 */
public record UniverseInfo(int universe, long owner, String name, Optional<CohortInfo> cohort) {
    UniverseInfo with(CohortInfo newCohort) {
        return new UniverseInfo(universe, owner, name, Optional.of(newCohort));
    }
}
