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

import java.util.List;
import java.util.Locale;

/** Every decoder that faces the network or the disk. */
@SuppressWarnings("ImmutableEnumChecker") // The targets hold nothing that changes.
enum Targets {
    COMMANDS(Group.COMMANDS, new CommandsTarget()),
    EVENTS(Group.EVENTS, new EventsTarget()),
    STATE_FILE(Group.EVENTS, new StateFileTarget()),
    RECORDING(Group.FILES, new RecordingTarget()),
    ARCHIVED_EVENTS(Group.FILES, new ArchivedEventsTarget()),
    CATALOG(Group.FILES, new CatalogTarget()),
    BACKUP(Group.FILES, new BackupTarget()),
    SMALL_FILES(Group.FILES, new SmallFilesTarget()),
    LOBSTER(Group.FILES, new LobsterTarget()),
    STREAM_MESSAGES(Group.FRONT, new StreamMessagesTarget()),
    REST_BODIES(Group.FRONT, new RestBodiesTarget()),
    TEXTS(Group.FRONT, new TextsTarget());

    /** Those that one process gives bytes to in turn. */
    enum Group {
        COMMANDS,
        EVENTS,
        FILES,
        FRONT;

        List<Targets> targets() {
            return List.of(Targets.values()).stream()
                    .filter(target -> target.group == this)
                    .toList();
        }
    }

    private final Group group;
    private final FuzzTarget target;

    Targets(Group group, FuzzTarget target) {
        this.group = group;
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
