package io.rialto.gateway;

import io.rialto.fuzz.FuzzTarget;
import io.rialto.fuzz.Input;
import io.rialto.sequencer.FuzzedVenue;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JSON bodies of every operation that takes one: refused as no JSON, by the operation's schema or by
 * a problem. An order's terms that pass are sent, and answered once.
 */
public final class RestBodiesTarget implements FuzzTarget {
    private static final List<Schema.Form> FORMS =
            Routes.all().stream().map(Route::request).flatMap(Optional::stream).toList();

    @Override
    public void run(byte[] bytes) {
        Input input = new Input(bytes);
        Schema.Form form = FORMS.get(input.below(FORMS.size()));
        FuzzedVenue venue = new FuzzedVenue();
        try {
            JsonObject body = StrictJson.object(Buffer.buffer(input.rest()))
                    .orElseThrow(() -> new ProblemException(Refusal.JSON_INVALID, "No object"));
            Optional<Schema.Violation> wrong = form.check(body, "");
            if (wrong.isPresent()) {
                Problem.of(wrong.get().refusal(), wrong.get().detail()).toJson();
            } else if (form.equals(Schemas.PLACE_ORDER)) {
                Listing listing = Listing.find(
                                venue.view().directory(), 0, body.getString("market"))
                        .orElseThrow(Markets::unknownMarket);
                OrderRequest order = OrdersApi.terms(body, listing);
                StreamMessagesTarget.send(venue, new Command.Preview(order));
                StreamMessagesTarget.send(venue, new Command.Place(order));
            }
        } catch (ProblemException refused) {
            // As documented, and so is what is no JSON object: a JSON_INVALID.
        }
        venue.audit();
    }

    @Override
    public List<byte[]> seeds() {
        String order = "{\"market\":\"BTC/USD\",\"side\":\"buy\",\"price\":\"100.5\","
                + "\"quantity\":\"0.01\",\"clientOrderId\":\"mine\",\"type\":\"limit\","
                + "\"timeInForce\":\"gtd\",\"expiresAt\":\"2027-01-01T00:00:00Z\","
                + "\"postOnly\":true,\"selfTradePrevention\":\"none\"}";
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < FORMS.size(); i++) {
            String body = FORMS.get(i).equals(Schemas.PLACE_ORDER) ? order : example(FORMS.get(i));
            seeds.add(((char) i + body).getBytes(StandardCharsets.ISO_8859_1));
        }
        return seeds;
    }

    private static String example(Schema.Form form) {
        JsonObject body = new JsonObject();
        for (Schema.Field field : form.fields()) {
            switch (field.schema()) {
                case Schema.Text text -> body.put(field.name(), text.example());
                case Schema.Choice choice ->
                    body.put(field.name(), choice.words().getFirst());
                case Schema.Whole whole -> body.put(field.name(), whole.minimum());
                case Schema.Flag flag -> body.put(field.name(), true);
                case Schema.ListOf list -> body.put(field.name(), List.of());
                case Schema.Document document -> body.put(field.name(), new JsonObject());
                case Schema.Form inner -> body.put(field.name(), new JsonObject(example(inner)));
            }
        }
        return body.encode();
    }
}
