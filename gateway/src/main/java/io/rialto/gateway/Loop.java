package io.rialto.gateway;

/** What the connections of one event loop share. */
record Loop(Venue venue, Mailbox mailbox, CommandDesk desk) {}
