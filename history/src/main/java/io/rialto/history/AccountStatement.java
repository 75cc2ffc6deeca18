package io.rialto.history;

import io.rialto.protocol.PostingCause;

import java.util.List;
import java.util.Map;

/**
 * What came into an account and went out of it in a period.
 *
 * @param range the period
 * @param assets by number: of every asset that there was or that came
 */
public record AccountStatement(long account, ExportRange range, List<OfAsset> assets) {
    public AccountStatement {
        assets = List.copyOf(assets);
    }

    /**
     * One asset, in minor units.
     *
     * @param opening what there was before the period
     * @param changes what its postings of each cause come to
     * @param closing what there was at its end: the opening and all changes
     */
    public record OfAsset(
            int asset, long opening, Map<PostingCause, Change> changes, long closing) {
        public OfAsset {
            changes = Map.copyOf(changes);
        }
    }

    /**
     * The postings of one cause.
     *
     * @param amount minor units
     * @param postings how many that are not of nothing
     */
    public record Change(long amount, long postings) {}
}
