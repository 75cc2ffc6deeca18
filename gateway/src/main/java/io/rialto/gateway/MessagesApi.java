package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.view.Message;
import io.rialto.view.Owning;
import io.vertx.core.json.JsonObject;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What everyone was told: docs/accounts.md. */
final class MessagesApi {
    private static final Form MESSAGE = Form.of(
            "Message",
            required("universe", Schemas.ID),
            required("text", Schemas.NOTE),
            required("time", Schemas.INSTANT),
            required("sequence", Schemas.SEQUENCE));
    private static final Form MESSAGES =
            Form.of("Messages", required("messages", new ListOf(MESSAGE)));

    private MessagesApi() {}

    static List<Route> routes() {
        return List.of(Route.get("/api/v1/messages", "listMessages")
                .summary("What the venue and your universes were told of late, the newest first")
                .forAccount()
                .answers(200, MESSAGES, MessagesApi::list));
    }

    /** Those to the venue, to the account's universe, and to what the caller owns or is a member of. */
    private static void list(Exchange exchange) {
        long caller = exchange.caller().accountId();
        int own = exchange.callerUniverse();
        exchange.read(
                view -> {
                    Owning owning = view.directory().owning();
                    Stream<Integer> others = owning.universes().stream()
                            .filter(each -> each.owner() == caller
                                    || owning.member(each.universe(), caller).isPresent())
                            .map(each -> each.universe());
                    return Stream.concat(Stream.of(0, own), others)
                            .distinct()
                            .flatMap(universe -> owning.messages(universe).stream())
                            .sorted(Comparator.comparingLong(Message::sequence).reversed())
                            .toList();
                },
                messages ->
                        new JsonObject().put("messages", Json.list(messages, MessagesApi::json)));
    }

    private static JsonObject json(Message message) {
        return new JsonObject()
                .put("universe", Integer.toString(message.universe()))
                .put("text", message.text())
                .put("time", Json.time(message.timeNanos()))
                .put("sequence", Long.toString(message.sequence()));
    }
}
