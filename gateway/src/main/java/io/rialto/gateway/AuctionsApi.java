package io.rialto.gateway;

import java.util.List;

/** Call auctions on REST. */
final class AuctionsApi {
    private AuctionsApi() {}

    static List<Route> routes() {
        return List.of(AdminApi.admin(
                        Route.post("/api/v1/admin/markets/{market}/uncross", "uncrossMarket"))
                .summary("Matches what collected at one price, and opens the market")
                .parameter(Route.Parameter.path("market", Schemas.MARKET, "Symbol or id"))
                .answers(200, MarketSchemas.DONE, AuctionsApi::uncross));
    }

    private static void uncross(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        AdminApi.venueCommand(
                exchange, new Command.Uncross(listing.market().market()), Measures.of(listing));
    }
}
