package io.rialto.auditor;

/** All cash of an asset in a universe. Minor units. */
final class AssetSum {
    final int universe;
    final int asset;

    /** Of a snapshot's balances; of the current command's postings. */
    long sum;

    long touchedBy = -1;

    AssetSum(int universe, int asset) {
        this.universe = universe;
        this.asset = asset;
    }
}
