package io.rialto.engine;

/**
 * What is put up for auction (VENUE-RULES 5).
 *
 * @param name 1–100 bytes
 * @param description up to 200 bytes
 * @param picture SHA-256 of a picture, 64 hexadecimal digits; or empty
 * @param asset what it is paid with
 * @param buyNowPrice minor units at which anyone may have it at once; 0 for none
 */
public record ItemTerms(
        String name, String description, String picture, int asset, long buyNowPrice) {}
