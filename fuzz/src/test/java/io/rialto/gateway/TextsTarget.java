package io.rialto.gateway;

import io.rialto.fuzz.FuzzTarget;
import io.rialto.fuzz.Input;
import io.rialto.identity.RequestSignature;
import io.rialto.sequencer.FuzzedVenue;
import io.rialto.sequencer.RequestContext;

import org.agrona.concurrent.UnsafeBuffer;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a request says in text beside its body: decimals, ids, instants, keys, tokens, traces, and every
 * parameter of every operation. Refused by a problem or as none; a decimal that is read is exact.
 */
public final class TextsTarget implements FuzzTarget {
    private static final List<Schema> PARAMETERS = Routes.all().stream()
            .flatMap(route -> route.parameters().stream())
            .map(Route.Parameter::schema)
            .distinct()
            .toList();

    @Override
    public void run(byte[] bytes) {
        Input input = new Input(bytes);
        int kind = input.below(7);
        int number = input.number();
        String text = input.restAsText();
        try {
            switch (kind) {
                case 0 -> decimal(text, number % 10);
                case 1 -> IdempotencyKey.of(number, text);
                case 2 -> Json.time(Json.nanos("expiresAt", text));
                case 3 -> credential(text);
                case 4 -> parameter(PARAMETERS.get(number % PARAMETERS.size()), text);
                case 5 -> trace(text);
                default -> answer(bytes);
            }
        } catch (ProblemException refused) {
            refused.problem().toJson();
        }
    }

    private static void decimal(String text, int scale) {
        OptionalLong value = Decimals.parse(text, scale);
        if (value.isPresent()) {
            BigDecimal exact = new BigDecimal(text).movePointRight(scale);
            String again = Decimals.format(value.getAsLong(), scale);
            if (exact.compareTo(BigDecimal.valueOf(value.getAsLong())) != 0
                    || Decimals.parse(again, scale).orElseThrow() != value.getAsLong()) {
                throw new AssertionError(text + " is read as " + again);
            }
        }
    }

    private static void credential(String text) {
        Presented presented =
                Presented.header(Optional.of(text), "GET", Routes.STREAM, new byte[0], "address");
        if (presented.scheme().equals(Presented.SIGNED)) {
            RequestSignature.parse(presented.credential());
        } else {
            Authenticator.hash(presented.credential());
        }
    }

    private static void trace(String text) {
        TraceContext trace = TraceContext.of(List.of(text));
        RequestContext context = new RequestContext();
        trace.fill(context);
        if (context.traced && !TraceContext.of(trace.text()).equals(trace)) {
            throw new AssertionError(text + " is read as " + trace.text());
        }
    }

    /** What passes for an id, a number or a time is one. */
    private static void parameter(Schema schema, String text) {
        if (schema.check(text, "p").isPresent()) {
            return;
        }
        if (schema.equals(Schemas.ID)) {
            Markets.id(text);
        } else if (schema instanceof Schema.Text each && each.example().equals("10")) {
            Integer.parseInt(text);
        }
    }

    /** An answer of the venue, cut short or of another template: refused before it is read. */
    private static void answer(byte[] bytes) {
        UnsafeBuffer buffer = new UnsafeBuffer(bytes, 1, bytes.length - 1);
        try {
            new CommandAnswer.Decoder().decode(buffer, 0, buffer.capacity());
        } catch (IllegalStateException refused) {
            // As documented.
        }
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String text : List.of(
                "\0\2-12.34",
                "\0\11" + "9223372036.854775807",
                "\0\0-0",
                "\1\1key-1",
                "\2\0" + "2027-01-01T00:00:00.5Z",
                "\3\0Bearer rialto_abc",
                "\4\0" + "17",
                "\5\0" + "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")) {
            seeds.add(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        byte[] answer = new FuzzedVenue().lastAnswer();
        byte[] seed = new byte[1 + answer.length];
        seed[0] = 6;
        System.arraycopy(answer, 0, seed, 1, answer.length);
        seeds.add(seed);
        return seeds;
    }
}
