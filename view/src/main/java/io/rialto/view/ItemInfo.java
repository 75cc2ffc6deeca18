package io.rialto.view;

/**
 * An item that was put up for auction.
 *
 * @param picture SHA-256 in hexadecimal digits, or empty
 * @param asset what it is paid with
 * @param buyNowPrice minor units at which anyone may have it at once; 0 for none
 * @param owner account that it was sold to; 0 while it is not
 * @param price minor units that it was sold at
 */
public record ItemInfo(
        long listing,
        int universe,
        long seller,
        String name,
        String description,
        String picture,
        int asset,
        long buyNowPrice,
        long owner,
        long price) {

    ItemInfo soldTo(long newOwner, long paid) {
        return new ItemInfo(
                listing,
                universe,
                seller,
                name,
                description,
                picture,
                asset,
                buyNowPrice,
                newOwner,
                paid);
    }
}
