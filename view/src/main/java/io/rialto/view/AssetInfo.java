package io.rialto.view;

/**
 * An asset.
 *
 * @param asset its id
 * @param symbol unique in the venue
 * @param scale decimals of a minor unit, 0 to 9
 * @param displayScale decimals shown
 */
public record AssetInfo(int asset, String symbol, int scale, int displayScale) {}
