package io.rialto.gateway;

import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.view.Directory;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Sends the commands of one socket and tells what became of them, in the order in which the venue
 * did them. Owned by the socket's event loop.
 */
final class SocketCommands {
    private final Loop loop;
    private final AnswerFirst answerFirst;
    private final Answers answers;

    /** Answers that wait for one that came before, of which something is looked up. */
    private final ArrayDeque<Runnable> behind = new ArrayDeque<>();

    private boolean isLookingUp;

    SocketCommands(Loop loop, AnswerFirst answerFirst, Answers answers) {
        this.loop = loop;
        this.answerFirst = answerFirst;
        this.answers = answers;
    }

    /** Takes an answer to a request. */
    @FunctionalInterface
    interface Answers {
        void answer(Asked asked, ServerMessage.Builder message);
    }

    /**
     * Sends the command in a message.
     *
     * @param denied hears the code if it is sent under sudo and not done
     * @throws ProblemException if it has not the shape of one
     */
    void send(Caller who, boolean sudo, ClientMessage message, Consumer<String> denied) {
        StreamCommands.Asked what = StreamCommands.read(message).orElseThrow();
        IdempotencyKey key = message.getIdempotencyKey().isEmpty()
                ? IdempotencyKey.NONE
                : IdempotencyKey.of(who.accountId(), message.getIdempotencyKey());
        long account = message.getAccount() == 0 ? who.accountId() : message.getAccount();
        answerFirst.onSent();
        loop.desk()
                .send(
                        new CommandDesk.Envelope(
                                who,
                                account,
                                sudo,
                                key,
                                TraceContext.of(message.getTraceparent())
                                        .at(loop.venue().config().tracing())),
                        what.command(),
                        new Sent(
                                Asked.by(message), who, account, what, sudo ? denied : code -> {}));
    }

    /** Hears of a command that a call has sent, and keeps its events behind its answer. */
    CommandDesk.Completion hearing(CommandDesk.Completion sender) {
        answerFirst.onSent();
        return new CommandDesk.Completion() {
            @Override
            public void onAnswer(CommandAnswer answer) {
                if (isLookingUp) {
                    behind.add(() -> onAnswer(answer));
                } else {
                    sender.onAnswer(answer);
                    answerFirst.onAnswered(answer.gatewayNumber());
                }
            }

            @Override
            public void onProblem(Problem problem) {
                sender.onProblem(problem);
                notAnswered(problem);
            }

            @Override
            public void onLateAnswer(CommandAnswer answer) {
                answerFirst.onAnswered(answer.gatewayNumber());
            }
        };
    }

    private void notAnswered(Problem problem) {
        if (problem.code().equals(Refusal.OUTCOME_UNKNOWN.wireName())) {
            answerFirst.onGivenUp();
        } else {
            answerFirst.onNotSent();
        }
    }

    /** A command on its way. */
    private final class Sent implements CommandDesk.Completion {
        private final Asked asked;
        private final Caller who;
        private final long account;
        private final StreamCommands.Asked what;
        private final Consumer<String> denied;

        Sent(
                Asked asked,
                Caller who,
                long account,
                StreamCommands.Asked what,
                Consumer<String> denied) {
            this.asked = asked;
            this.who = who;
            this.account = account;
            this.what = what;
            this.denied = denied;
        }

        @Override
        public void onAnswer(CommandAnswer answer) {
            if (isLookingUp) {
                behind.add(() -> onAnswer(answer));
            } else if (AmendedOrder.isNeeded(what.command(), answer)) {
                isLookingUp = true;
                AmendedOrder.denial(
                        loop,
                        account,
                        (Command.Amend) what.command(),
                        measures(),
                        answer,
                        problem -> foundOut(answer, problem));
            } else {
                tell(answer, message(answer));
            }
        }

        private void foundOut(CommandAnswer answer, Problem problem) {
            isLookingUp = false;
            tell(answer, OrderSocket.failure(problem));
            while (!isLookingUp && !behind.isEmpty()) {
                behind.remove().run();
            }
        }

        private void tell(CommandAnswer answer, ServerMessage.Builder message) {
            tell(message);
            answerFirst.onAnswered(answer.gatewayNumber());
        }

        private void tell(ServerMessage.Builder message) {
            if (message.hasFailure()) {
                denied.accept(message.getFailure().getCode());
            }
            answers.answer(asked, message);
        }

        private ServerMessage.Builder message(CommandAnswer answer) {
            if (!answer.isDone()) {
                return OrderSocket.failure(measures().denial(answer));
            }
            return what.isPreview()
                    ? ServerMessage.newBuilder().setPreview(Wire.preview(answer))
                    : ServerMessage.newBuilder().setOutcome(Wire.outcome(answer, what.isOfOrder()));
        }

        private Measures measures() {
            Directory directory = loop.venue().directory();
            int universe = directory.account(account).orElse(who.account()).universe();
            return what.measures(directory, universe);
        }

        @Override
        public void onProblem(Problem problem) {
            tell(OrderSocket.failure(problem));
            notAnswered(problem);
        }

        @Override
        public void onLateAnswer(CommandAnswer answer) {
            answerFirst.onAnswered(answer.gatewayNumber());
        }
    }
}
