package io.rialto.gateway;

import java.util.Optional;
import java.util.function.Consumer;

/** How somebody gets to a stream whose headers bring a credential, whatever carries it. */
final class StreamEntry {
    private StreamEntry() {}

    /**
     * A request that wants to become a stream.
     *
     * @param authorization the header of that name
     * @param sudo the header that asks for an administrator's rights
     * @param method of HTTP
     * @param target its path and query
     * @param address where it came from
     */
    record Request(
            Optional<String> authorization,
            Optional<String> sudo,
            String method,
            String target,
            String address) {}

    /**
     * Finds out who asks and lets them in, or does not. A request without a credential gets in as
     * nobody: whether there is anything for nobody is the door's to say. Event loop only; so are the
     * calls back, one of which comes.
     */
    static void open(
            Loop loop,
            Request request,
            Session session,
            Consumer<SocketRights> opened,
            Consumer<Problem> refused) {
        SocketRights rights = new SocketRights(loop.venue(), request.address());
        if (request.authorization().isEmpty()) {
            opened.accept(rights);
            return;
        }
        Presented presented;
        try {
            presented = Presented.header(
                    request.authorization(),
                    request.method(),
                    request.target(),
                    new byte[0],
                    request.address());
        } catch (ProblemException problem) {
            refused.accept(problem.problem());
            return;
        }
        boolean sudo = request.sudo().filter("true"::equals).isPresent();
        SignIn.whenShown(
                loop,
                presented,
                session,
                caller -> {
                    try {
                        rights.signIn(caller, sudo);
                    } catch (ProblemException problem) {
                        refused.accept(problem.problem());
                        return;
                    }
                    opened.accept(rights);
                },
                refused);
    }
}
