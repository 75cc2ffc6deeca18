package io.rialto.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every operation of the REST face. What is not here does not exist. */
final class Routes {
    /** Where the stream is opened. */
    static final String STREAM = "/api/v1/stream";

    private static final List<Route> ALL = Stream.of(
                    SystemApi.routes(),
                    InvariantsApi.routes(),
                    OrdersApi.routes(),
                    AccountsApi.routes(),
                    MarketsApi.routes(),
                    CandlesApi.routes(),
                    ExportsApi.routes(),
                    TickersApi.routes(),
                    ProfitApi.routes(),
                    PortfolioApi.routes(),
                    DealingsApi.routes(),
                    DenialsApi.routes(),
                    PositionsApi.routes(),
                    StatementsApi.routes(),
                    EquityApi.routes(),
                    PastAccountApi.routes(),
                    MarketLifeApi.routes(),
                    OutcomesApi.routes(),
                    CorrectionsApi.routes(),
                    FundsApi.routes(),
                    ValuationApi.routes(),
                    OptionsApi.routes(),
                    ItemsApi.routes(),
                    PicturesApi.routes(),
                    VisibilityApi.routes(),
                    AuditApi.routes(),
                    AuctionsApi.routes(),
                    ReferenceApi.routes(),
                    ProtectionsApi.routes(),
                    LinkedOrdersApi.routes(),
                    ManagedOrdersApi.routes(),
                    BracketsApi.routes(),
                    FeesApi.routes(),
                    AdminApi.routes(),
                    SessionsApi.routes(),
                    PeopleApi.routes(),
                    OwningApi.routes(),
                    UniversesApi.routes(),
                    MessagesApi.routes(),
                    KillSwitchesApi.routes(),
                    EventsApi.routes(),
                    ServicesApi.routes(),
                    RosterApi.routes(),
                    MembersApi.routes(),
                    List.of(stream()))
            .flatMap(List::stream)
            .toList();

    private static final Map<String, Route> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Route::name, route -> route));

    private Routes() {}

    static List<Route> all() {
        return ALL;
    }

    /** The operation of that name. */
    static Optional<Route> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The upgrade itself never gets here: see {@link Front}. */
    private static Route stream() {
        return Route.get(STREAM, "openStream")
                .summary("Opens the stream: WebSocket, binary, docs/protocol/stream.md")
                .access(Route.Access.PUBLIC)
                .onlyOverHttp("It is the stream")
                .answers(
                        101,
                        new Schema.Document("Messages of the package rialto.v1"),
                        exchange -> exchange.refuse(
                                Problem.of(Refusal.UPGRADE_REQUIRED, "Open it as a WebSocket")));
    }
}
