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

/** Every decoder that faces the network or the disk. */
@SuppressWarnings("ImmutableEnumChecker") // The targets hold nothing that changes.
enum Targets {
    COMMANDS(new CommandsTarget()),
    EVENTS(new EventsTarget()),
    STATE_FILE(new StateFileTarget()),
    RECORDING(new RecordingTarget()),
    ARCHIVED_EVENTS(new ArchivedEventsTarget()),
    CATALOG(new CatalogTarget()),
    BACKUP(new BackupTarget()),
    SMALL_FILES(new SmallFilesTarget()),
    LOBSTER(new LobsterTarget()),
    STREAM_MESSAGES(new StreamMessagesTarget()),
    REST_BODIES(new RestBodiesTarget()),
    TEXTS(new TextsTarget());

    private final FuzzTarget target;

    Targets(FuzzTarget target) {
        this.target = target;
    }

    FuzzTarget target() {
        return target;
    }

    /** As a file of the corpus and the command line call it. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
