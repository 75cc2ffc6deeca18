package io.rialto.fuzz;

import io.rialto.app.LobsterTarget;
import io.rialto.gateway.RestBodiesTarget;
import io.rialto.gateway.StreamMessagesTarget;
import io.rialto.gateway.TextsTarget;
import io.rialto.sequencer.ArchivedEventsTarget;
import io.rialto.sequencer.BackupTarget;
import io.rialto.sequencer.CatalogTarget;
import io.rialto.sequencer.CommandsTarget;
import io.rialto.sequencer.RecordingTarget;
import io.rialto.sequencer.SmallFilesTarget;
import io.rialto.sequencer.StateFileTarget;
import io.rialto.view.EventsTarget;

import java.util.Locale;
import java.util.function.Supplier;

/** Every decoder that faces the network or the disk; those that use the same classes follow one another. */
@SuppressWarnings("ImmutableEnumChecker") // What makes a target holds nothing.
enum Targets {
    COMMANDS(CommandsTarget::new),
    EVENTS(EventsTarget::new),
    STATE_FILE(StateFileTarget::new),
    RECORDING(RecordingTarget::new),
    ARCHIVED_EVENTS(ArchivedEventsTarget::new),
    CATALOG(CatalogTarget::new),
    BACKUP(BackupTarget::new),
    SMALL_FILES(SmallFilesTarget::new),
    LOBSTER(LobsterTarget::new),
    STREAM_MESSAGES(StreamMessagesTarget::new),
    REST_BODIES(RestBodiesTarget::new),
    TEXTS(TextsTarget::new);

    private final Supplier<FuzzTarget> maker;

    Targets(Supplier<FuzzTarget> maker) {
        this.maker = maker;
    }

    /** A new one: a process that is started for one decoder loads nothing of the others. */
    FuzzTarget target() {
        return maker.get();
    }

    /** As a file of the corpus and the command line call it. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
