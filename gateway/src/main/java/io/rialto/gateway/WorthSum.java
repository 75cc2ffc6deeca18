package io.rialto.gateway;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** What parts are worth together in one asset, and whether each could be valued. */
final class WorthSum {
    private final Conversion conversion;
    private BigDecimal total = BigDecimal.ZERO;
    private boolean isComplete = true;

    WorthSum(Conversion conversion) {
        this.conversion = conversion;
    }

    Conversion conversion() {
        return conversion;
    }

    /** Adds an amount of an asset, and tells its value; nothing where no market leads from it. */
    Optional<BigDecimal> add(int asset, BigDecimal amount) {
        Optional<BigDecimal> value =
                conversion.path(asset).map(path -> amount.multiply(path.rate()));
        if (value.isPresent()) {
            total = total.add(value.get());
        } else if (amount.signum() != 0) {
            leaveOut();
        }
        return value;
    }

    /** Something has no value. */
    void leaveOut() {
        isComplete = false;
    }

    boolean isComplete() {
        return isComplete;
    }

    /** All that could be valued, rounded down. */
    String total() {
        return rounded(total);
    }

    String rounded(BigDecimal value) {
        return value.setScale(conversion.asset().scale(), RoundingMode.FLOOR).toPlainString();
    }

    /** What contracts come to at a price, in the market's quote asset, exactly. */
    static BigDecimal value(Listing listing, long quantity, long price) {
        return BigDecimal.valueOf(price, Decimals.PRICE_SCALE)
                .multiply(BigDecimal.valueOf(quantity, listing.base().scale()));
    }
}
